export interface Ranked {
  reference: string
  /** 1 is the best; equal scores share a rank and the next one is passed over: 1, 2, 2, 4. */
  rank: number
  /** The same counted from the lowest score: 1 is the last. */
  fromBottom: number
}

/** Ranks by score, in the order given. Scores may be of any unit, as long as they are exact. */
export function competitionRanks(
  scored: readonly { reference: string; score: number }[],
): Ranked[] {
  const ascending = scored.map(({ score }) => score).sort((one, other) => one - other)
  const below = new Map<number, number>()
  const upTo = new Map<number, number>()
  ascending.forEach((score, index) => {
    if (!below.has(score)) below.set(score, index)
    upTo.set(score, index + 1)
  })
  return scored.map(({ reference, score }) => ({
    reference,
    rank: scored.length - (upTo.get(score) ?? 0) + 1,
    fromBottom: (below.get(score) ?? 0) + 1,
  }))
}
