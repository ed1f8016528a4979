import type { Statement } from '../../contract/trace'
import {
  type EarlierOutcome,
  type PackFacts,
  type PayRegulation,
  RuleError,
  type Standing,
  withFollowedHistory,
  type YearMonth,
} from '../../rules'
import {
  type Effect,
  factsUnder,
  type FrozenFacts,
  type Scenario,
  type YearEndEffect,
} from './simulate'

/** A frozen month with what it comes to by the law as it was. */
export interface KnownMonth {
  one: FrozenFacts
  before: Statement
}

export interface Follow {
  pack: PayRegulation
  scenario: Scenario
  /** Where the scenario ranks somebody otherwise in a month; undefined: as it was. */
  placedIn(one: FrozenFacts): Standing | undefined
  /** What the worker saved up in every frozen month of the year. */
  savedIn(accountId: string, year: string): readonly YearMonth[]
}

export type FollowedMonth = {
  one: FrozenFacts
  /** Earlier months that came out otherwise. */
  turnedMonths: string[]
} & (Effect | { refused: string })

const hasTurned = ({ before, after, ranking }: EarlierOutcome) =>
  ranking !== undefined ||
  before.verdict.final !== after.verdict.final ||
  before.totals.payFen !== after.totals.payFen ||
  before.accrualFen !== after.accrualFen

/** Its facts after the earlier months as they would have come out; the very same where that is nothing to it. */
function followedFacts(
  pack: PayRegulation,
  own: PackFacts,
  frozen: PackFacts,
  earlier: readonly EarlierOutcome[],
): PackFacts {
  const facts = withFollowedHistory(own, earlier)
  return pack.followed ? pack.followed(facts, { frozen, earlier }) : facts
}

/** What a year's saved-up reward comes to, paid and held; fen. */
export function settledFen(
  pack: PayRegulation,
  saved: ReadonlyMap<string, number>,
  about: Omit<Parameters<PayRegulation['settleAccrual']>[0], 'months'>,
): number {
  const months = [...saved]
    .map(([month, accrualFen]) => ({ month, accrualFen }))
    .sort((a, b) => (a.month < b.month ? -1 : 1))
  const { payableFen, heldFen } = pack.settleAccrual({ ...about, months })
  return payableFen + heldFen
}

/** The year's saved-up reward, with what was simulated put in month by month. */
function yearEndOf(
  { pack, savedIn }: Follow,
  { one, before }: KnownMonth,
  own: { facts: PackFacts; after: Statement },
  earlier: readonly EarlierOutcome[],
): YearEndEffect | null {
  const [year = '', number] = one.month.split('-')
  if (number !== '12') return null
  const known = new Map(savedIn(one.accountId, year).map((row) => [row.month, row.accrualFen]))
  const settled = (which: 'before' | 'after', last: Statement, facts: PackFacts) => {
    const months = new Map(known)
    for (const outcome of earlier)
      if (outcome.month.startsWith(year)) months.set(outcome.month, outcome[which].accrualFen)
    months.set(one.month, last.accrualFen)
    return settledFen(pack, months, { year, countyValues: facts.countyValues ?? [] })
  }
  const beforeFen = settled('before', before, one.facts)
  const afterFen = settled('after', own.after, own.facts)
  const aloneFen = settled('before', own.after, own.facts)
  if (beforeFen === 0 && afterFen === 0) return null
  return { beforeFen, afterFen, carriedFen: afterFen - aloneFen }
}

/**
 * One worker's months, oldest first, by the scenario: each looks back on the earlier ones as they
 * would have come out by it. A month that cannot be computed so is told, and later months look back
 * on it as it was.
 */
export function followMonths(months: readonly KnownMonth[], follow: Follow): FollowedMonth[] {
  const { pack, scenario, placedIn } = follow
  const earlier: EarlierOutcome[] = []
  return months.map((known): FollowedMonth => {
    const { one, before } = known
    const turnedMonths = earlier.filter(hasTurned).map(({ month }) => month)
    const standing = pack.ranked && placedIn(one)
    const under = factsUnder(one.facts, scenario)
    const own = standing && pack.ranked ? pack.ranked.placed(under, standing) : under
    try {
      const alone = pack.evaluateMonth(own)
      const facts = followedFacts(pack, own, one.facts, earlier)
      const after = facts === own ? alone : pack.evaluateMonth(facts)
      const yearEnd = yearEndOf(follow, known, { facts, after }, earlier)
      const ranking = standing ? { ranking: standing.ranking } : {}
      earlier.push({ month: one.month, facts, before, after, ...ranking })
      return { one, turnedMonths, before, after, alone, yearEnd }
    } catch (error) {
      if (error instanceof RuleError) return { one, turnedMonths, refused: error.message }
      throw error
    }
  })
}

export interface RankedMonth {
  townshipCode: string
  month: string
  list: readonly FrozenFacts[]
  /** By account. */
  firstDays: ReadonlyMap<string, string>
}

const placeKey = (month: string, accountId: string) => `${month} ${accountId}`

/** Who is ranked otherwise in a township's month by the scenario. */
export function turnedPlaces(
  pack: PayRegulation,
  { month, list, firstDays }: RankedMonth,
  scenario: Scenario,
): Map<string, Standing> {
  const turned = new Map<string, Standing>()
  const [first] = list
  const { standings, ranked } = pack
  if (!standings || !ranked || !first) return turned
  const people = list.map(({ accountId, facts }) => {
    const person = ranked.personOf(facts, firstDays.get(accountId) ?? `${month}-01`)
    return { ...person, reference: accountId }
  })
  const by = (facts: PackFacts) => standings(month, people, facts.countyValues ?? [])
  const [before, after] = [by(first.facts), by(factsUnder(first.facts, scenario))]
  for (const [accountId, standing] of after)
    if (JSON.stringify(standing) !== JSON.stringify(before.get(accountId)))
      turned.set(placeKey(month, accountId), standing)
  return turned
}

export const placesOf = (places: ReadonlyMap<string, Standing>) => (one: FrozenFacts) =>
  places.get(placeKey(one.month, one.accountId))
