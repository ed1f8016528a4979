import { proofPass, type ProofPurpose, wechatPass } from '@contract/proof-of-work'
import { challenge } from '@contract/residents-raising'
import { wechatCode } from './platform/wechat'
import { solve } from './proof'
import { call } from './request'

/** What shows the service that a phone in a hand sends this: WeChat's word, or a piece of work. */
export async function passFor(purpose: ProofPurpose, commandId: string): Promise<string> {
  const code = await wechatCode()
  if (code) return wechatPass(code)
  const puzzle = await call(challenge, { purpose }, { token: null })
  return proofPass(puzzle.challenge, await solve(puzzle, commandId))
}
