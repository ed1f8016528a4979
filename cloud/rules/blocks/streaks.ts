import { addMonths, yearOf } from '../months'

/** hit: the month has what is counted; miss: it has not; skip: it neither counts nor breaks. */
export type Mark = 'hit' | 'miss' | 'skip'

export interface StreakRule {
  /** Whether a streak goes on over 31 December. */
  spansYear: boolean
  /** Months before it do not count. */
  firstMonth: string
}

/** Months of a streak that ends with `month`, newest first; an unknown month ends it. */
export function consecutiveMonths(
  month: string,
  markOf: (month: string) => Mark | undefined,
  rule: StreakRule,
): string[] {
  const hits: string[] = []
  for (let at = month; at >= rule.firstMonth; at = addMonths(at, -1)) {
    if (!rule.spansYear && yearOf(at) !== yearOf(month)) break
    const mark = markOf(at)
    if (mark === 'hit') hits.push(at)
    else if (mark !== 'skip') break
  }
  return hits
}

/** Hits in the calendar year of `month`, or in the twelve months that end with it, oldest first. */
export function monthsInWindow(
  month: string,
  months: Iterable<string>,
  markOf: (month: string) => Mark | undefined,
  window: 'calendarYear' | 'rollingYear',
  firstMonth: string,
): string[] {
  const from = window === 'calendarYear' ? `${yearOf(month)}-01` : addMonths(month, -11)
  const start = laterMonth(from, firstMonth)
  const hits: string[] = []
  for (const one of months) {
    if (one >= start && one <= month && markOf(one) === 'hit') hits.push(one)
  }
  return hits.sort()
}

/** The later of two months. */
export function laterMonth(one: string, other: string): string {
  return one > other ? one : other
}
