import { z } from 'zod'

/** Shapes that facts of several packs share, with the limits of what may be sent. */
export const factCount = z.int().min(0).max(10_000_000)
/** Half days of one month. */
export const factHalfDays = z.int().min(0).max(62)
export const factName = z.string().min(1).max(200)
export const factReason = z.string().min(1).max(2_000)
export const factFen = z.int().min(0).max(100_000_000_000)
/** What is added to pay, or taken off it. */
export const factDeltaFen = z.int().min(-100_000_000).max(100_000_000)
export const factYear = z.string().regex(/^20\d{2}$/, '年份应写成 2026')
export const factInstantMs = z.int().min(0).max(4_102_444_800_000)
/** Points of a score in hundredths: 95.45 is 9545. */
export const factScoreHundredths = z.int().min(0).max(100_000)
/** Points out of 100, in hundredths. */
export const factFullScoreHundredths = z.int().min(0).max(10_000)
/** Points added or taken off, in hundredths. */
export const factPointsHundredths = z.int().min(-100_000).max(100_000)
/** '08:00', or '24:00' for the end of the day. */
export const factClock = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, '时刻应写成 08:00')

export function factList<T>(item: z.ZodType<T>) {
  return z.array(item).max(10_000)
}
