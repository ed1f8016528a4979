import { addDays, dayMs, dayStartMs, shanghaiDay } from '../../platform/clock'
import { addWorkingDays, chineseCalendar } from '../../rules'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** Nobody's phone rings between these hours (Shanghai), but for what is urgent. */
export const quietFromHour = 22
export const quietToHour = 7

/** What comes for one person within this time becomes one message. */
export const digestMs = 5 * minuteMs

/** An attempt that did not reach the provider is made again so often, then given up. */
export const mostAttempts = 7
const longestPauseMs = 2 * hourMs

/** The instant itself, or the end of the quiet hours it lies in. */
export function afterQuietHours(atMs: number): number {
  const startMs = dayStartMs(shanghaiDay(atMs))
  const inDayMs = atMs - startMs
  if (inDayMs < quietToHour * hourMs) return startMs + quietToHour * hourMs
  if (inDayMs < quietFromHour * hourMs) return atMs
  return startMs + dayMs + quietToHour * hourMs
}

/** When a message may go out at the earliest. */
export function firstSendAtMs(nowMs: number, urgent: boolean): number {
  return urgent ? nowMs : afterQuietHours(nowMs + digestMs)
}

/**
 * When to try again after so many attempts: one minute, three, nine … up to two hours, a fifth
 * sooner or later, so that not all come back at once. `chance` lies between 0 and 1.
 */
export function nextAttemptAtMs(
  nowMs: number,
  attempts: number,
  urgent: boolean,
  chance: number,
): number {
  const pauseMs = Math.min(longestPauseMs, minuteMs * 3 ** Math.max(0, attempts - 1))
  const atMs = nowMs + Math.round(pauseMs * (0.8 + 0.4 * chance))
  return urgent ? atMs : afterQuietHours(atMs)
}

/**
 * Until when a message should have been read (STD-6.2a wants it read in time and names no figure):
 * an urgent one within the hour, every other by the end of the next working day.
 */
export function readByMs(createdAtMs: number, urgent: boolean): number {
  if (urgent) return createdAtMs + hourMs
  const day = addWorkingDays(chineseCalendar, shanghaiDay(createdAtMs), 1)
  return dayStartMs(addDays(day, 1)) - 6 * hourMs
}
