/**
 * Days and months of Asia/Shanghai, which has kept UTC+8 without summer time since 1992; the
 * product knows no earlier facts.
 */
const offsetMs = 8 * 3_600_000
export const dayMs = 86_400_000

let writtenFromMs = Number.NaN
let written = ''

/** 'YYYY-MM-DD' of an instant. Most are asked for today, so the day written last is kept. */
export function shanghaiDay(atMs: number): string {
  if (atMs >= writtenFromMs && atMs < writtenFromMs + dayMs) return written
  written = new Date(atMs + offsetMs).toISOString().slice(0, 10)
  writtenFromMs = dayStartMs(written)
  return written
}

/** '2026年6月15日' of '2026-06-15'. */
export function wholeDayInWords(day: string): string {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** 'YYYY-MM' of an instant. */
export function shanghaiMonth(atMs: number): string {
  return shanghaiDay(atMs).slice(0, 7)
}

/** First instant of a Shanghai day. */
export function dayStartMs(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) - offsetMs
}

/** First instant of the month and first instant after it. */
export function monthRangeMs(month: string): { startMs: number; endMs: number } {
  return { startMs: dayStartMs(`${month}-01`), endMs: dayStartMs(`${addMonths(month, 1)}-01`) }
}

export function daysInMonth(month: string): number {
  // the day before the first of the next month
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate()
}

/** Last day of a month, 'YYYY-MM-DD'. */
export function monthEnd(month: string): string {
  return `${month}-${String(daysInMonth(month)).padStart(2, '0')}`
}

export function addMonths(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const index = year * 12 + (number - 1) + count
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`
}

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)
}

/** A DATE column's value for a day, as the database drivers want it. */
export function dateOfDay(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}

export function dayOfDate(date: Date): string {
  return date.toISOString().slice(0, 10)
}
