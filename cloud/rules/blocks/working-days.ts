import chineseDays from 'chinese-days'
import published from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { daysInMonth, isDay, yearOf } from '../months'

// the package is CommonJS: Node finds its functions on the default export alone
const { getSolarDateFromLunar, getSolarTermDate } = chineseDays

/**
 * Which days are worked: Monday to Friday, less the public holidays, plus the weekend days that are
 * worked instead, as the State Council publishes them year by year (each November). A year that is
 * not published yet goes by the holidays that the law itself fixes and by no make-up day, so that a
 * deadline is never too short. Days are 'YYYY-MM-DD' texts of Asia/Shanghai; nothing asks the clock or
 * the machine's time zone. The one place of rule and data: law, deadlines and clocks go by it.
 */
export interface WorkingCalendar {
  isWorkingDay(day: string): boolean
  /** Whether the year's holidays are published; of one that is not the lawful ones hold. */
  knows(year: string): boolean
}

const dayMs = 86_400_000
const saturday = 6
/** Tomb-sweeping day falls in April. */
const qingmingMonth = 4

const holidays: ReadonlySet<string> = new Set(Object.keys(published.holidays))
const workedWeekends: ReadonlySet<string> = new Set(Object.keys(published.workdays))
const years: ReadonlySet<string> = new Set([...holidays].map(yearOf))

export const chineseCalendar: WorkingCalendar = {
  isWorkingDay(day) {
    if (holidays.has(day)) return false
    if (workedWeekends.has(day)) return true
    const weekday = new Date(msOf(day)).getUTCDay()
    if (weekday === 0 || weekday === saturday) return false
    const year = yearOf(day)
    return years.has(year) || !lawfulHolidays(year).has(day)
  },
  knows: (year) => years.has(year),
}

const lawful = new Map<string, ReadonlySet<string>>()

/** The days of the regulation on public holidays (in force since 2025-01-01), without bridges. */
function lawfulHolidays(year: string): ReadonlySet<string> {
  const held = lawful.get(year)
  if (held) return held
  const lunar = (monthAndDay: string) => getSolarDateFromLunar(`${year}-${monthAndDay}`).date
  const springFestival = lunar('01-01')
  const days = new Set([
    `${year}-01-01`,
    addDays(springFestival, -1),
    springFestival,
    lunar('01-02'),
    lunar('01-03'),
    getSolarTermDate(Number(year), qingmingMonth, 'pure_brightness'),
    `${year}-05-01`,
    `${year}-05-02`,
    lunar('05-05'),
    lunar('08-15'),
    `${year}-10-01`,
    `${year}-10-02`,
    `${year}-10-03`,
  ])
  lawful.set(year, days)
  return days
}

/** What has to be said where a year's holidays are not published yet; '' where they are. */
export function unpublishedNote(calendar: WorkingCalendar, day: string): string {
  const year = yearOf(day)
  return calendar.knows(year) ? '' : `（${year} 年的放假安排还没有公布，按法定节日算）`
}

function msOf(day: string): number {
  if (!isDay(day)) throw new RangeError(`${day} is not a day of the calendar`)
  return Date.parse(`${day}T00:00:00Z`)
}

/** The day so many calendar days later, or earlier below zero. */
export function addDays(day: string, count: number): string {
  return new Date(msOf(day) + count * dayMs).toISOString().slice(0, 10)
}

/** Working days from one day to another, both counted; none when the second lies before the first. */
export function workingDaysFrom(calendar: WorkingCalendar, from: string, to: string): string[] {
  const days: string[] = []
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (calendar.isWorkingDay(day)) days.push(day)
  }
  return days
}

export function hasWorkingDay(calendar: WorkingCalendar, from: string, to: string): boolean {
  for (let day = from; day <= to; day = addDays(day, 1)) {
    if (calendar.isWorkingDay(day)) return true
  }
  return false
}

export function workingDaysOfMonth(calendar: WorkingCalendar, month: string): string[] {
  return workingDaysFrom(calendar, `${month}-01`, `${month}-${daysInMonth(month)}`)
}

/** The working day that is so many working days after a day; the day itself is not counted. */
export function addWorkingDays(calendar: WorkingCalendar, day: string, count: number): string {
  let at = day
  for (let left = count; left > 0; ) {
    at = addDays(at, 1)
    if (calendar.isWorkingDay(at)) left -= 1
  }
  return at
}

/** A deadline so many days after a day, in calendar or in working days. */
export function deadlineAfter(
  calendar: WorkingCalendar,
  day: string,
  count: number,
  daysAre: 'calendar' | 'working',
): string {
  return daysAre === 'working' ? addWorkingDays(calendar, day, count) : addDays(day, count)
}
