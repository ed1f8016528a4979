import { addMonths, daysInMonth, monthOf } from '../months'
import { addDays } from './working-days'

/**
 * Last day of a term of calendar months: the day before the same day of the month that follows it
 * (1 May and three months: 31 July). Where that month has no such day, its last one (30 November and
 * three months: 28 or 29 February).
 */
export function lastDayOfTerm(firstDay: string, months: number): string {
  const month = addMonths(monthOf(firstDay), months)
  const dayOfMonth = firstDay.slice(8)
  const days = String(daysInMonth(month))
  return dayOfMonth > days ? `${month}-${days}` : addDays(`${month}-${dayOfMonth}`, -1)
}
