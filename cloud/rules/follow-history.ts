import type { Statement } from '../contract/trace'
import type { EarlierMonthTold, PackFacts, RankOfMonth } from './held-month'
import { hundredthsOf } from './hundredths'

/** A month as it came out, and as it would have come out by another law. */
export interface EarlierOutcome {
  month: string
  /** As the other law saw them. */
  facts: PackFacts
  before: Statement
  after: Statement
  /** Where the other law ranks otherwise; absent: as it was. */
  ranking?: RankOfMonth | null
}

function scoreOf({ indicators }: Statement): number | null {
  const score = indicators?.find((one) => one.code === 'score')
  return score ? hundredthsOf(score.value) : null
}

/** What of an earlier month's entry turned; what people decided about it, and what did not turn, stays. */
function turnedEntry(told: EarlierMonthTold, outcome: EarlierOutcome): EarlierMonthTold {
  const { before, after, ranking } = outcome
  const turned: EarlierMonthTold = { ...told }
  if (before.verdict.final !== after.verdict.final) {
    if (told.verdict !== undefined) turned.verdict = after.verdict.final
    if (typeof told.met === 'boolean') turned.met = after.verdict.final === 'pass'
  }
  if (told.scoreHundredths !== undefined && scoreOf(before) !== scoreOf(after))
    turned.scoreHundredths = scoreOf(after)
  if (told.payFen !== undefined)
    turned.payFen = told.payFen + after.totals.payFen - before.totals.payFen
  if (told.ranking !== undefined && ranking !== undefined) turned.ranking = ranking
  return turned
}

const isSame = (one: EarlierMonthTold, other: EarlierMonthTold) =>
  JSON.stringify(one) === JSON.stringify(other)

/**
 * The facts of a month with its history as it would have been: verdicts, scores, pay and ranks of
 * the earlier months that turned. The very same facts where nothing of it turned.
 */
export function withFollowedHistory<Facts extends PackFacts>(
  facts: Facts,
  earlier: readonly EarlierOutcome[],
): Facts {
  const outcomes = new Map(earlier.map((one) => [one.month, one]))
  let isTurned = false
  const history = facts.history?.map((told) => {
    const outcome = outcomes.get(told.month)
    const turned = outcome ? turnedEntry(told, outcome) : told
    if (isSame(turned, told)) return told
    isTurned = true
    return turned
  })
  return isTurned ? { ...facts, history } : facts
}
