import type { CostRow, ScenarioResult } from '../../contract/regulations'
import type { Statement } from '../../contract/trace'
import { type CountyValue, type PackFacts, type PayRegulation, RuleError } from '../../rules'

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

/**
 * The facts of the month as they were frozen, under another law: the scenario's values from the
 * month's first day on. Each month stands by itself: what a turned result would have meant for
 * later months is not followed.
 */
export function factsUnder(facts: PackFacts, { values }: Scenario): PackFacts {
  const names = new Set(values.map((one) => one.name))
  const kept = (facts.countyValues ?? []).filter((one) => !names.has(one.name))
  const from = `${facts.month}-01`
  return { ...facts, countyValues: [...kept, ...values.map((one) => ({ ...one, from }))] }
}

export interface Effect {
  before: Statement
  after: Statement
}

export const deltaOf = ({ before, after }: Effect) => ({
  beforeFen: before.totals.payFen,
  afterFen: after.totals.payFen,
  deltaFen: after.totals.payFen - before.totals.payFen,
  accrualDeltaFen: after.accrualFen - before.accrualFen,
})

/** Every line of either statement, in the order of the first; a line that one lacks is nothing there. */
export function comparedLines({ before, after }: Effect) {
  const lines = new Map([...before.lines, ...after.lines].map((line) => [line.code, line.label]))
  const fenOf = (statement: Statement, code: string) =>
    statement.lines.find((line) => line.code === code)?.amountFen ?? 0
  return [...lines].map(([code, label]) => {
    const [beforeFen, afterFen] = [fenOf(before, code), fenOf(after, code)]
    return { code, label, beforeFen, afterFen, deltaFen: afterFen - beforeFen }
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
  accrualDeltaFen: 0,
  turnedVerdicts: 0,
})

function addTo(cost: Cost, effect: Effect): void {
  const { beforeFen, afterFen, deltaFen, accrualDeltaFen } = deltaOf(effect)
  const gain = deltaFen + accrualDeltaFen
  cost.workers += 1
  cost.gaining += gain > 0 ? 1 : 0
  cost.losing += gain < 0 ? 1 : 0
  cost.beforeFen += beforeFen
  cost.afterFen += afterFen
  cost.deltaFen += deltaFen
  cost.accrualDeltaFen += accrualDeltaFen
  cost.turnedVerdicts += effect.before.verdict.final === effect.after.verdict.final ? 0 : 1
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

  /** Keeps the greatest; trimmed now and then, not with every worker. */
  const trimmed = (list: Worker[], sign: 1 | -1) =>
    list.sort((one, other) => sign * (gainOf(other) - gainOf(one))).slice(0, mostOfEach)

  return {
    add({ accountId, townshipCode, month }: FrozenFacts, effect: Effect): void {
      const key = `${month} ${townshipCode}`
      const row = rows.get(key) ?? { month, townshipCode, ...noCost() }
      rows.set(key, row)
      addTo(row, effect)
      addTo(totals, effect)
      const worker = { accountId, month, townshipCode, ...deltaOf(effect) }
      const gain = gainOf(worker)
      if (gain > 0) gainers.push(worker)
      if (gain < 0) losers.push(worker)
      if (gainers.length > 20 * mostOfEach) gainers = trimmed(gainers, 1)
      if (losers.length > 20 * mostOfEach) losers = trimmed(losers, -1)
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

/** The month as the law was and as the scenario has it; a month that cannot be computed so is told. */
export function effectOf(
  pack: PayRegulation,
  facts: PackFacts,
  before: Statement,
  scenario: Scenario,
): Effect | { refused: string } {
  try {
    return { before, after: pack.evaluateMonth(factsUnder(facts, scenario)) }
  } catch (error) {
    if (error instanceof RuleError) return { refused: error.message }
    throw error
  }
}
