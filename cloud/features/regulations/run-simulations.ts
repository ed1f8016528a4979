import type { Clock } from '../../platform/clock'
import type { Logger } from '../../platform/log'
import type { PayRegulation, Standing } from '../../rules'
import type { StaffService } from '../staff/staff.service'
import { type Follow, followMonths, placesOf } from './follow-months'
import { byPerson, createFollowedReader, known, type PersonMonths } from './read-followed'
import { createTally, type Tally } from './simulate'
import type {
  FrozenMonth,
  NewSimulation,
  SimulationResult,
  SimulationsStore,
} from './simulations.store'

export interface RunParts {
  simulations: SimulationsStore
  staff: Pick<StaffService, 'firstDays'>
  packs: ReadonlyMap<string, PayRegulation>
  clock: Clock
  log: Logger
}

/** People whose months are read together. */
const peopleAtOnce = 200
/** Computations between two looks at what else waits. */
const computationsAtOnce = 200
const stopped = '服务重启，试算中断，请再试一次'

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve))

class Stopped extends Error {}

export type SimulationRunner = ReturnType<typeof createSimulationRunner>

/** Computes simulations in the background, one after another, person by person through his months. */
export function createSimulationRunner({ simulations, staff, packs, clock, log }: RunParts) {
  const reader = createFollowedReader({ simulations, staff })
  let working: Promise<void> = Promise.resolve()
  let isStopping = false

  /** One person's months under the law as it was and under every scenario; how many came to another sum. */
  function computePerson(
    pack: PayRegulation,
    months: PersonMonths,
    follows: readonly Follow[],
    tallies: readonly Tally[],
  ): number {
    const own = known(pack, months)
    for (const [index, follow] of follows.entries())
      for (const followed of followMonths(own, follow)) {
        if ('refused' in followed) tallies[index]?.fail(followed.refused)
        else tallies[index]?.add(followed.one, followed)
      }
    return own.filter(
      ({ one, before }) =>
        before.totals.payFen !== one.payFen || before.accrualFen !== one.accrualFen,
    ).length
  }

  async function computeAll(
    run: NewSimulation,
    pack: PayRegulation,
    months: readonly FrozenMonth[],
    tallies: readonly Tally[],
    told: (count: number) => Promise<void>,
  ): Promise<number> {
    const places: ReadonlyMap<string, Standing>[] = []
    for (const scenario of run.scenarios) places.push(await reader.places(pack, months, scenario))
    let recomputed = 0
    let computations = 0
    let after: string | null = null
    for (;;) {
      const accountIds: string[] = await simulations.accountsIn(months, after, peopleAtOnce)
      const [rows, savedIn] = await Promise.all([
        simulations.frozenOf(accountIds, months),
        reader.saved(accountIds, months),
      ])
      const follows = run.scenarios.map((scenario, index): Follow => {
        return { pack, scenario, placedIn: placesOf(places[index] ?? new Map()), savedIn }
      })
      for (const own of byPerson(rows)) {
        recomputed += computePerson(pack, own, follows, tallies)
        computations += own.length * (follows.length + 1)
        if (computations < computationsAtOnce) continue
        computations = 0
        await breathe()
      }
      if (isStopping) throw new Stopped()
      await told(rows.length)
      after = accountIds.at(-1) ?? null
      if (accountIds.length < peopleAtOnce) return recomputed
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
    const recomputed = await computeAll(run, pack, chosen, tallies, told)
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
