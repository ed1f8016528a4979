import { addMonths } from '../../platform/clock'
import type { RankOfMonth } from '../../rules'

export interface MonthRank {
  month: string
  ranking: RankOfMonth | null
}

/**
 * Earlier ranks up to before the month, with a place for every month between: one without a
 * statement has no rank, and so ends what was counted in a row. What lies before the last month
 * without a rank bears on nothing any more and is left out.
 */
export function everyMonth(ranks: readonly MonthRank[], before: string): MonthRank[] {
  const known = new Map(ranks.map((one) => [one.month, one.ranking]))
  const months: MonthRank[] = []
  const first = ranks[0]?.month ?? before
  for (let month = addMonths(before, -1); month >= first; month = addMonths(month, -1)) {
    const ranking = known.get(month) ?? null
    months.unshift({ month, ranking })
    if (ranking === null) break
  }
  return months
}
