import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pay, regulations } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { closedMonth } from '../../testing/test-closing'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { createMonthMaker } from '../../testing/test-month'
import { ok } from '../../testing/test-payroll'
import { drafted, priceDraft, settledSimulation } from '../../testing/test-regulations'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let policy: TestPerson
let leaver: TestPerson
let stayer: TestPerson
const { township, grid, county } = testAreas
const [november, december] = ['2025-11', '2025-12']
const by = (person: TestPerson) => ({ token: person.token })

beforeAll(async () => {
  service = await startTestService()
  policy = await service.person('countyPolicy', county)
  const office = await service.person('townshipOffice', township)
  leaver = await service.person('worker', grid, { name: '离岗的', endsOn: '2025-11-30' })
  stayer = await service.person('worker', grid, { name: '在岗的' })
  const fill = createMonthMaker(service.parts.database, grid)
  // 23 valid reports save up 3 × 5.00
  await fill(leaver, november, { days: 20, valid: 23 })
  await fill(stayer, november, { days: 20, valid: 20 })
  await fill(stayer, december, { days: 20, valid: 22 })
  for (const month of [november, december]) {
    await closedMonth(service, { month, townshipCode: township, token: office.token })
    ok(await service.call(pay.freeze, { townshipCode: township, month }, by(office)))
  }
})
afterAll(() => service.close())

async function simulated(name: string, value: string, months: string[]) {
  const content = { kind: 'values' as const, values: [{ name, value }] }
  const draft = { ...priceDraft('2026-09'), content }
  const { id: changeId } = await drafted(service, policy, draft)
  const begun = ok(await service.call(regulations.simulateChange, { changeId, months }, by(policy)))
  const run = await settledSimulation(service, begun.simulationId, policy.token)
  expect(run.state).toBe('done')
  return { simulationId: begun.simulationId, result: run.scenarios[0]?.result }
}

const workersIn = async (simulationId: string, month: string, scenario = 0) =>
  ok(
    await service.call(
      regulations.simulationWorkers,
      { simulationId, scenario, townshipCode: township, month },
      by(policy),
    ),
  ).rows

describe('who left within the year', () => {
  it('gets with its last month what he saved up, by his months as they would have come out', async () => {
    const { simulationId, result } = await simulated('overQuotaRate', '6.00', [november, december])
    // 3 × 1.00 of who left, 2 × 1.00 of who stayed
    expect(result?.totals).toMatchObject({ leavers: 1, yearEndDeltaFen: 500, accrualDeltaFen: 500 })
    const inDecember = result?.rows.find((row) => row.month === december)
    expect(inDecember).toMatchObject({ workers: 1, leavers: 1, yearEndDeltaFen: 500 })
    expect(result?.rows.find((row) => row.month === november)).toMatchObject({ leavers: 0 })
    expect(await workersIn(simulationId, december)).toMatchObject([
      { workerName: '离岗的', left: true, yearEndDeltaFen: 300, deltaFen: 0 },
      { workerName: '在岗的', left: false, yearEndDeltaFen: 200 },
    ])
    // in the months that he worked he stands as everybody
    expect(await workersIn(simulationId, november)).toMatchObject([
      { workerName: '离岗的', left: false, accrualDeltaFen: 300, yearEndDeltaFen: 0 },
      { workerName: '在岗的' },
    ])
  })

  it('stands in the comparison of the readings where one of them takes his reward', async () => {
    const begun = ok(await service.call(regulations.simulateReadings, {}, by(policy)))
    const run = await settledSimulation(service, begun.simulationId, policy.token)
    expect(run.months).toEqual([december])
    const index = run.scenarios.findIndex(({ changes }) => changes[0]?.name === 'leaverAccrual')
    expect(run.scenarios[index]?.result?.totals).toMatchObject({
      workers: 1,
      leavers: 1,
      deltaFen: 0,
      yearEndDeltaFen: -1_500,
    })
    const others = run.scenarios.filter((_one, at) => at !== index)
    for (const { result } of others) expect(result?.totals.leavers).toBe(0)
    const rows = await workersIn(begun.simulationId, december, index)
    expect(rows[0]).toMatchObject({ accountId: leaver.accountId, yearEndDeltaFen: -1_500 })
  })
})

describe('a month that was corrected after it was final', () => {
  it('is told with the amount, for the correction is not followed', async () => {
    await service.parts.database.prisma.adjustment.create({
      data: {
        id: idBytes(newId()),
        accountId: idBytes(stayer.accountId),
        correctedMonth: december,
        month: '2026-01',
        payDeltaFen: -750,
        accrualDeltaFen: -500,
        cause: 'reportJudged',
        reason: '一条信息后来判为无效',
        article: 'DN-8.2',
        detail: {},
        recordedBy: idBytes(policy.accountId),
        recordedAt: new Date(service.clock.nowMs()),
      },
    })
    const { simulationId, result } = await simulated('pieceRate.rural', '8.00', [december])
    expect(result?.totals).toMatchObject({ workers: 1, corrected: 1, correctedFen: -1_250 })
    expect(await workersIn(simulationId, december)).toMatchObject([{ correctedFen: -1_250 }])
    const key = { simulationId, accountId: stayer.accountId, month: december }
    const own = ok(await service.call(regulations.simulationWorker, key, by(policy)))
    expect(own.corrections).toEqual([
      {
        month: '2026-01',
        payDeltaFen: -750,
        accrualDeltaFen: -500,
        reason: '一条信息后来判为无效',
      },
    ])
    const before = await simulated('pieceRate.rural', '8.00', [november])
    expect(before.result?.totals).toMatchObject({ corrected: 0, correctedFen: 0 })
  })
})
