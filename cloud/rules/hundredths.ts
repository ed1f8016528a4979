import { formatYuan, multiplyRatio } from './money'

/**
 * Scores and rates with two decimals, computed as whole hundredths so that they are exact: 95.45 is
 * 9545. A figure holds the number itself, its sentence the two decimals.
 */
export const wholeHundredths = 100

/** A number with at most two decimals as hundredths. */
export function hundredthsOf(value: number): number {
  return Math.round(value * wholeHundredths)
}

/** Hundredths as the number that a figure holds. */
export function numberOf(hundredths: number): number {
  return hundredths / wholeHundredths
}

/** 9545 → '95.45'. */
export function decimalsText(hundredths: number): string {
  return formatYuan(hundredths)
}

/** part ÷ whole as percent in hundredths, half up; null when there is no whole. */
export function percentHundredths(part: number, whole: number): number | null {
  if (whole === 0) return null
  return multiplyRatio(part, wholeHundredths * wholeHundredths, whole)
}
