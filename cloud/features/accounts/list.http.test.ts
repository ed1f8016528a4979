import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accounts } from '../../contract'
import type { InputOf } from '../../contract/define'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let office: TestPerson
let otherOffice: TestPerson
let centre: TestPerson
let worker: TestPerson
let head: TestPerson

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', testAreas.township)
  otherOffice = await service.person('townshipOffice', testAreas.otherTownship)
  centre = await service.person('countyCentre', testAreas.county)
  worker = await service.person('worker', testAreas.grid, { name: '张%三' })
  head = await service.person('gridHead', testAreas.grid)
  for (let count = 0; count < 5; count += 1) await service.person('worker', testAreas.secondGrid)
})
afterAll(() => service.close())

describe('the list', () => {
  const list = async (input: InputOf<typeof accounts.list>, token = office.token) =>
    (await service.call(accounts.list, input, { token })).data

  it('shows only the own area, and no full number of anybody', async () => {
    const own = await list({ limit: 200 })
    const text = JSON.stringify(own)
    for (const one of [worker, head]) {
      expect(own.accounts.map((row) => row.accountId)).toContain(one.accountId)
      expect(text).not.toContain(one.phone)
      expect(text).not.toContain(one.idNumber)
    }
    expect(own.accounts.map((row) => row.accountId)).not.toContain(otherOffice.accountId)
    const row = own.accounts.find((one) => one.accountId === worker.accountId)
    expect(row).toMatchObject({
      abilities: { deactivate: true, resetPassword: true, reveal: false },
      posts: [{ scopeName: '阳光社区第一网格' }],
    })
    expect((await list({ limit: 200 }, centre.token)).accounts.length).toBeGreaterThan(
      own.accounts.length,
    )
  })

  it('answers an area outside as not found', async () => {
    const answer = await service.call(
      accounts.list,
      { areaCode: testAreas.otherTownship },
      { token: office.token },
    )
    expect(answer.error.code).toBe('notFound')
  })

  it('finds by part of a name, by the last four digits of a phone and by role', async () => {
    const ids = async (input: InputOf<typeof accounts.list>) =>
      (await list(input)).accounts.map((row) => row.accountId)
    expect(await ids({ search: '%三' })).toEqual([worker.accountId])
    expect(await ids({ search: '_' })).toEqual([])
    expect(await ids({ search: worker.phone.slice(-4) })).toEqual([worker.accountId])
    expect(await ids({ role: 'gridHead', areaCode: testAreas.grid.slice(0, 12) })).toContain(
      head.accountId,
    )
    expect(await ids({ search: `' OR 1=1 --` })).toEqual([])
  })

  it('comes page by page without a gap or a repeat', async () => {
    const whole = (await list({ limit: 200 })).accounts.map((row) => row.accountId)
    const paged: string[] = []
    let after: string | undefined
    do {
      const page = await list({ limit: 3, ...(after ? { after } : {}) })
      paged.push(...page.accounts.map((row) => row.accountId))
      after = page.next ?? undefined
    } while (after)
    expect(paged).toEqual(whole)
  })
})

describe('revealing', () => {
  it('answers the county with the value and leaves who, what and why', async () => {
    const answer = await service.call(
      accounts.reveal,
      { accountId: worker.accountId, item: 'idNumber', purpose: '核对身份' },
      { token: centre.token },
    )
    expect(answer.data.value).toBe(worker.idNumber)
    const noted = await service.parts.database.prisma.auditEntry.findFirstOrThrow({
      where: { event: 'account.revealed', subjectId: worker.accountId },
      orderBy: { id: 'desc' },
    })
    expect(noted).toMatchObject({
      areaCode: testAreas.grid,
      detail: { item: 'idNumber', purpose: '核对身份' },
    })
    const card = await service.call(
      accounts.reveal,
      { accountId: worker.accountId, item: 'bankCard', purpose: '发放报酬' },
      { token: centre.token },
    )
    expect(card.data.value).toBeNull()
  })
})
