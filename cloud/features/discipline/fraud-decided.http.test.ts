import { afterAll, beforeAll, expect, it } from 'vitest'
import { discipline } from '../../contract'
import type { InputOf } from '../../contract/define'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'
import { createAreasService } from '../areas/areas.service'
import { createAreasStore } from '../areas/areas.store'
import { createStaffService } from '../staff/staff.service'
import { createStaffStore } from '../staff/staff.store'
import { createDisciplineService, type DisciplineService } from './discipline.service'
import { createDisciplineStore } from './discipline.store'

let service: TestService
let asked: DisciplineService
let office: TestPerson
let county: TestPerson
let policy: TestPerson

type MoveName = InputOf<typeof discipline.move>['move']

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', testAreas.township)
  county = await service.person('countyCentre', testAreas.county)
  policy = await service.person('countyPolicy', testAreas.county)
  const { database } = service.parts
  asked = createDisciplineService({
    store: createDisciplineStore(database),
    staff: createStaffService(createStaffStore(database)),
    areas: createAreasService(createAreasStore(database), service.clock),
    // nothing is opened through this one
    regulations: {
      ofMonth: () => Promise.reject(new Error('not asked')),
      on: () => Promise.reject(new Error('not asked')),
    },
  })
})
afterAll(() => service.close())

async function opened(person: TestPerson, month: string, forFraud = true): Promise<string> {
  const input = {
    accountId: person.accountId,
    month,
    kind: 'elimination' as const,
    article: 'DN-13.3',
    sentence: '捏造上报信息',
    evidence: '回访记录',
    forFraud,
  }
  const { data, error } = await service.call(discipline.open, input, { token: office.token })
  expect(error).toBeUndefined()
  return data.case.id
}

const move = (by: TestPerson, caseId: string, name: MoveName) =>
  service.call(discipline.move, { caseId, move: name, text: '理由' }, { token: by.token })
const answer = (by: TestPerson, caseId: string, name: 'reply' | 'appeal') =>
  service.call(discipline.answer, { caseId, move: name, text: '说明' }, { token: by.token })

async function decided(person: TestPerson, month: string, name: 'impose' | 'keep') {
  const caseId = await opened(person, month)
  await move(office, caseId, 'notify')
  await answer(person, caseId, 'reply')
  expect((await move(county, caseId, name)).status).toBe(200)
  return caseId
}

const worker = () => service.person('worker', testAreas.grid)
const fraudOf = async (person: TestPerson, year = '2026') =>
  (await asked.eliminatedForFraud([person.accountId], year)).get(person.accountId)

it('is true of who was eliminated for fraud, in the year it is about', async () => {
  const person = await worker()
  await decided(person, '2026-03', 'impose')
  expect([await fraudOf(person), await fraudOf(person, '2025')]).toEqual([true, undefined])
})

it('is false of who was kept, or whose appeal was upheld', async () => {
  const kept = await worker()
  await decided(kept, '2026-03', 'keep')
  expect(await fraudOf(kept)).toBe(false)
  const cleared = await worker()
  const caseId = await decided(cleared, '2026-04', 'impose')
  await answer(cleared, caseId, 'appeal')
  expect((await move(policy, caseId, 'overturn')).status).toBe(200)
  expect(await fraudOf(cleared)).toBe(false)
})

it('is nothing of whom nothing was decided, and of what was for another reason', async () => {
  const open = await worker()
  await opened(open, '2026-03')
  expect(await fraudOf(open)).toBeUndefined()
  const other = await worker()
  const caseId = await opened(other, '2026-03', false)
  await move(office, caseId, 'notify')
  await answer(other, caseId, 'reply')
  await move(county, caseId, 'impose')
  expect(await fraudOf(other)).toBeUndefined()
  const withdrawn = await worker()
  await move(office, await opened(withdrawn, '2026-03'), 'withdraw')
  expect(await fraudOf(withdrawn)).toBeUndefined()
})

it('is true where one of several was imposed, whatever became of the others', async () => {
  const person = await worker()
  await decided(person, '2026-02', 'impose')
  await decided(person, '2026-05', 'keep')
  expect(await fraudOf(person)).toBe(true)
  const kept = await asked.keptMonths([person.accountId], '2026-01', '2026-06')
  expect([...kept]).toEqual([`${person.accountId} 2026-05`])
})
