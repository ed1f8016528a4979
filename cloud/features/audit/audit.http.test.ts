import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accounts, audit } from '../../contract'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let office: TestPerson
let otherOffice: TestPerson
let administrator: TestPerson
let worker: TestPerson

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', testAreas.township, { name: '东河平安办' })
  otherOffice = await service.person('townshipOffice', testAreas.otherTownship)
  administrator = await service.person('systemAdministrator', testAreas.county)
  worker = await service.person('worker', testAreas.grid)
  await service.call(
    accounts.resetPassword,
    { accountId: worker.accountId },
    { token: office.token },
  )
  await service.call(
    accounts.deactivate,
    { accountId: worker.accountId, reason: '离岗' },
    { token: office.token },
  )
  await service.parts.database.prisma.auditEntry.create({
    data: { at: new Date(), event: 'table.imported', subjectId: 'x' },
  })
})
afterAll(() => service.close())

checkEndpoint(() => service, {
  entry: audit.list,
  token: () => office.token,
  stranger: () => otherOffice.token,
  valid: () => ({ areaCode: testAreas.township }),
  invalid: () => ({ after: 'DROP TABLE' }),
})

describe('the audit list', () => {
  const list = async (token: string, input = {}) =>
    (await service.call(audit.list, input, { token })).data

  it('shows the newest deeds first, with who did them, of one’s own area', async () => {
    const { entries } = await list(office.token)
    expect(entries.map((entry) => entry.eventLabel)).toEqual(['停用账号', '重发登录码'])
    expect(entries[0]).toMatchObject({
      accountName: '东河平安办',
      subjectId: worker.accountId,
      areaCode: testAreas.grid,
    })
    expect((await list(otherOffice.token)).entries).toEqual([])
  })

  it('shows deeds outside any area to the administrator only', async () => {
    expect((await list(administrator.token)).entries.map((entry) => entry.event)).toContain(
      'table.imported',
    )
    const inArea = await list(administrator.token, { areaCode: testAreas.county })
    expect(inArea.entries.map((entry) => entry.event)).not.toContain('table.imported')
  })

  it('comes page by page, and of one person', async () => {
    const first = await list(office.token, { limit: 1 })
    expect(first.entries).toHaveLength(1)
    const second = await list(office.token, { limit: 1, after: first.next ?? '' })
    expect(second.entries[0]?.event).toBe('account.passwordReset')
    expect(second.next).toBeNull()
    expect((await list(office.token, { accountId: worker.accountId })).entries).toEqual([])
  })
})
