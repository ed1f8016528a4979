import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { surveys } from '../../contract'
import type { InputOf } from '../../contract/define'
import { newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { residentPhone } from '../../testing/test-residents'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'

type AnswerInput = InputOf<typeof surveys.answer>

let service: TestService
let worker: TestPerson
let office: TestPerson
let villageHead: TestPerson
let otherOffice: TestPerson
let otherGridHead: TestPerson

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid)
  office = await service.person('townshipOffice', testAreas.township)
  villageHead = await service.person('villageHead', testAreas.village)
  otherOffice = await service.person('townshipOffice', testAreas.otherTownship)
  otherGridHead = await service.person('gridHead', testAreas.otherGrid)
})
afterAll(() => service.close())
beforeEach(async () => {
  service.clock.set(testStartMs)
  const { prisma } = service.parts.database
  await prisma.residentRate.deleteMany()
  await prisma.surveyAnswer.deleteMany()
})

const as = ({ token }: TestPerson) => ({ token })
const input = (changed: Partial<AnswerInput> = {}): AnswerInput => ({
  gridCode: testAreas.grid,
  knows: true,
  rating: 'satisfied',
  answeredAtMs: service.clock.nowMs(),
  ...residentPhone(),
  ...changed,
})
const rates = (person: TestPerson, areaCode: string = testAreas.township, period = '2026-Q2') =>
  service.call(surveys.rates, { period, areaCode }, as(person))

describe('the five questions', () => {
  let valid: AnswerInput
  beforeEach(() => {
    valid = input()
  })
  checkEndpoint(() => service, {
    entry: surveys.questions,
    token: () => office.token,
    valid: () => ({ gridCode: testAreas.grid }),
    invalid: () => ({ gridCode: '141030999999A999' }),
  })
  checkEndpoint(() => service, {
    entry: surveys.answer,
    token: () => office.token,
    valid: () => valid,
    invalid: () => ({ ...valid, rating: 'good' }),
    other: () => ({ ...valid, rating: 'unsatisfied' as const }),
    effect: () => service.parts.database.prisma.surveyAnswer.findMany(),
  })
  checkEndpoint(() => service, {
    entry: surveys.rates,
    token: () => office.token,
    stranger: () => otherOffice.token,
    valid: () => ({ period: '2026-Q2', areaCode: testAreas.township }),
    invalid: () => ({ period: '2026-Q5' }),
  })
  checkEndpoint(() => service, {
    entry: surveys.qr,
    token: () => office.token,
    stranger: () => otherGridHead.token,
    valid: () => ({ code: testAreas.grid }),
    invalid: () => ({ code: 'x' }),
  })
})

describe('a survey', () => {
  it('tells rates by village and grid from thirty answers on, and no single answer', async () => {
    const ratings = ['satisfied', 'satisfied', 'ordinary', 'unsatisfied'] as const
    for (let turn = 0; turn < 32; turn += 1) {
      const rating = ratings[turn % 4] ?? 'satisfied'
      const answer = await service.call(surveys.answer, input({ rating, knows: turn % 2 === 0 }))
      expect(answer.status).toBe(200)
    }
    await service.call(surveys.answer, input({ gridCode: testAreas.secondGrid, knows: false }))
    const { data } = await rates(office)
    expect(data.whole).toMatchObject({ answers: 33, knows: 16, satisfied: 17, unsatisfied: 8 })
    expect(data.rows.map((row) => row.code)).toEqual([testAreas.village])
    const grids = (await rates(villageHead, testAreas.village)).data.rows
    expect(grids.map((row) => [row.code, row.figures.awareness, row.figures.satisfaction])).toEqual(
      [
        [testAreas.grid, 0.5, 0.5],
        [testAreas.secondGrid, null, null],
      ],
    )
    expect((await rates(office, testAreas.township, '2026-Q1')).data.whole.answers).toBe(0)
    expect((await rates(worker)).error.code).toBe('notAllowed')
    expect(JSON.stringify(data)).not.toMatch(/ownerId|deviceId/)
  })

  it('takes one answer of a phone in a quarter, and another in the next', async () => {
    const phone = residentPhone()
    expect((await service.call(surveys.answer, input(phone))).status).toBe(200)
    const again = await service.call(surveys.answer, input({ ...phone, rating: 'unsatisfied' }))
    expect(again.error.code).toBe('surveyAnswered')
    service.clock.set(Date.parse('2026-07-01T00:00:01+08:00'))
    expect((await service.call(surveys.answer, input(phone))).status).toBe(200)
    expect((await rates(office, testAreas.township, '2026-Q3')).data.whole.answers).toBe(1)
  })

  it('counts an answer that waited on the phone for the day it was given, a week at most', async () => {
    service.clock.set(Date.parse('2026-07-02T10:00:00+08:00'))
    const day = (text: string) => ({ answeredAtMs: Date.parse(`${text}T10:00:00+08:00`) })
    await service.call(surveys.answer, input(day('2026-06-30')))
    await service.call(surveys.answer, input(day('2026-03-01')))
    await service.call(surveys.answer, input(day('2026-12-01')))
    expect((await rates(office)).data.whole.answers).toBe(2)
    expect((await rates(office, testAreas.township, '2026-Q3')).data.whole.answers).toBe(1)
  })

  it('answered at the same moment twice counts once', async () => {
    const commandId = newId()
    const one = input()
    const answers = await Promise.all(
      [1, 2, 3].map(() => service.call(surveys.answer, one, { commandId })),
    )
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200])
    expect((await rates(office)).data.whole.answers).toBe(1)
  })
})
