/**
 * What a browser works out before it may send something without an account: no picture to read, no
 * letters to type, about a second on an old phone. Many small parts instead of one, so that nobody
 * is unlucky for long. The command's id is in every part: work done for one is worth nothing for
 * another, and the same one again is only a repeat.
 */
export const proofPurposes = ['raise', 'photo', 'code'] as const
export type ProofPurpose = (typeof proofPurposes)[number]

export interface Puzzle {
  /** Signed by the service, with its time. */
  challenge: string
  parts: number
  /** Leading zero bits that the SHA-256 of each part's text must have. */
  bits: number
}

export function proofText(
  challenge: string,
  commandId: string,
  part: number,
  nonce: number,
): string {
  return `${challenge}:${commandId}:${part}:${nonce}`
}

export function hasZeroBits(hash: Uint8Array, bits: number): boolean {
  for (let at = 0; at < bits; at += 1) {
    if ((((hash[at >> 3] ?? 255) >> (7 - (at & 7))) & 1) === 1) return false
  }
  return true
}

/** How a pass is written: worked out in a browser, or the code of WeChat's own sign-in. */
export const proofPass = (challenge: string, nonces: readonly number[]) =>
  `proof ${challenge} ${nonces.join(',')}`
export const wechatPass = (code: string) => `wechat ${code}`
