import chineseDays from 'chinese-days'
import { addDays } from '../clock'

// the package is CommonJS: Node finds its functions on the default export alone
const { getSolarDateFromLunar, getSolarTermDate, isHoliday, isWorkday } = chineseDays

/**
 * Working days by the State Council's calendar, with the working Saturdays that make up for long
 * holidays. A year whose calendar is not published yet (it comes each November) goes by the
 * holidays that the law itself fixes and by no make-up day, so that a window is never too short.
 */
export function isWorkingDay(day: string): boolean {
  const year = Number(day.slice(0, 4))
  if (isPublished(year)) return isWorkday(day)
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !lawfulHolidays(year).has(day)
}

/** The last of `count` working days that begin after `day`; the day itself is not counted. */
export function addWorkingDays(day: string, count: number): string {
  let at = day
  for (let left = count; left > 0; ) {
    at = addDays(at, 1)
    if (isWorkingDay(at)) left -= 1
  }
  return at
}

/** Every published calendar is free from 1 to 4 October; a weekend alone is never so long. */
const isPublished = (year: number): boolean =>
  ['01', '02', '03', '04'].every((day) => isHoliday(`${year}-10-${day}`))

const known = new Map<number, ReadonlySet<string>>()

/** The days of the regulation on public holidays (in force since 2025-01-01), without bridges. */
function lawfulHolidays(year: number): ReadonlySet<string> {
  const cached = known.get(year)
  if (cached) return cached
  const lunar = (monthAndDay: string) => getSolarDateFromLunar(`${year}-${monthAndDay}`).date
  const springFestival = lunar('01-01')
  const days = new Set([
    `${year}-01-01`,
    ...[-1, 0, 1, 2].map((offset) => addDays(springFestival, offset)),
    getSolarTermDate(year, 4, 'pure_brightness'),
    `${year}-05-01`,
    `${year}-05-02`,
    lunar('05-05'),
    lunar('08-15'),
    `${year}-10-01`,
    `${year}-10-02`,
    `${year}-10-03`,
  ])
  known.set(year, days)
  return days
}
