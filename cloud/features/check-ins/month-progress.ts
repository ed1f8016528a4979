import type { MonthProgress } from '../../contract/check-ins'
import { bitCount, daysLeft } from '../../platform/clock'

/** How far the month's distinct counted days are, and whether the quota can still be reached. */
export function monthProgress(
  tally: { countedDays: number; checkIns: number },
  { month, today, quotaDays }: { month: string; today: string; quotaDays: number },
): MonthProgress {
  const countedDays = bitCount(tally.countedDays)
  const left = daysLeft(tally.countedDays, month, today)
  return {
    month,
    countedDays,
    checkIns: tally.checkIns,
    quotaDays,
    daysLeft: left,
    reachable: countedDays + left >= quotaDays,
  }
}
