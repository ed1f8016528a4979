import type { CostRow, ScenarioResult } from '../../contract/regulations'
import type { Proposal, Statement } from '../../contract/trace'
import type { CountyValue, PackFacts } from '../../rules'
import type { Correction } from './simulations.store'

/** One way the law could have been in the months that are simulated. */
export interface Scenario {
  values: { name: string; value: CountyValue['value'] }[]
}

/** What is needed of a frozen statement. */
export interface FrozenFacts {
  accountId: string
  townshipCode: string
  month: string
  facts: PackFacts
  payFen: number
  accrualFen: number
}

/** What the county had set, with the scenario's values over it from a day on. */
export function valuesUnder(
  countyValues: readonly CountyValue[],
  { values }: Scenario,
  from: string,
): CountyValue[] {
  const names = new Set(values.map((one) => one.name))
  const kept = countyValues.filter((one) => !names.has(one.name))
  return [...kept, ...values.map((one) => ({ ...one, from }))]
}

/**
 * The facts of the month as they were frozen, under another law: the scenario's values from the
 * month's first day on. What earlier months would have come to is put in by `followMonths`.
 */
export function factsUnder(facts: PackFacts, scenario: Scenario): PackFacts {
  const from = `${facts.month}-01`
  return { ...facts, countyValues: valuesUnder(facts.countyValues ?? [], scenario, from) }
}

/** The reward that was saved up over the year, as its last month pays it. */
export interface YearEndEffect {
  beforeFen: number
  afterFen: number
  /** Of the difference the part that earlier months of the simulation cause. */
  carriedFen: number
}

export interface Effect {
  before: Statement
  /** After the earlier months of the simulation, as they would have come out. */
  after: Statement
  /** By itself: with the earlier months as they were. */
  alone: Statement
  /** Only of a year's last month. */
  yearEnd: YearEndEffect | null
}

export const deltaOf = ({ before, after, alone, yearEnd }: Effect) => ({
  beforeFen: before.totals.payFen,
  afterFen: after.totals.payFen,
  deltaFen: after.totals.payFen - before.totals.payFen,
  carriedDeltaFen: after.totals.payFen - alone.totals.payFen,
  accrualDeltaFen: after.accrualFen - before.accrualFen,
  yearEndDeltaFen: yearEnd ? yearEnd.afterFen - yearEnd.beforeFen : 0,
})

const proposalKey = ({ kind, grounds }: Proposal) => `${kind} ${grounds}`

/** Proposals that one of the two has and the other has not. */
export function turnedProposals(before: Statement, after: Statement) {
  const lacks = (statement: Statement) => {
    const keys = new Set(statement.proposals.map(proposalKey))
    return (one: Proposal) => !keys.has(proposalKey(one))
  }
  return {
    removed: before.proposals.filter(lacks(after)),
    added: after.proposals.filter(lacks(before)),
  }
}

const isTurned = (before: Statement, after: Statement) => {
  const { removed, added } = turnedProposals(before, after)
  return removed.length + added.length > 0
}

/** What people would have been asked to decide otherwise, and whether an earlier month brings it. */
export function comparedProposals({ before, after, alone }: Effect) {
  const own = turnedProposals(before, alone)
  const keys = new Set([...own.removed, ...own.added].map(proposalKey))
  const { removed, added } = turnedProposals(before, after)
  const told = (turn: 'removed' | 'added') => (one: Proposal) => ({
    turn,
    kind: one.kind,
    sentence: one.sentence,
    isCarried: !keys.has(proposalKey(one)),
  })
  return [...removed.map(told('removed')), ...added.map(told('added'))]
}

/** Every line of either statement, in the order of the first; a line that one lacks is nothing there. */
export function comparedLines({ before, after, alone }: Effect) {
  const lines = new Map([...before.lines, ...after.lines].map((line) => [line.code, line.label]))
  const fenOf = (statement: Statement, code: string) =>
    statement.lines.find((line) => line.code === code)?.amountFen ?? 0
  return [...lines].map(([code, label]) => {
    const [beforeFen, afterFen] = [fenOf(before, code), fenOf(after, code)]
    const carriedDeltaFen = afterFen - fenOf(alone, code)
    return { code, label, beforeFen, afterFen, deltaFen: afterFen - beforeFen, carriedDeltaFen }
  })
}

type Cost = ScenarioResult['totals']

