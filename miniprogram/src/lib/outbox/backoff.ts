const firstMs = 2_000
const longestMs = 10 * 60_000

/**
 * How long to wait after the given number of tries: doubles from two seconds to ten minutes, and
 * lies anywhere in the upper half, so that phones cut off together do not come back together.
 */
export function backoffMs(tries: number, random: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(20, Math.max(0, tries - 1)))
  return Math.round(full * (0.5 + 0.5 * random))
}
