import { createHash, randomBytes } from 'node:crypto'
import {
  hasZeroBits,
  type ProofPurpose,
  proofText,
  type Puzzle,
} from '../../contract/proof-of-work'
import { Refusal } from '../../http/refusal'
import { signTicket, verifyTicket } from '../../platform/crypto'
import { isPlatformError } from '../../platform/platform-error'
import type { WechatPort } from '../../platform/wechat'

const ticketPurpose = 'proof-of-work'
const lifeMs = 15 * 60_000
const parts = 8
/** About a second on an old phone for a matter, a quarter of that for each of its photos. */
const bitsFor: Record<ProofPurpose, number> = { raise: 12, photo: 10, code: 12 }

export type Passes = ReturnType<typeof createPasses>

export interface PassesParts {
  signingKey: Uint8Array
  wechat: Pick<WechatPort, 'codeToSession'>
}

/** WeChat's refusals in the words of the contract. */
export async function openIdOfCode(wechat: PassesParts['wechat'], code: string): Promise<string> {
  try {
    return (await wechat.codeToSession(code)).openId
  } catch (error) {
    if (!isPlatformError(error)) throw error
    const passes = ['wechatUnavailable', 'wechatTooFrequent', 'wechatMisconfigured']
    throw new Refusal(passes.includes(error.code) ? 'wechatUnavailable' : 'wechatRefused')
  }
}

/** What shows that a phone in somebody's hand sent it. Nothing is kept of a challenge. */
export function createPasses({ signingKey, wechat }: PassesParts) {
  function isSolved(text: string, purpose: ProofPurpose, commandId: string, nowMs: number) {
    const [challenge = '', answers = ''] = text.split(' ')
    const read = verifyTicket(challenge, signingKey, ticketPurpose, { nowMs, maxAgeMs: lifeMs })
    if (!read.ok || read.payload.purpose !== purpose) return false
    const nonces = answers.split(',').map(Number)
    if (nonces.length !== parts || !nonces.every(Number.isSafeInteger)) return false
    return nonces.every((nonce, part) => {
      const hash = createHash('sha256').update(proofText(challenge, commandId, part, nonce))
      return hasZeroBits(hash.digest(), bitsFor[purpose])
    })
  }

  return {
    challenge(purpose: ProofPurpose, nowMs: number): Puzzle & { expiresAtMs: number } {
      const salt = randomBytes(9).toString('base64url')
      const challenge = signTicket({ issuedAtMs: nowMs, purpose, salt }, signingKey, ticketPurpose)
      return { challenge, parts, bits: bitsFor[purpose], expiresAtMs: nowMs + lifeMs }
    },

    /** Who it is in WeChat, null from a browser; refuses what was not worked out. */
    async check(
      pass: string,
      purpose: ProofPurpose,
      { commandId, nowMs }: { commandId: string; nowMs: number },
    ): Promise<string | null> {
      const space = pass.indexOf(' ')
      const [kind, rest] = [pass.slice(0, space), pass.slice(space + 1)]
      if (kind === 'wechat') return openIdOfCode(wechat, rest)
      if (kind === 'proof' && isSolved(rest, purpose, commandId, nowMs)) return null
      throw new Refusal('proofNeeded')
    },
  }
}
