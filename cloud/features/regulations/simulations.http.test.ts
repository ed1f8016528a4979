import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pay, regulations } from '../../contract'
import { idBytes } from '../../platform/ids'
import { closedMonth } from '../../testing/test-closing'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { createMonthMaker } from '../../testing/test-month'
import {
  drafted,
  keptSimulation,
  priceDraft,
  publishedChange,
  settledSimulation,
} from '../../testing/test-regulations'
import { startTestService, type TestService } from '../../testing/test-service'
import { createSimulationsStore } from './simulations.store'

let service: TestService
let policy: TestPerson
let second: TestPerson
let busy: TestPerson
let idle: TestPerson
const { township, otherTownship } = testAreas
const [april, may, june] = ['2026-04', '2026-05', '2026-06']

const freeze = async (townshipCode: string, month: string) => {
  const office = await service.person('townshipOffice', townshipCode)
  await closedMonth(service, { month, townshipCode, token: office.token })
  const answer = await service.call(pay.freeze, { townshipCode, month }, { token: office.token })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
}
const simulated = async (changeId: string, months: string[]) => {
  const answer = await service.call(
    regulations.simulateChange,
    { changeId, months },
    { token: policy.token },
  )
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return settledSimulation(service, answer.data.simulationId, policy.token)
}

beforeAll(async () => {
  service = await startTestService()
  policy = await service.person('countyPolicy', testAreas.county)
  second = await service.person('countyPolicy', testAreas.county)
  busy = await service.person('worker', testAreas.grid, { name: '多报的' })
  idle = await service.person('worker', testAreas.otherGrid, { name: '少报的' })
  const { database } = service.parts
  const fill = createMonthMaker(database, testAreas.grid)
  const fillOther = createMonthMaker(database, testAreas.otherGrid)
  for (const month of [april, may]) {
    await fill(busy, month, { days: 20, valid: 20 })
    await fillOther(idle, month, { days: 18, valid: 4 })
    await freeze(township, month)
    await freeze(otherTownship, month)
  }
})
afterAll(() => service.close())

