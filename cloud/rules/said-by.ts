import type { Answer, Figure, Statement } from '../contract/trace'
import { formatYuan } from './money'
import type { Evaluated } from './regulation'

/** What a result says, in the words that case files use; money as yuan with two decimals. */
export function saidBy(evaluated: Evaluated): Record<string, unknown> {
  if (!evaluated.ok)
    return {
      error: evaluated.error.code,
      path: evaluated.error.path,
      message: evaluated.error.message,
    }
  return 'question' in evaluated.result
    ? saidByAnswer(evaluated.result)
    : saidByStatement(evaluated.result)
}

function readable({ unit, value }: Figure): string | number {
  return unit === 'fen' ? formatYuan(value) : value
}

const valuesOf = (figures: readonly Figure[]) =>
  Object.fromEntries(figures.map((one) => [one.code, readable(one)]))

const named = (proposals: Statement['proposals']) =>
  proposals.map(({ kind, grounds }) => `${kind}:${grounds}`)

function saidByStatement(statement: Statement): Record<string, unknown> {
  return {
    pay: formatYuan(statement.totals.payFen),
    accrual: formatYuan(statement.accrualFen),
    uncollected: formatYuan(statement.uncollectedFen),
    lines: Object.fromEntries(
      statement.lines.map((line) => [line.code, formatYuan(line.amountFen)]),
    ),
    indicators: valuesOf(statement.indicators ?? []),
    verdict: statement.verdict.proposal,
    final: statement.verdict.final,
    reasons: Object.fromEntries(statement.verdict.reasons.map(({ code, met }) => [code, met])),
    proposals: named(statement.proposals),
    information: statement.informationLines.map(({ code }) => code),
  }
}

function saidByAnswer(answer: Answer): Record<string, unknown> {
  return {
    outcome: answer.outcome,
    sentence: answer.sentence,
    figures: valuesOf(answer.figures),
    reasons: Object.fromEntries(answer.reasons.map(({ code, met }) => [code, met])),
    proposals: named(answer.proposals),
  }
}
