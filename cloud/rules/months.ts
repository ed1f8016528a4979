/**
 * Arithmetic on 'YYYY-MM' and 'YYYY-MM-DD' strings of Asia/Shanghai, which compare as strings.
 * Instants are arguments; nothing here asks the clock.
 */
const shanghaiOffsetMs = 8 * 3_600_000
const dayMs = 86_400_000
export const hourMs = 3_600_000

export function shanghaiDayOf(atMs: number): string {
  return new Date(atMs + shanghaiOffsetMs).toISOString().slice(0, 10)
}

export function monthOf(day: string): string {
  return day.slice(0, 7)
}

export function yearOf(day: string): string {
  return day.slice(0, 4)
}

export function addMonths(month: string, count: number): string {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count
  const year = Math.floor(index / 12)
  const inYear = index - year * 12 + 1
  return `${String(year).padStart(4, '0')}-${inYear < 10 ? '0' : ''}${inYear}`
}

export function daysInMonth(month: string): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate()
}

export function firstDay(month: string): string {
  return `${month}-01`
}

export function lastDay(month: string): string {
  return `${month}-${daysInMonth(month)}`
}

/** Days from one day to another, both counted; 0 when the second lies before the first. */
export function daysBetween(from: string, to: string): number {
  const days = Math.round((dayStartMs(to) - dayStartMs(from)) / dayMs) + 1
  return Math.max(0, days)
}

function dayStartMs(day: string): number {
  return Date.parse(`${day}T00:00:00Z`)
}

/** Whether 'YYYY-MM-DD' is a day of the calendar. */
export function isDay(day: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return false
  const at = dayStartMs(day)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}

/** Full years of age on a day; somebody born on 29 February turns a year older on 1 March. */
export function ageOn(bornOn: string, day: string): number {
  const years = Number(yearOf(day)) - Number(yearOf(bornOn))
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years
}
