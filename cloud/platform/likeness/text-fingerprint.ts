/**
 * Texts are compared by their pairs of neighbouring characters: Chinese needs no word list for
 * that, and a changed word changes only the pairs that touch it.
 */
const longestCompared = 2_000

/** Letters, digits and Chinese characters alone, in one width and case. */
export function normalizeText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

/** The distinct pairs of a text; a text of one character is its own pair. */
export function textPairs(text: string): Set<string> {
  const characters = [...normalizeText(text)].slice(0, longestCompared)
  if (characters.length === 1) return new Set(characters)
  const pairs = new Set<string>()
  for (let index = 1; index < characters.length; index += 1) {
    pairs.add(`${characters[index - 1]}${characters[index]}`)
  }
  return pairs
}

/** Spreads 32 bits so that each depends on all (the finish of MurmurHash3). */
function mix(value: number): number {
  let bits = value
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

function hashPair(pair: string, seed: number): number {
  let bits = seed
  for (let index = 0; index < pair.length; index += 1) {
    bits = Math.imul(bits ^ pair.charCodeAt(index), 0x01000193)
  }
  return mix(bits)
}

/** SimHash of 64 bits: texts that share most pairs differ in few bits. Zero: nothing to compare. */
export function textFingerprint(text: string): bigint {
  const pairs = textPairs(text)
  if (pairs.size === 0) return 0n
  const votes = new Int32Array(64)
  for (const pair of pairs) {
    const halves = [hashPair(pair, 0x811c9dc5), hashPair(pair, 0x3c6ef372)] as const
    for (let bit = 0; bit < 64; bit += 1) {
      const set = ((halves[bit >>> 5] as number) >>> (bit & 31)) & 1
      votes[bit] = (votes[bit] as number) + (set === 1 ? 1 : -1)
    }
  }
  let fingerprint = 0n
  for (let bit = 63; bit >= 0; bit -= 1) {
    fingerprint = (fingerprint << 1n) | ((votes[bit] as number) > 0 ? 1n : 0n)
  }
  return fingerprint
}

/** In how many of 64 bits two fingerprints differ. */
export function bitsApart(one: bigint, other: bigint): number {
  let different = one ^ other
  let count = 0
  while (different !== 0n) {
    different &= different - 1n
    count += 1
  }
  return count
}

/** Quick guess from fingerprints alone: 1 the same, 0 no more alike than any two texts are. */
export function fingerprintSimilarity(one: bigint, other: bigint): number {
  if (one === 0n || other === 0n) return 0
  return Math.max(0, 1 - bitsApart(one, other) / 32)
}

/** Share of the pairs of both that both have. */
export function pairSimilarity(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0
  const [small, large] = one.size <= other.size ? [one, other] : [other, one]
  let shared = 0
  for (const pair of small) if (large.has(pair)) shared += 1
  return shared / (one.size + other.size - shared)
}