describe('a simulated change', () => {
  it('tells who gains, who loses and what it costs, by township and month, and changes nothing', async () => {
    const { prisma } = service.parts.database
    const before = [await prisma.statement.findMany(), await prisma.townshipMonth.findMany()]
    const draft = priceDraft(june)
    const values = [
      { name: 'pieceRate.rural', value: '8.00' },
      { name: 'penalty.missingCheckIn', value: '20.00' },
    ]
    const { id } = await drafted(service, policy, { ...draft, content: { kind: 'values', values } })
    const run = await simulated(id, [april, may])
    expect(run).toMatchObject({
      state: 'done',
      months: [may, april],
      doneCount: 4,
      totalCount: 4,
      recomputed: 0,
    })
    const result = run.scenarios[0]?.result
    // 20 reports at 0.50 yuan more; 4 at 0.50 more less 2 missing check-ins at 10.00 more
    const [gain, loss] = [20 * 50, 4 * 50 - 2 * 1_000]
    expect(result?.totals).toMatchObject({
      workers: 4,
      gaining: 2,
      losing: 2,
      deltaFen: 2 * (gain + loss),
      accrualDeltaFen: 0,
      turnedVerdicts: 0,
    })
    expect(
      result?.rows.map((row) => [row.month, row.townshipCode, row.deltaFen, row.afterFen]),
    ).toEqual(
      [april, may].flatMap((month) => [
        [month, township, gain, 35_000 + 20 * 800],
        [month, otherTownship, loss, 35_000 + 4 * 800 - 2 * 2_000],
      ]),
    )
    expect(result?.most.map((one) => [run.names[one.accountId], one.deltaFen])).toEqual([
      ['多报的', gain],
      ['多报的', gain],
      ['少报的', loss],
      ['少报的', loss],
    ])
    expect([await prisma.statement.findMany(), await prisma.townshipMonth.findMany()]).toEqual(
      before,
    )
  })

  it('opens to each worker of a township and to both trees, line by line', async () => {
    const { id } = await drafted(service, policy, priceDraft(june, '6.00'))
    const { simulationId } = await simulated(id, [may])
    const workers = await service.call(
      regulations.simulationWorkers,
      { simulationId, townshipCode: otherTownship, month: may },
      { token: second.token },
    )
    expect(workers.data.rows).toMatchObject([
      { workerName: '少报的', gridName: '柳树村第一网格', deltaFen: -4 * 150 },
    ])
    const worker = await service.call(
      regulations.simulationWorker,
      { simulationId, accountId: idle.accountId, month: may },
      { token: second.token },
    )
    const { before, after, lines } = worker.data
    expect(after.totals.payFen - before.totals.payFen).toBe(-4 * 150)
    expect(lines.map((line) => line.code)).toEqual(before.lines.map((line) => line.code))
    expect(lines.filter((line) => line.deltaFen !== 0)).toMatchObject([
      { beforeFen: 4 * 750, afterFen: 4 * 600, deltaFen: -4 * 150 },
    ])
    expect(JSON.stringify(after)).toContain('"setByCounty":true')
    expect(JSON.stringify(before)).not.toContain('"setByCounty":true')
  })

  it('is marked as outdated once the draft was edited', async () => {
    const { id, version } = await drafted(service, policy, priceDraft(june))
    await simulated(id, [may])
    const read = () =>
      service.call(regulations.changeDetail, { changeId: id }, { token: policy.token })
    const fresh = await read()
    expect(fresh.data.simulation).toMatchObject({ outdated: false })
    expect(fresh.data.months).toEqual([
      { month: may, workers: 2 },
      { month: april, workers: 2 },
    ])
    const edit = { ...priceDraft(june, '8.40'), changeId: id, version }
    await service.call(regulations.editChange, edit, { token: policy.token })
    expect((await read()).data.simulation).toMatchObject({ outdated: true })
  })

  it('begins from what the county has already set', async () => {
    await publishedChange(service, { author: policy, publisher: second }, priceDraft(june, '8.00'))
    service.clock.set(Date.parse('2026-07-10T10:00:00+08:00'))
    const fill = createMonthMaker(service.parts.database, testAreas.grid)
    await fill(busy, june, { days: 20, valid: 20 })
    const partTimer = await service.person('worker', testAreas.grid, {
      name: '社区兼职的',
      workerKind: 'communityPartTime',
      startsOn: `${june}-01`,
    })
    await fill(partTimer, june, { days: 20, valid: 25 })
    await freeze(township, june)
    const { id } = await drafted(service, policy, priceDraft('2026-08', '9.00'))
    const run = await simulated(id, [june])
    expect(run.scenarios[0]?.result?.totals).toMatchObject({ workers: 2, deltaFen: 20 * 100 })
  })

  it('tells which months have nothing to simulate, and who waits for another', async () => {
    const { id: changeId } = await drafted(service, policy, priceDraft('2026-08'))
    const ask = (months: string[]) =>
      service.call(regulations.simulateChange, { changeId, months }, { token: policy.token })
    expect((await ask(['2026-01'])).error.code).toBe('regulationNothingFrozen')
    const place = { areaCode: testAreas.county, month: may, changeId }
    const simulationId = await keptSimulation(service, policy, { ...place, state: 'running' })
    expect((await ask([may])).error.code).toBe('regulationSimulationUnderWay')
    // a start of the service computes what a stop cut off, from its beginning
    await service.recover()
    const run = await settledSimulation(service, simulationId, second.token)
    expect(run).toMatchObject({ state: 'done', doneCount: 2, totalCount: 2 })
    expect(run.scenarios[0]?.result?.totals).toMatchObject({ workers: 2, deltaFen: 24 * 50 })
    expect((await ask([may])).status).toBe(200)
  })

  it('is called off by a colleague, and then comes to nothing', async () => {
    const { id: changeId } = await drafted(service, policy, priceDraft('2026-08'))
    const place = { areaCode: testAreas.county, month: may, changeId, state: 'running' as const }
    const simulationId = await keptSimulation(service, policy, place)
    const read = async (token: string) =>
      (await service.call(regulations.simulation, { simulationId }, { token })).data
    const cancel = (token: string) =>
      service.call(regulations.cancelSimulation, { simulationId }, { token })
    const office = await service.person('townshipOffice', township)
    const fromNextCounty = await service.person('countyPolicy', '141031')
    expect((await cancel(office.token)).error.code).toBe('notAllowed')
    expect((await cancel(fromNextCounty.token)).error.code).toBe('notFound')
    expect((await read(second.token)).abilities).toEqual({ cancel: true })
    expect((await cancel(second.token)).status).toBe(200)
    // a start of the service does not take it up again, and who computed it keeps nothing
    await service.recover()
    const { prisma } = service.parts.database
    const store = createSimulationsStore(service.parts.database)
    await store.finish(simulationId, { scenarios: [], recomputed: 0 }, service.clock.nowMs())
    expect(await store.progress(simulationId, 1, 2)).toBe(false)
    const run = await read(policy.token)
    expect(run).toMatchObject({ state: 'cancelled', abilities: { cancel: false } })
    expect(run.message).toContain(`${second.name}取消了这次试算，没有结果`)
    expect(run.scenarios.map((one) => one.result)).toEqual([null])
    expect((await cancel(policy.token)).error.code).toBe('regulationSimulationOver')
    const deed = { event: 'regulation.simulationCancelled', subjectId: changeId }
    expect(await prisma.auditEntry.count({ where: deed })).toBe(1)
    expect((await simulated(changeId, [may])).state).toBe('done')
  })

  it('that was cut off long ago gives way', async () => {
    const { id: changeId } = await drafted(service, policy, priceDraft('2026-08'))
    const place = { areaCode: testAreas.county, month: may, changeId }
    const old = await keptSimulation(service, policy, { ...place, state: 'running' })
    const { prisma } = service.parts.database
    const startedAt = new Date(service.clock.nowMs() - 3_600_000)
    const key = { where: { id: idBytes(old) } }
    await prisma.regulationSimulation.update({ ...key, data: { startedAt } })
    expect((await simulated(changeId, [may])).state).toBe('done')
    expect(await prisma.regulationSimulation.findUnique(key)).toMatchObject({ state: 'failed' })
  })

  it('names the workers whose month the regulation would not admit so', async () => {
    const { prisma } = service.parts.database
    const key = { accountId_month: { accountId: idBytes(idle.accountId), month: may } }
    const row = await prisma.statement.findUniqueOrThrow({ where: key })
    const facts = row.facts as Record<string, object>
    const major = { reportId: '1', grade: 'major', amountFen: 20_000 }
    await prisma.statement.update({
      where: key,
      data: { facts: { ...facts, majorReports: [major] } },
    })
    const values = [{ name: 'major.least', value: '250.00' }]
    const draft = priceDraft('2026-08')
    const change = await drafted(service, policy, { ...draft, content: { kind: 'values', values } })
    const run = await simulated(change.id, [may])
    expect(run.scenarios[0]?.result).toMatchObject({
      totals: { workers: 1 },
      failed: { count: 1, message: expect.stringMatching(/[\u4e00-\u9fff]/) },
    })
    // what was frozen is what it was; the facts were altered by hand
    expect(run.recomputed).toBe(1)
  })
})

