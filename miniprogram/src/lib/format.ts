/**
 * Texts for people. No Intl: WeChat's logic layer has none. Shanghai has had no summer time since
 * 1991, so its clock is UTC plus eight hours.
 */
const shanghaiOffsetMs = 8 * 3_600_000
const dayMs = 86_400_000
const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value)
}

function shanghai(atMs: number): Date {
  return new Date(atMs + shanghaiOffsetMs)
}

/** 14250 → '142.50'; 1234567 → '12,345.67'. */
export function yuan(fen: number): string {
  const whole = Math.floor(Math.abs(fen) / 100)
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${fen < 0 ? '-' : ''}${grouped}.${two(Math.abs(fen) % 100)}`
}

/** 14250 → '142.50 元'. */
export function yuanText(fen: number): string {
  return `${yuan(fen)} 元`
}

/** Shanghai day: '2026-11-25'. */
export function dayOf(atMs: number): string {
  const date = shanghai(atMs)
  return `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
}

/** Shanghai month: '2026-11'. */
export function monthOf(atMs: number): string {
  return dayOf(atMs).slice(0, 7)
}

/** '14:05'. */
export function clockText(atMs: number): string {
  const date = shanghai(atMs)
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`
}

/** '2026-11-25' → '周三'. */
export function weekdayOf(day: string): string {
  return weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()] ?? ''
}

/** '2026-11-25' → '11月25日'; with the year when it is another than `thisYear`. */
export function dayText(day: string, thisYear?: string): string {
  const [year = '', month = '', date = ''] = day.split('-')
  const short = `${Number(month)}月${Number(date)}日`
  return thisYear !== undefined && year !== thisYear ? `${year}年${short}` : short
}

/** '2026-11-25' → '2026年11月25日'. */
export function wholeDayText(day: string): string {
  return dayText(day, '')
}

/** '2026-11-25' → '11月25日 周三'. */
export function dayWithWeekday(day: string): string {
  return `${dayText(day)} ${weekdayOf(day)}`
}

/** '2026-11' → '2026年11月'. */
export function monthText(month: string): string {
  const [year = '', number = ''] = month.split('-')
  return `${year}年${Number(number)}月`
}

/** '2026-Q4' → '2026年第四季度'. */
export function quarterText(quarter: string): string {
  const [year = '', number = ''] = quarter.split('-Q')
  return `${year}年第${'一二三四'[Number(number) - 1] ?? ''}季度`
}

/**
 * A sentence of a regulation, whose days, months and quarters are written as the engine writes them,
 * as a person reads it: '2026-04、2026-05 连续 2 次' → '2026年4月、2026年5月连续 2 次'.
 */
export function datesInWords(sentence: string): string {
  return sentence.replace(
    /(^|[^\dA-Za-z-])(20\d\d-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|20\d\d-Q[1-4])(?![\d-])( (?=[\u4e00-\u9fff]))?/g,
    (_, before: string, date: string) => before + dateWords(date),
  )
}

function dateWords(date: string): string {
  if (date.includes('Q')) return quarterText(date)
  return date.length === 7 ? monthText(date) : wholeDayText(date)
}

/** '11月25日 14:05'. */
export function instantText(atMs: number): string {
  return `${dayText(dayOf(atMs))} ${clockText(atMs)}`
}

/** '刚刚', '5 分钟前', '今天 14:05', '昨天 14:05', '11月25日 14:05'. */
export function sinceText(atMs: number, nowMs: number): string {
  const minutes = Math.floor((nowMs - atMs) / 60_000)
  if (minutes < 1) return '刚刚'
  if (minutes < 60) return `${minutes} 分钟前`
  if (dayOf(atMs) === dayOf(nowMs)) return `今天 ${clockText(atMs)}`
  if (dayOf(atMs) === dayOf(nowMs - dayMs)) return `昨天 ${clockText(atMs)}`
  return instantText(atMs)
}

/** The month `count` months later (or earlier): ('2026-01', -1) → '2025-12'. */
export function addMonths(month: string, count: number): string {
  const [year = '0', number = '1'] = month.split('-')
  const total = Number(year) * 12 + Number(number) - 1 + count
  return `${Math.floor(total / 12)}-${two((total % 12) + 1)}`
}

/** The day `count` days later (or earlier). */
export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * dayMs).toISOString().slice(0, 10)
}

/** Every day of a month, '2026-11-01' first. */
export function daysOfMonth(month: string): string[] {
  const first = `${month}-01`
  const days: string[] = []
  for (let day = first; day.startsWith(month); day = addDays(day, 1)) days.push(day)
  return days
}

/** 35 → '35 米'; 1250 → '1.3 公里'. */
export function distanceText(meters: number): string {
  return meters < 1000 ? `${Math.round(meters)} 米` : `${(meters / 1000).toFixed(1)} 公里`
}