const noCost = (): Cost => ({
  workers: 0,
  gaining: 0,
  losing: 0,
  beforeFen: 0,
  afterFen: 0,
  deltaFen: 0,
  carriedDeltaFen: 0,
  accrualDeltaFen: 0,
  yearEndDeltaFen: 0,
  leavers: 0,
  corrected: 0,
  correctedFen: 0,
  turnedVerdicts: 0,
  turnedProposals: 0,
  carriedProposals: 0,
})

/** What corrections of a final month come to; null: there are none. */
export function correctedOf(
  corrections: readonly Pick<Correction, 'payDeltaFen' | 'accrualDeltaFen'>[],
): number | null {
  if (corrections.length === 0) return null
  return corrections.reduce((sum, one) => sum + one.payDeltaFen + one.accrualDeltaFen, 0)
}

function addTo(cost: Cost, effect: Effect, correctedFen: number | null): void {
  const { before, after, alone } = effect
  const { beforeFen, afterFen, deltaFen, accrualDeltaFen, ...delta } = deltaOf(effect)
  const gain = deltaFen + accrualDeltaFen
  cost.workers += 1
  cost.gaining += gain > 0 ? 1 : 0
  cost.losing += gain < 0 ? 1 : 0
  cost.beforeFen += beforeFen
  cost.afterFen += afterFen
  cost.deltaFen += deltaFen
  cost.accrualDeltaFen += accrualDeltaFen
  cost.carriedDeltaFen += delta.carriedDeltaFen
  cost.yearEndDeltaFen += delta.yearEndDeltaFen
  cost.corrected += correctedFen === null ? 0 : 1
  cost.correctedFen += correctedFen ?? 0
  cost.turnedVerdicts += before.verdict.final === after.verdict.final ? 0 : 1
  cost.turnedProposals += isTurned(before, after) ? 1 : 0
  cost.carriedProposals += isTurned(alone, after) ? 1 : 0
}

/** How many of those who gain most, and of those who lose most, are told by name. */
const mostOfEach = 10

type Worker = ScenarioResult['most'][number]

const gainOf = ({ deltaFen, accrualDeltaFen }: Worker) => deltaFen + accrualDeltaFen

/** Adds up one scenario, worker by worker. */
export function createTally() {
  const rows = new Map<string, CostRow>()
  const totals = noCost()
  let gainers: Worker[] = []
  let losers: Worker[] = []
  let failed = 0
  let message: string | null = null

  function rowOf(month: string, townshipCode: string): CostRow {
    const key = `${month} ${townshipCode}`
    const row = rows.get(key) ?? { month, townshipCode, ...noCost() }
    rows.set(key, row)
    return row
  }

  /** Keeps the greatest; trimmed now and then, not with every worker. */
  const trimmed = (list: Worker[], sign: 1 | -1) =>
    list.sort((one, other) => sign * (gainOf(other) - gainOf(one))).slice(0, mostOfEach)

  return {
    add(
      { accountId, townshipCode, month }: FrozenFacts,
      effect: Effect,
      corrections: readonly Correction[] = [],
    ): void {
      const corrected = correctedOf(corrections)
      addTo(rowOf(month, townshipCode), effect, corrected)
      addTo(totals, effect, corrected)
      const about = { left: false, correctedFen: corrected ?? 0 }
      const worker = { accountId, month, townshipCode, ...deltaOf(effect), ...about }
      const gain = gainOf(worker)
      if (gain > 0) gainers.push(worker)
      if (gain < 0) losers.push(worker)
      if (gainers.length > 20 * mostOfEach) gainers = trimmed(gainers, 1)
      if (losers.length > 20 * mostOfEach) losers = trimmed(losers, -1)
    },
    /** Somebody who left within the year: what he saved up, as its last month pays it. */
    addLeaver(month: string, townshipCode: string, deltaFen: number): void {
      for (const cost of [rowOf(month, townshipCode), totals]) {
        cost.leavers += 1
        cost.yearEndDeltaFen += deltaFen
      }
    },
    fail(reason: string): void {
      failed += 1
      message ??= reason
    },
    result: (): ScenarioResult => ({
      totals,
      rows: [...rows.values()].sort((one, other) =>
        `${one.month} ${one.townshipCode}` < `${other.month} ${other.townshipCode}` ? -1 : 1,
      ),
      most: [...trimmed(gainers, 1), ...trimmed(losers, -1).reverse()],
      failed: { count: failed, message },
    }),
  }
}

export type Tally = ReturnType<typeof createTally>
