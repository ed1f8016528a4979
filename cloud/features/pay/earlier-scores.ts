import type { HeldMonth, PayRegulation } from '../../rules'
import type { AssessedMonth } from './pay.store'

type EarlierScore = NonNullable<HeldMonth['earlierScores']>[number]

const hundredthsOf = (value: number) => Math.round(value * 100)

/** Of a month still proposed its facts are computed again; of a frozen one its tree holds. */
function scoreOf({ indicators, facts }: AssessedMonth, regulation: PayRegulation): number | null {
  const figures = indicators ?? (facts ? regulation.evaluateMonth(facts).indicators : [])
  const score = (figures ?? []).find((one) => one.code === 'score')
  return score ? hundredthsOf(score.value) : null
}

/** Pay and scores of earlier months; a score that another regulation gave is not this one's. */
export function earlierScoresOf(
  months: readonly AssessedMonth[],
  regulation: PayRegulation,
): EarlierScore[] {
  return months.map((one) => ({
    month: one.month,
    payFen: one.payFen,
    scoreHundredths: one.regulation === regulation.id ? scoreOf(one, regulation) : null,
  }))
}
