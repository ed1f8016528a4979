/**
 * How long things took: minutes and how many took them, ascending, [minutes, count, minutes, …].
 * Exact while few values differ; beyond, values are put together that lie within a percent.
 */
export type Spread = readonly number[]

/** More different values than this are put together. */
export const mostValues = 256
/** Steps into which each doubling is cut: the middle of a step is within 0.8 % of what it stands for. */
const stepsPerDoubling = 64

function roughly(minutes: number): number {
  if (minutes < 2 * stepsPerDoubling) return minutes
  const step = 2 ** (Math.floor(Math.log2(minutes)) - Math.log2(stepsPerDoubling))
  return Math.floor(minutes / step) * step + step / 2
}

function flat(counts: ReadonlyMap<number, number>): number[] {
  return [...counts].sort(([one], [other]) => one - other).flat()
}

function addTo(counts: Map<number, number>, minutes: number, count: number): void {
  counts.set(minutes, (counts.get(minutes) ?? 0) + count)
}

/** Each spread as it is, all together; put together further where that leaves too many values. */
export function mergeSpreads(spreads: readonly Spread[]): Spread {
  const counts = new Map<number, number>()
  for (const spread of spreads) {
    for (let at = 0; at < spread.length; at += 2)
      addTo(counts, spread[at] ?? 0, spread[at + 1] ?? 0)
  }
  if (counts.size <= mostValues) return flat(counts)
  const rough = new Map<number, number>()
  for (const [minutes, count] of counts) addTo(rough, roughly(minutes), count)
  return flat(rough)
}

export function spreadOf(values: readonly number[]): Spread {
  const counts = new Map<number, number>()
  for (const minutes of values) addTo(counts, minutes, 1)
  return mergeSpreads([flat(counts)])
}

/**
 * The smallest value that at least `hundredths` of a hundred do not exceed; of two in the middle
 * the median lies between them. Null: nothing took any time.
 */
export function quantileMinutes(spread: Spread, hundredths: number): number | null {
  let total = 0
  for (let at = 1; at < spread.length; at += 2) total += spread[at] ?? 0
  if (total === 0) return null
  const rank = (total * hundredths) / 100
  const lower = valueAt(spread, Math.ceil(rank))
  return hundredths === 50 && Number.isInteger(rank)
    ? (lower + valueAt(spread, rank + 1)) / 2
    : lower
}

/** The value of this rank, the smallest being the first. */
function valueAt(spread: Spread, rank: number): number {
  let seen = 0
  for (let at = 0; at < spread.length; at += 2) {
    seen += spread[at + 1] ?? 0
    if (seen >= rank) return spread[at] ?? 0
  }
  return spread.at(-2) ?? 0
}
