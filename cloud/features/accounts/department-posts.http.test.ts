import { afterAll, beforeAll, expect, it } from 'vitest'
import { accounts, units } from '../../contract'
import { identityNumber } from '../../testing/identity-numbers'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let office: TestPerson
let centre: TestPerson
let ownUnit = ''
let countyUnit = ''
let serial = 0

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', testAreas.township)
  centre = await service.person('countyCentre', testAreas.county)
  const unit = { kind: 'judicial' as const, joinsTeam: false }
  const made = async (areaCode: string, name: string) => {
    const input = { ...unit, areaCode, name }
    return (await service.call(units.create, input, { token: centre.token })).data.code
  }
  ownUnit = await made(testAreas.township, '东河司法所')
  countyUnit = await made(testAreas.county, '县司法局')
})
afterAll(() => service.close())

function create(scopeCode: string, by: TestPerson, workerKind?: 'rural') {
  serial += 1
  const post = { role: 'department' as const, scopeCode, startsOn: '2026-06-01', workerKind }
  return service.call(
    accounts.create,
    {
      name: `司法员${serial}`,
      idNumber: identityNumber('1985-03-04', 300 + serial),
      phone: `1370006${String(5300 + serial)}`,
      post,
    },
    { token: by.token },
  )
}

it('gives a post in a unit that there is, under its name', async () => {
  expect((await create(ownUnit, office)).status).toBe(200)
  const { data } = await service.call(
    accounts.list,
    { areaCode: testAreas.township, role: 'department' },
    { token: office.token },
  )
  expect(data.accounts[0]?.posts).toMatchObject([
    { role: 'department', scopeCode: ownUnit, scopeName: '东河司法所', workerKind: null },
  ])
})

it('refuses units that are not there, areas instead of units, and kinds of workers', async () => {
  for (const scopeCode of [`${testAreas.township}-77`, testAreas.township]) {
    const answer = await create(scopeCode, office)
    expect([answer.status, answer.error.code], scopeCode).toEqual([400, 'badInput'])
    expect(answer.error.message).toContain('请选择所在的部门')
  }
  expect((await create(ownUnit, office, 'rural')).error.message).toContain('只有网格员才分类别')
})

it('lets a township fill its own units, and the county all', async () => {
  expect((await create(countyUnit, office)).status).toBe(403)
  expect((await create(countyUnit, centre)).status).toBe(200)
  expect((await create(ownUnit, centre)).status).toBe(200)
})

it('gives no post in a unit that is retired, and keeps the name on the old one', async () => {
  const retire = { code: ownUnit, reason: '撤并' }
  expect((await service.call(units.retire, retire, { token: office.token })).status).toBe(200)
  expect((await create(ownUnit, office)).status).toBe(400)
  const { data } = await service.call(
    accounts.list,
    { areaCode: testAreas.township, role: 'department' },
    { token: office.token },
  )
  expect(data.accounts.map((account) => account.posts[0]?.scopeName)).toContain('东河司法所')
})