describe('readings', () => {
  it('are each switched alone on the last closed month, with what each costs', async () => {
    const begun = await service.call(regulations.simulateReadings, {}, { token: policy.token })
    const run = await settledSimulation(service, begun.data.simulationId, policy.token)
    expect(run).toMatchObject({ changeId: null, months: [june], state: 'done' })
    const scenarioOf = (name: string, value: unknown) =>
      run.scenarios.find(
        ({ changes: [only] }) =>
          only?.name === name && JSON.stringify(only.value) === JSON.stringify(value),
      )
    const costOf = (name: string, value: unknown) =>
      scenarioOf(name, value)?.result?.totals.deltaFen
    // 20 reports at the county's 8.00 are 160.00; three tenths of 500.00 are 150.00
    expect(costOf('pieceCapAtPool', true)).toBe(-1_000)
    expect(costOf('pieceCapAtPool', false)).toBeUndefined()
    expect(costOf('baseMode', 'withheldWhenFailed')).toBe(0)
    // a list is switched as a whole: all 25 reports at 15.00, the reward beyond 20 beside it as before
    expect(scenarioOf('pieceLimitKinds', ['rural', 'communityFullTime'])).toMatchObject({
      changes: [{ text: '社区兼职没有上限，每条都按单价（农村网格员、社区专职网格员）' }],
      result: { totals: { deltaFen: 5 * 1_500, accrualDeltaFen: 0, gaining: 1 } },
    })
    expect(costOf('criticismLevels', ['province', 'nation'])).toBe(0)
    expect(run.scenarios.some(({ changes: [one] }) => one?.name === 'validityChecks')).toBe(false)
    for (const { changes, result } of run.scenarios) {
      expect(changes).toHaveLength(1)
      expect(result?.failed, changes[0]?.label).toEqual({ count: 0, message: null })
    }
    const newest = await service.call(regulations.readingCosts, {}, { token: second.token })
    expect(newest.data.simulationId).toBe(run.simulationId)
  })
})
