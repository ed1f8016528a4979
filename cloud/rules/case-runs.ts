import type { Statement } from '../contract/trace'
import { countByMonth } from './blocks/counted'
import { capitalForm } from './capital-form'
import {
  type CaseOf,
  type ExpectedMonth,
  factsOfCase,
  fenOf,
  type GivenMonth,
  type RuleCase,
} from './case-file'
import { formatYuan } from './money'
import type { EarlierMonth, MonthFacts } from './month-facts'
import { payTableTotals } from './pay-table'
import type { PayRegulation, Switched } from './regulation'

/** How a pack's cases are to be read: what a case means that says nothing of kind or month. */
export interface CaseDefaults {
  kind: string
  month: string
}

type Said = Record<string, unknown>

/**
 * What the regulation makes of a worked case, in the words of the case's `expect`; money as yuan.
 * `switched` parameters go before those of the case. Throws RuleError where it is not admitted.
 */
export function saidByCase(
  pack: PayRegulation,
  one: RuleCase,
  defaults: CaseDefaults,
  switched: Switched = {},
): Said {
  const evaluate = (given: GivenMonth, added: Partial<MonthFacts> = {}) =>
    pack.evaluateMonth(
      withReadings({ ...factsOfCase(pack.id, given, defaults), ...added }, switched),
    )
  switch (one.run) {
    case 'month':
      return saidByMonth(evaluate(one.given), one.expect)
    case 'months':
      return saidByMonths(one, evaluate)
    case 'instants':
      return { months: Object.fromEntries(countByMonth(one.given.instants.map(Date.parse))) }
    case 'majorAmount':
      return { outcome: majorAmountOutcome(pack, one, defaults, switched) }
    case 'table': {
      const statements = one.given.groups.flatMap(({ workers, ...given }) =>
        Array.from({ length: workers }, () => evaluate(given)),
      )
      const totals = payTableTotals(statements)
      return { pay: formatYuan(totals.payFen), words: totals.payInWords }
    }
    case 'capital':
      return { words: capitalForm(fenOf(one.given.amount)) }
    case 'correction':
      return saidByCorrection(pack, one, evaluate)
    case 'yearEnd':
      return saidByYearEnd(pack, one, switched)
    case 'eligibility':
      return {
        outcome: pack.checkEligibility({
          ...one.given,
          readings: { ...one.given.readings, ...switched },
        }).outcome,
      }
  }
}

type Evaluate = (given: GivenMonth, added?: Partial<MonthFacts>) => Statement

/** Without any reading the facts stay as they are, so that a month's rules are made once. */
function withReadings(facts: MonthFacts, switched: Switched = {}): MonthFacts {
  if (Object.keys(switched).length === 0) return facts
  return { ...facts, readings: { ...facts.readings, ...switched } }
}

/** What the statement says of each thing that a case may expect. */
function saidByMonth(statement: Statement, expected: ExpectedMonth): Said {
  const grounds = (kind: string) =>
    statement.proposals.filter((one) => one.kind === kind).map((one) => one.grounds)
  const kinds: string[] = statement.proposals.map((one) => one.kind)
  const proposed = statement.proposals.find(({ kind }) => kind === 'proration')?.amountFen
  return {
    pay: formatYuan(statement.totals.payFen),
    accrual: formatYuan(statement.accrualFen),
    uncollected: formatYuan(statement.uncollectedFen),
    lines: Object.fromEntries(statement.lines.map((one) => [one.code, formatYuan(one.amountFen)])),
    checkIns: countOf(statement, 'checkIns'),
    validReports: countOf(statement, 'validReports'),
    verdict: statement.verdict.proposal,
    final: statement.verdict.final,
    differences: Object.fromEntries(statement.differences.map(({ code, delta }) => [code, delta])),
    elimination: grounds('elimination'),
    warnings: grounds('warning'),
    // a case names the kinds that must be there, others may stand beside them
    proposals: expected.proposals?.filter((kind) => kinds.includes(kind)),
    proposed: typeof proposed === 'number' ? formatYuan(proposed) : undefined,
    information: statement.informationLines.map(({ code }) => code),
  }
}

function countOf(statement: Statement, code: string): number | undefined {
  for (const { figure } of statement.lines) {
    const found = figure.inputs.find((input) => input.code === code)
    if (found) return found.value
  }
  return undefined
}

function saidByMonths({ given, expect }: CaseOf<'months'>, evaluate: Evaluate): Said {
  const history: EarlierMonth[] = []
  const statements = given.months.map((one) => {
    const statement = evaluate(one, { history: [...history] })
    history.push({
      month: statement.month,
      verdict: statement.verdict.final,
      validReports: one.validReports ?? 20,
      fullMonth: one.serviceFrom === undefined && one.serviceTo === undefined,
      kept: one.kept,
      exempt: one.decisions?.some(({ kind }) => kind === 'quotaWaiver'),
    })
    return statement
  })
  const totals = payTableTotals(statements)
  return {
    pay: formatYuan(totals.payFen),
    accrual: formatYuan(totals.accrualFen),
    each: statements.map((statement, index) => saidByMonth(statement, expect.each?.[index] ?? {})),
  }
}

/** With switched parameters the amount is judged as the month judges it. */
function majorAmountOutcome(
  pack: PayRegulation,
  { given }: CaseOf<'majorAmount'>,
  defaults: CaseDefaults,
  switched: Switched = {},
): string {
  const { grade, deliberation } = given
  const amountFen = fenOf(given.amount)
  if (Object.keys(switched).length === 0) {
    const on = `${defaults.month}-15`
    return (
      pack.validateMajorReportAmount({ grade, deliberation, amountFen, on })?.code ?? 'accepted'
    )
  }
  const facts = factsOfCase(pack.id, {}, defaults)
  const majorReports = [{ reportId: 'case', grade, amountFen, deliberation }]
  const evaluated = pack.evaluate({ ...facts, majorReports, readings: switched })
  if (evaluated.ok) return 'accepted'
  return evaluated.error.path.endsWith('deliberation') ? 'deliberationNeeded' : 'amountOutOfRange'
}

function saidByCorrection(
  pack: PayRegulation,
  { given }: CaseOf<'correction'>,
  evaluate: Evaluate,
): Said {
  const frozen = evaluate(given.frozen)
  const { payDeltaFen, accrualDeltaFen } = pack.correct(frozen, evaluate(given.later))
  const adjustment = {
    id: 'a',
    correctedMonth: frozen.month,
    payDeltaFen,
    accrualDeltaFen,
    reason: '核对后更正',
    article: pack.correctionArticle,
  }
  const next = evaluate(given.next, { adjustments: [adjustment] })
  const fen = {
    frozenPay: frozen.totals.payFen,
    frozenAccrual: frozen.accrualFen,
    payDelta: payDeltaFen,
    accrualDelta: accrualDeltaFen,
    nextPay: next.totals.payFen,
    nextAccrual: next.accrualFen,
    nextUncollected: next.uncollectedFen,
  }
  return Object.fromEntries(Object.entries(fen).map(([name, value]) => [name, formatYuan(value)]))
}

function saidByYearEnd(
  pack: PayRegulation,
  { given }: CaseOf<'yearEnd'>,
  switched: Switched = {},
): Said {
  const settled = pack.settleAccrual({
    ...given,
    months: given.months.map(({ month, accrual }) => ({ month, accrualFen: fenOf(accrual) })),
    readings: { ...given.readings, ...switched },
  })
  return {
    payable: formatYuan(settled.payableFen),
    held: formatYuan(settled.heldFen),
    forfeited: formatYuan(settled.forfeitedFen),
  }
}
