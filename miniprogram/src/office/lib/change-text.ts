import { yuan } from '@/lib/format'

/** '+12.00', '-3.50', or the words for no change and for nothing to compare with. */
export function changeText(
  fen: number,
  previousFen: number | null,
  words: { same: string; none: string },
): string {
  if (previousFen === null) return words.none
  const change = fen - previousFen
  return change === 0 ? words.same : `${change > 0 ? '+' : ''}${yuan(change)}`
}
