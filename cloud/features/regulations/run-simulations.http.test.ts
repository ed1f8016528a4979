import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pay } from '../../contract'
import { newId } from '../../platform/ids'
import { daning2022 } from '../../regulations'
import { closedMonth } from '../../testing/test-closing'
import { testAreas } from '../../testing/test-county'
import { createMonthMaker } from '../../testing/test-month'
import { startTestService, type TestService } from '../../testing/test-service'
import { createSimulationRunner } from './run-simulations'
import { createSimulationsStore, type NewSimulation } from './simulations.store'

let service: TestService
const { township, county } = testAreas
const month = '2026-05'

beforeAll(async () => {
  service = await startTestService()
  const office = await service.person('townshipOffice', township)
  const fill = createMonthMaker(service.parts.database, testAreas.grid)
  await fill(await service.person('worker', testAreas.grid), month, { days: 20, valid: 20 })
  await closedMonth(service, { month, townshipCode: township, token: office.token })
  const key = { townshipCode: township, month }
  expect((await service.call(pay.freeze, key, { token: office.token })).status).toBe(200)
})
afterAll(() => service.close())

/** One at work, and runners as every start of the service has its own. */
async function begun() {
  const { database, log } = service.parts
  const { accountId } = await service.person('countyPolicy', county)
  const simulations = createSimulationsStore(database)
  const run: NewSimulation = {
    id: newId(),
    areaCode: county,
    regulation: daning2022.id,
    changeId: null,
    changeVersion: null,
    scenarios: [{ values: [{ name: 'pieceRate.rural', value: 800 }] }],
    months: [month],
    startedBy: accountId,
    startedAtMs: service.clock.nowMs(),
  }
  await database.transaction((tx) => simulations.begin(tx, run))
  const runner = (store = simulations) =>
    createSimulationRunner({
      simulations: store,
      staff: { firstDays: async () => new Map() },
      regulations: { ofMonth: () => Promise.reject(new Error('no year ends here')) },
      discipline: { eliminatedForFraud: async () => new Map() },
      packs: new Map([[daning2022.id, daning2022]]),
      clock: service.clock,
      log,
    })
  return { run, simulations, runner, read: () => simulations.simulation(run.id) }
}

describe('a simulation at work', () => {
  it('that a stop of the service cuts off is computed by the next start, whole', async () => {
    const { run, runner, read } = await begun()
    const first = runner()
    first.start(run)
    await first.stop()
    expect(await read()).toMatchObject({ state: 'running', result: null })
    const second = runner()
    await second.recover()
    await second.idle()
    expect(await read()).toMatchObject({
      state: 'done',
      doneCount: 1,
      result: { scenarios: [{ totals: { workers: 1, deltaFen: 1_000 } }] },
    })
  })

  it('keeps nothing once it was called off while it was computed', async () => {
    const { run, simulations, runner, read } = await begun()
    const { transaction } = service.parts.database
    const calledOff = runner({
      ...simulations,
      async progress(id, doneCount, totalCount) {
        // the first word is its beginning, the second comes with all that was computed
        if (doneCount > 0) await transaction((tx) => simulations.cancel(tx, id, '取消了', 0))
        return simulations.progress(id, doneCount, totalCount)
      },
    })
    calledOff.start(run)
    await calledOff.idle()
    expect(await read()).toMatchObject({ state: 'cancelled', result: null, message: '取消了' })
  })

  it('is given up at a start when it is older than any takes', async () => {
    const { runner, read } = await begun()
    service.clock.set(service.clock.nowMs() + 31 * 60_000)
    const next = runner()
    await next.recover()
    await next.idle()
    expect(await read()).toMatchObject({ state: 'failed', result: null })
  })
})
