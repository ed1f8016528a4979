import type { Clock } from '../../platform/clock'
import type { Logger } from '../../platform/log'
import type { PayRegulation } from '../../rules'
import { createTally, effectOf, type FrozenFacts, type Tally } from './simulate'
import type {
  FrozenMonth,
  NewSimulation,
  SimulationResult,
  SimulationsStore,
} from './simulations.store'

export interface RunParts {
  simulations: SimulationsStore
  packs: ReadonlyMap<string, PayRegulation>
  clock: Clock
  log: Logger
}

/** Statements that are read together. */
const workersAtOnce = 500
/** Computations between two looks at what else waits. */
const computationsAtOnce = 200
const stopped = '服务重启，试算中断，请再试一次'

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve))

class Stopped extends Error {}

export type SimulationRunner = ReturnType<typeof createSimulationRunner>

/** Computes simulations in the background, one after another, township by township. */
export function createSimulationRunner({ simulations, packs, clock, log }: RunParts) {
  let working: Promise<void> = Promise.resolve()
  let isStopping = false

  /** One statement under the law as it was and under every scenario; 1: it came to another sum. */
  function computeOne(
    pack: PayRegulation,
    one: FrozenFacts,
    scenarios: NewSimulation['scenarios'],
    tallies: readonly Tally[],
  ): 0 | 1 {
    const before = pack.evaluateMonth(one.facts)
    for (const [index, scenario] of scenarios.entries()) {
      const effect = effectOf(pack, one.facts, before, scenario)
      if ('refused' in effect) tallies[index]?.fail(effect.refused)
      else tallies[index]?.add(one, effect)
    }
    const same = before.totals.payFen === one.payFen && before.accrualFen === one.accrualFen
    return same ? 0 : 1
  }

  async function computeTownship(
    run: NewSimulation,
    pack: PayRegulation,
    of: FrozenMonth,
    tallies: readonly Tally[],
    told: (count: number) => Promise<void>,
  ): Promise<number> {
    const between = Math.max(1, Math.floor(computationsAtOnce / (run.scenarios.length + 1)))
    let recomputed = 0
    let after: string | null = null
    for (;;) {
      const chunk: FrozenFacts[] = await simulations.frozenFacts(of, after, workersAtOnce)
      for (const [index, one] of chunk.entries()) {
        recomputed += computeOne(pack, one, run.scenarios, tallies)
        if (index % between === 0) await breathe()
      }
      if (isStopping) throw new Stopped()
      await told(chunk.length)
      after = chunk.at(-1)?.accountId ?? null
      if (chunk.length < workersAtOnce) return recomputed
    }
  }

  async function compute(run: NewSimulation): Promise<SimulationResult> {
    const pack = packs.get(run.regulation)
    if (!pack) throw new Error(`no pack ${run.regulation}`)
    const frozen = await simulations.frozenMonths(run.areaCode, run.regulation)
    const chosen = frozen.filter(({ month }) => run.months.includes(month))
    const totalCount = chosen.reduce((sum, one) => sum + one.workers, 0)
    let doneCount = 0
    const told = async (count: number) => {
      doneCount += count
      await simulations.progress(run.id, Math.min(doneCount, totalCount), totalCount)
    }
    await told(0)
    const tallies = run.scenarios.map(createTally)
    let recomputed = 0
    for (const one of chosen) recomputed += await computeTownship(run, pack, one, tallies, told)
    return { scenarios: tallies.map((tally) => tally.result()), recomputed }
  }

  async function carryOut(run: NewSimulation): Promise<void> {
    try {
      await simulations.finish(run.id, await compute(run), clock.nowMs())
    } catch (error) {
      const isStop = error instanceof Stopped
      if (!isStop) log.error({ err: error, simulationId: run.id }, 'simulation failed')
      const message = isStop ? stopped : '试算没有完成，请再试一次'
      await simulations.fail(run.id, message, clock.nowMs()).catch((failure: unknown) => {
        log.error(
          { err: failure, simulationId: run.id },
          'simulation could not be marked as failed',
        )
      })
    }
  }

  return {
    start(run: NewSimulation): void {
      working = working.then(() => carryOut(run))
    },

    /** A stop of the service cuts simulations off: they are marked, and may be begun again. */
    async recover(): Promise<void> {
      for (const { id } of await simulations.running())
        await simulations.fail(id, stopped, clock.nowMs())
    },

    idle: () => working,

    /** Ends what is under way at its next chunk. */
    async stop(): Promise<void> {
      isStopping = true
      await working
    },
  }
}
