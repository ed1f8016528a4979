import { shanghaiDay } from '../clock'
import { distanceMeters, type Position, positionFault } from '../geometry'
import { type Likeness, likenessOf } from './likeness'
import { bitsApart, fingerprintSimilarity, pairSimilarity, textPairs } from './text-fingerprint'

/** What of a report or a matter is compared. */
export interface Compared {
  text: string
  textFingerprint: bigint
  position: Position | null
  atMs: number
  /** Its item or class. */
  kind: string
  /** Of its photos; a picture of one colour has no bits to compare and is left out. */
  photoHashes: readonly bigint[]
}

export interface FoundLike extends Likeness {
  distanceMeters: number | null
}

/** Fingerprints less alike than this are of texts that share next to nothing. */
export const worthComparing = 0.1

function apart(one: Position | null, other: Position | null): number | null {
  if (!one || !other || positionFault(one) !== null || positionFault(other) !== null) return null
  return distanceMeters(one, other)
}

function photoBitsApart(one: readonly bigint[], other: readonly bigint[]): number | null {
  let fewest: number | null = null
  for (const a of one) {
    for (const b of other) fewest = Math.min(fewest ?? 64, bitsApart(a, b))
  }
  return fewest
}

/** Compares one with many: what is made of its own text is made once. */
export function comparing(one: Compared): (other: Compared) => FoundLike {
  const pairs = textPairs(one.text)
  return (other) => {
    const similarity = fingerprintSimilarity(one.textFingerprint, other.textFingerprint)
    const distance = apart(one.position, other.position)
    const likeness = likenessOf({
      distanceMeters: distance,
      hoursApart: Math.abs(other.atMs - one.atMs) / 3_600_000,
      sameDay: shanghaiDay(other.atMs) === shanghaiDay(one.atMs),
      textSimilarity:
        similarity >= worthComparing ? pairSimilarity(pairs, textPairs(other.text)) : 0,
      photoBitsApart: photoBitsApart(one.photoHashes, other.photoHashes),
      sameItem: one.kind === other.kind,
    })
    return { ...likeness, distanceMeters: distance }
  }
}
