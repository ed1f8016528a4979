import { addDays, dayMs, dayStartMs, shanghaiDay } from '../../platform/clock'
import { chineseCalendar } from '../../rules'

const minuteMs = 60_000
export const hourMs = 60 * minuteMs

/** From and until, in minutes of the Shanghai day. */
type Session = readonly [fromMinute: number, untilMinute: number]

/**
 * When offices work on a working day. No text of the collection says it, so these are the
 * product's own, dated like every figure: a later value is added, never written over.
 */
export const officeHours: readonly { from: string; sessions: readonly Session[] }[] = [
  {
    from: '2022-01-01',
    sessions: [
      [8 * 60 + 30, 12 * 60],
      [14 * 60, 17 * 60 + 30],
    ],
  },
]

const sumOf = (sessions: readonly Session[]): number =>
  sessions.reduce((sum, [from, until]) => sum + (until - from) * minuteMs, 0)

/** The first day that is counted; instants before it lie, for working time, at its beginning. */
const firstDay = officeHours[0]?.from ?? '2022-01-01'
const firstMs = dayStartMs(firstDay)
/** Contract instants end with the century (`instantMs`), and so does the lunar calendar. */
const mostDays = Math.round((dayStartMs('2100-12-31') - firstMs) / dayMs)

const sessionsOn = (day: string): readonly Session[] =>
  officeHours.findLast(({ from }) => from <= day)?.sessions ?? []

/** Working hours of a working day, to say a time in days. */
export function hoursOfWorkingDay(day: string): number {
  return sumOf(sessionsOn(day)) / hourMs
}

/**
 * Of each day from the first on: its sessions (none on a free day) and the working time before it.
 * Days are added when first asked for and never change, so a question costs two look-ups.
 */
const sessionsOfDay: (readonly Session[])[] = []
const workedBefore: number[] = [0]

function know(dayNumber: number): void {
  if (dayNumber > mostDays) throw new RangeError('no working time is known after 2100')
  for (let number = sessionsOfDay.length; number <= dayNumber; number += 1) {
    const day = addDays(firstDay, number)
    const sessions = chineseCalendar.isWorkingDay(day) ? sessionsOn(day) : []
    sessionsOfDay.push(sessions)
    workedBefore.push((workedBefore[number] ?? 0) + sumOf(sessions))
  }
}

/** Working time from the first day until an instant. */
function workedUntil(atMs: number): number {
  const sinceMs = Math.max(0, atMs - firstMs)
  const dayNumber = Math.floor(sinceMs / dayMs)
  know(dayNumber)
  const inDay = sinceMs - dayNumber * dayMs
  let worked = workedBefore[dayNumber] ?? 0
  for (const [from, until] of sessionsOfDay[dayNumber] ?? []) {
    worked += Math.min(Math.max(inDay - from * minuteMs, 0), (until - from) * minuteMs)
  }
  return worked
}

/** The newest day before which less than this was worked; with `even`, at most this. */
function dayOf(workedMs: number, even: boolean): number {
  while ((workedBefore.at(-1) ?? 0) <= workedMs) know(sessionsOfDay.length + 30)
  let [low, high] = [0, workedBefore.length - 1]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const before = workedBefore[middle] ?? 0
    if (before < workedMs || (even && before === workedMs)) low = middle
    else high = middle - 1
  }
  return low
}

/** The first instant by which so much was worked, or (`last`) the last one. */
function instantOf(workedMs: number, last: boolean): number {
  const dayNumber = dayOf(workedMs, last)
  const startMs = firstMs + dayNumber * dayMs
  let left = workedMs - (workedBefore[dayNumber] ?? 0)
  let endMs = startMs
  for (const [from, until] of sessionsOfDay[dayNumber] ?? []) {
    const length = (until - from) * minuteMs
    endMs = startMs + until * minuteMs
    if (left < length || (!last && left === length)) return startMs + from * minuteMs + left
    left -= length
  }
  return endMs
}

/** Working time from one instant to another; negative when `toMs` lies before `fromMs`. */
export function workingTimeBetween(fromMs: number, toMs: number): number {
  return workedUntil(toMs) - workedUntil(fromMs)
}

/**
 * The instant that lies so much working time after `fromMs`, or before it. A time that is used up
 * at the end of a session ends there, not with the next session.
 */
export function addWorkingTime(fromMs: number, workingMs: number): number {
  if (workingMs === 0) return fromMs
  const workedMs = workedUntil(fromMs) + workingMs
  return workedMs <= 0 ? firstMs : instantOf(workedMs, workingMs < 0)
}

/** Whether offices work at this instant. */
export function isOfficeTime(atMs: number): boolean {
  const day = shanghaiDay(atMs)
  if (!chineseCalendar.isWorkingDay(day)) return false
  const minute = (atMs - dayStartMs(day)) / minuteMs
  return sessionsOn(day).some(([from, until]) => minute >= from && minute < until)
}
