import { z } from 'zod'
import { isDay } from './months'

/**
 * Times of Asia/Shanghai as they are written, '2021-06-14T08:30', which has no summer time: minutes
 * between two of them are those between the two texts. Nothing here asks the clock.
 */
const minuteMs = 60_000
const dayMs = 86_400_000
const pattern = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d$/

export const factTime = z
  .string()
  .regex(pattern, '时间应写成 2026-11-25T08:30')
  .refine((text) => !pattern.test(text) || isDay(text.slice(0, 10)), '没有这一天')

/** A span of time; `to` lies after `from`. In milliseconds of a day count that only they know. */
export interface Span {
  fromMs: number
  toMs: number
}

export function timeMs(time: string): number {
  return Date.parse(`${time}Z`)
}

export function spanOf({ from, to }: { from: string; to: string }): Span {
  return { fromMs: timeMs(from), toMs: timeMs(to) }
}

/** Whole minutes, a started one is left out. */
export function minutesOf(ms: number): number {
  return Math.floor(ms / minuteMs)
}

export function minutesToMs(minutes: number): number {
  return minutes * minuteMs
}

/** The part of the spans that lies on a day, in milliseconds; what overlaps counts once. */
export function msOnDay(spans: readonly Span[], day: string): number {
  const start = Date.parse(`${day}T00:00:00Z`)
  return msOf(within(spans, { fromMs: start, toMs: start + dayMs }))
}

/** Length of spans, what overlaps counts once. */
export function msOf(spans: readonly Span[]): number {
  let total = 0
  let reached = Number.NEGATIVE_INFINITY
  for (const { fromMs, toMs } of ordered(spans)) {
    total += Math.max(0, toMs - Math.max(fromMs, reached))
    reached = Math.max(reached, toMs)
  }
  return total
}

/** The parts of spans that lie inside another one. */
export function within(spans: readonly Span[], frame: Span): Span[] {
  return spans.flatMap(({ fromMs, toMs }) => {
    const part = { fromMs: Math.max(fromMs, frame.fromMs), toMs: Math.min(toMs, frame.toMs) }
    return part.fromMs < part.toMs ? [part] : []
  })
}

/** What is left of a frame when spans are taken out of it, in order. */
export function remainder(frame: Span, taken: readonly Span[]): Span[] {
  const left: Span[] = []
  let from = frame.fromMs
  for (const span of ordered(within(taken, frame))) {
    if (span.fromMs > from) left.push({ fromMs: from, toMs: span.fromMs })
    from = Math.max(from, span.toMs)
  }
  return from < frame.toMs ? [...left, { fromMs: from, toMs: frame.toMs }] : left
}

function ordered(spans: readonly Span[]): Span[] {
  return [...spans].sort((one, other) => one.fromMs - other.fromMs)
}

/** The days of a week, Monday to Sunday (ISO), that a day lies in. */
export function weekOf(day: string): string[] {
  const at = Date.parse(`${day}T00:00:00Z`)
  const sinceMonday = (new Date(at).getUTCDay() + 6) % 7
  return Array.from({ length: 7 }, (_, index) => dayOf(at + (index - sinceMonday) * dayMs))
}

function dayOf(atMs: number): string {
  return new Date(atMs).toISOString().slice(0, 10)
}

/** Mondays of the weeks of a month. A week belongs to the month that holds its Thursday (ISO). */
export function weeksOfMonth(month: string): string[] {
  const mondays: string[] = []
  for (let at = Date.parse(`${month}-01T00:00:00Z`); dayOf(at).startsWith(month); at += dayMs) {
    const [monday] = weekOf(dayOf(at))
    if (new Date(at).getUTCDay() === 4 && monday) mondays.push(monday)
  }
  return mondays
}
