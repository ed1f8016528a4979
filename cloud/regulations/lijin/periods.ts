import type { Figure } from '../../contract/trace'
import { type PeriodScore, rollUp, type ScoreAdjustment } from '../../rules/blocks/roll-up'
import { hundredthsOf } from '../../rules/hundredths'
import type { Law } from '../../rules/law'
import { nameOf, withReadings } from '../../rules/naming'
import { quarterEnds, quarterMonths } from '../../rules/quarters'
import { RuleError } from '../../rules/rule-error'
import type { LijinFacts } from './facts'

export interface Periods {
  /** Only in a quarter's last month, and where a month of it has a score. */
  quarter: Figure | null
  /** Only in December. */
  year: Figure | null
}

/** Scores of the quarter and of the year that end with this month (A-LJ-05). */
export function periodsOf(law: Law, facts: LijinFacts, score: Figure | null): Periods {
  refuseHistory(facts)
  const known = new Map<string, number>()
  for (const { month, scoreHundredths } of facts.history ?? []) {
    if (typeof scoreHundredths === 'number') known.set(month, scoreHundredths)
  }
  if (score) known.set(facts.month, hundredthsOf(score.value))
  const ends = quarterEnds(facts.month)
  const endsQuarter = ends.includes(facts.month)
  const quarter = endsQuarter ? quarterScore(law, facts, known) : null
  const endsYear = endsQuarter && ends.at(-1) === facts.month
  return { quarter, year: endsYear ? yearScore(law, facts, known, quarter) : null }
}

function quarterScore(
  law: Law,
  facts: LijinFacts,
  known: ReadonlyMap<string, number>,
): Figure | null {
  const made = quarterRule(law)
  return made(scoresOf(quarterMonths(facts.month), known), adjustmentsOf(law, facts, 'quarter'))
}

function yearScore(
  law: Law,
  facts: LijinFacts,
  known: ReadonlyMap<string, number>,
  last: Figure | null,
): Figure | null {
  const decided = new Map((facts.quarters ?? []).map((one) => [one.lastMonth, one.scoreHundredths]))
  const quarters = quarterEnds(facts.month).flatMap((lastMonth): PeriodScore[] => {
    const figure =
      lastMonth === facts.month ? last : quarterRule(law)(scoresOf(quarterMonths(lastMonth), known))
    const standing = lastMonth === facts.month ? undefined : decided.get(lastMonth)
    const scoreHundredths = standing ?? (figure ? hundredthsOf(figure.value) : null)
    return scoreHundredths === null ? [] : [{ period: `到 ${lastMonth} 的季度`, scoreHundredths }]
  })
  return yearRule(law)(quarters, adjustmentsOf(law, facts, 'year'))
}

function scoresOf(months: readonly string[], known: ReadonlyMap<string, number>): PeriodScore[] {
  return months.flatMap((period) => {
    const scoreHundredths = known.get(period)
    return scoreHundredths === undefined ? [] : [{ period, scoreHundredths }]
  })
}

function adjustmentsOf(
  law: Law,
  { scoreAdjustments }: LijinFacts,
  of: 'quarter' | 'year',
): ScoreAdjustment[] {
  const own = (scoreAdjustments ?? []).filter((one) => one.of === of)
  if (own.length > 0 && law.choice('rollUpAdjustment') === 'none')
    throw new RuleError('factsRefused', '季度和全年的得分不调整', 'scoreAdjustments')
  return own
}

export function quarterRule(law: Law) {
  return rollUp(naming(law, 'quarterScore', '季度得分'), how(law))
}

export function yearRule(law: Law) {
  return rollUp(naming(law, 'yearScore', '全年得分'), how(law))
}

function naming(law: Law, code: string, label: string) {
  return withReadings(law, nameOf(law, code, label, 'LJ-4.6c'), 'rollUp', 'rollUpAdjustment')
}

function how(law: Law): 'mean' | 'sum' {
  return law.choice('rollUp') === 'sum' ? 'sum' : 'mean'
}

function refuseHistory({ month, history }: LijinFacts): void {
  const seen = new Set<string>()
  history?.forEach((earlier, index) => {
    const path = `history.${index}.month`
    if (earlier.month >= month) throw new RuleError('factsRefused', '以前各月只能早于本月', path)
    if (seen.has(earlier.month))
      throw new RuleError('factsRefused', `${earlier.month} 出现了两次`, path)
    seen.add(earlier.month)
  })
}
