import { z } from 'zod'

/**
 * Fields that facts of several regulations are made of. The limits only keep out what cannot be
 * meant; none of them is a figure of a regulation.
 */
export const factReference = z.string().min(1).max(200)
export const factReason = z.string().min(1).max(2_000)
export const factCount = z.int().min(0).max(1_000_000)
export const factAmountFen = z.int().min(0).max(100_000_000)
export const factDeltaFen = z.int().min(-100_000_000).max(100_000_000)
/** Points with two decimals: 87.50 is 8750. */
export const factScoreHundredths = z.int().min(0).max(10_000)
export const factYear = z.string().regex(/^20\d{2}$/, '年份应写成 2026')
export const factInstantMs = z.int().min(0).max(4_102_444_800_000)

const mostItems = 1_000

export function factList<T extends z.ZodType>(item: T) {
  return z.array(item).max(mostItems)
}
