import { addMonths } from '../months'

/** hit: the month counts; miss: it does not. An absent month breaks the streak like a miss. */
export interface MarkedMonth {
  month: string
  hit: boolean
}

export interface StreakCount {
  month: string
  /** Months counted since the last break or award, this one included; before it starts anew. */
  count: number
  /** The count reached what is needed; the next month starts at 0 again. */
  awarded: boolean
}

/**
 * Counts months in a row and awards each time the count is reached, after which it starts anew.
 * Goes over the turn of the year. Months may come in any order; a gap between them is a break.
 */
export function streakAwards(months: readonly MarkedMonth[], needed: number): StreakCount[] {
  const counts: StreakCount[] = []
  let previous: StreakCount | undefined
  for (const { month, hit } of [...months].sort((a, b) => (a.month < b.month ? -1 : 1))) {
    const unbroken: boolean = previous !== undefined && addMonths(previous.month, 1) === month
    const carried: number = previous && unbroken && !previous.awarded ? previous.count : 0
    const count = hit ? carried + 1 : 0
    previous = { month, count, awarded: count > 0 && count >= needed }
    counts.push(previous)
  }
  return counts
}
