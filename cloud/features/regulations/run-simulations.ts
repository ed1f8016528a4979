import type { Clock } from '../../platform/clock'
import type { Logger } from '../../platform/log'
import type { PayRegulation, Standing } from '../../rules'
import { type Follow, followMonths, placesOf } from './follow-months'
import { type Leaver, leaverEffect, withTheirYears } from './leavers'
import {
  byPerson,
  createFollowedReader,
  known,
  type PersonMonths,
  type ReadFollowedParts,
} from './read-followed'
import { createTally, type Tally } from './simulate'
import type { Correction, FrozenMonth, NewSimulation, SimulationResult } from './simulations.store'

export interface RunParts extends ReadFollowedParts {
  packs: ReadonlyMap<string, PayRegulation>
  clock: Clock
  log: Logger
}

/** What is known of somebody beside the law. */
interface Person {
  months: PersonMonths
  leavers: readonly Leaver[]
  corrections: readonly Correction[]
}

/** People whose months are read together. */
const peopleAtOnce = 200
/** Computations between two looks at what else waits. */
const computationsAtOnce = 200
const cutOff = '试算中断了，没有结果，请再试算一次'
/** Longer than any simulation takes: one that still runs then was cut off, or cannot be computed. */
export const mostRunningMs = 30 * 60_000

const breathe = () => new Promise<void>((resolve) => setImmediate(resolve))

/** The service stops, or the simulation was called off: nothing of it is kept. */
class Stopped extends Error {}

export type SimulationRunner = ReturnType<typeof createSimulationRunner>

/** Computes simulations in the background, one after another, person by person through his months. */
export function createSimulationRunner(parts: RunParts) {
  const { simulations, packs, clock, log } = parts
  const reader = createFollowedReader(parts)
  let working: Promise<void> = Promise.resolve()
  let isStopping = false

  /** One person's months under the law as it was and under every scenario; how many came to another sum. */
  function computePerson(
    pack: PayRegulation,
    { months, leavers, corrections }: Person,
    follows: readonly Follow[],
    tallies: readonly Tally[],
  ): number {
    const own = known(pack, months)
    for (const [index, follow] of follows.entries()) {
      const tally = tallies[index]
      const outcomes = followMonths(own, follow)
      for (const followed of outcomes) {
        if ('refused' in followed) tally?.fail(followed.refused)
        else {
          const { month } = followed.one
          const corrected = corrections.filter((one) => one.correctedMonth === month)
          tally?.add(followed.one, followed, corrected)
        }
      }
      for (const leaver of leavers) {
        const effect = leaverEffect(pack, follow.scenario, leaver, outcomes)
        if ('refused' in effect) tally?.fail(effect.refused)
        else if (effect.afterFen !== effect.beforeFen)
          tally?.addLeaver(leaver.month, leaver.townshipCode, effect.afterFen - effect.beforeFen)
      }
    }
    return own.filter(
      ({ one, before }) =>
        before.totals.payFen !== one.payFen || before.accrualFen !== one.accrualFen,
    ).length
  }

  /** What is read of these people together, person by person. */
  async function peopleOf(accountIds: readonly string[], months: readonly FrozenMonth[]) {
    const [rows, { savedIn, leavers }, corrections] = await Promise.all([
      simulations.frozenOf(accountIds, months),
      reader.years(accountIds, months),
      simulations.correctionsOf(accountIds, [...new Set(months.map(({ month }) => month))]),
    ])
    const byAccount = new Map(byPerson(rows).map((own) => [own[0]?.accountId, own]))
    const people = accountIds.map((accountId) => ({
      months: byAccount.get(accountId) ?? [],
      leavers: leavers.get(accountId) ?? [],
      corrections: corrections.filter((one) => one.accountId === accountId),
    }))
    return { people, savedIn, count: rows.length }
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
    const among = withTheirYears(months)
    for (;;) {
      const accountIds = await simulations.accountsIn(among, after, peopleAtOnce)
      const { people, savedIn, count } = await peopleOf(accountIds, months)
      const follows = run.scenarios.map((scenario, index): Follow => {
        return { pack, scenario, placedIn: placesOf(places[index] ?? new Map()), savedIn }
      })
      for (const person of people) {
        recomputed += computePerson(pack, person, follows, tallies)
        computations += person.months.length * (follows.length + 1)
        if (computations < computationsAtOnce) continue
        computations = 0
        await breathe()
      }
      await told(count)
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
      const done = Math.min(doneCount, totalCount)
      const isWanted = await simulations.progress(run.id, done, totalCount)
      if (isStopping || !isWanted) throw new Stopped()
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
      // called off it is marked already; stopped it is begun again with the service
      if (error instanceof Stopped) return
      log.error({ err: error, simulationId: run.id }, 'simulation failed')
      const message = '试算没有完成，请再试一次'
      await simulations.fail(run.id, message, clock.nowMs()).catch((failure: unknown) => {
        log.error(
          { err: failure, simulationId: run.id },
          'simulation could not be marked as failed',
        )
      })
    }
  }

  function start(run: NewSimulation): void {
    working = working.then(() => carryOut(run))
  }

  return {
    start,

    /**
     * A stop of the service cuts simulations off: each is computed again from its beginning, nothing of
     * it was kept. One that is too old is given up, so that none that breaks the service does so for ever.
     */
    async recover(): Promise<void> {
      for (const run of await simulations.running()) {
        if (clock.nowMs() - run.startedAtMs > mostRunningMs)
          await simulations.fail(run.id, cutOff, clock.nowMs())
        else start(run)
      }
    },

    idle: () => working,

    /** Ends what is under way at its next chunk. */
    async stop(): Promise<void> {
      isStopping = true
      await working
    },
  }
}
