import { timingSafeEqual } from 'node:crypto'
import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/residents-contacts'
import { Refusal } from '../../http/refusal'
import type { FileAnswer } from '../../http/serve'
import { type KeyRing, openText, sha256, signTicket } from '../../platform/crypto'
import type { Logger } from '../../platform/log'
import type { WechatPort } from '../../platform/wechat'
import { openIdSeal } from './contacts.service'
import type { ContactsStore, ToCheck } from './contacts.store'

/** Signs the address at which WeChat, and nobody else, fetches one photo to look at. */
export const photoCheckPurpose = 'photo-check'
const atOnce = 20
/** So often WeChat is asked of one text; then the office has to look for itself. */
const mostTries = 5

export interface ContentCheckParts {
  store: ContactsStore
  wechat: Pick<WechatPort, 'checkText' | 'checkImage'>
  signingKey: Uint8Array
  personalKeys: KeyRing
  publicUrl: string
  pushKey: string | null
  log: Logger
}

/**
 * What residents sent in WeChat is taken first and looked at afterwards: what WeChat warns of stays
 * where it is, is marked for the office and shown in no public place.
 */
export function createContentCheck(parts: ContentCheckParts) {
  const { store, wechat, signingKey, personalKeys, publicUrl, pushKey, log } = parts
  let running: Promise<void> | null = null
  let isAskedAgain = false

  function addressOf(photoId: string, nowMs: number): string {
    const ticket = signTicket({ issuedAtMs: nowMs, photoId }, signingKey, photoCheckPurpose)
    return `${publicUrl}/api/public/follow/photo/${photoId}?token=${encodeURIComponent(ticket)}`
  }

  async function checkOne(one: ToCheck, nowMs: number): Promise<void> {
    await store.noteTry(one.matterId)
    if (one.openIdSealed === null) {
      await store.update(null, one.matterId, { textVerdict: 'notAsked' })
      return
    }
    const openId = openText(one.openIdSealed, personalKeys, openIdSeal)
    // nobody would hear the answer without an address for it
    for (const photoId of pushKey === null ? [] : one.photoIds) {
      const { traceId } = await wechat.checkImage({ openId, imageUrl: addressOf(photoId, nowMs) })
      await store.notePhotoCheck(traceId, one.matterId, photoId, nowMs)
    }
    const textVerdict = await wechat.checkText({ openId, text: one.text })
    await store.settleText(one.matterId, textVerdict)
  }

  async function checkAll(nowMs: number): Promise<void> {
    for (const one of await store.toCheck(atOnce, mostTries, nowMs)) {
      try {
        await checkOne(one, nowMs)
      } catch (error) {
        log.warn({ err: error, matterId: one.matterId }, 'content was not checked')
      }
    }
  }

  /** Whoever does not know the address finds nothing there. */
  function requireKey(key: string): void {
    const [given, own] = [sha256(Buffer.from(key)), sha256(Buffer.from(pushKey ?? ''))]
    if (pushKey === null || !timingSafeEqual(given, own)) throw new Refusal('notFound')
  }

  return {
    checkAll,

    echo(key: string, echostr: string): FileAnswer {
      requireKey(key)
      return { bytes: Buffer.from(echostr), contentType: 'text/plain; charset=utf-8' }
    },

    async told(input: InputOf<typeof contract.push>): Promise<OutputOf<typeof contract.push>> {
      requireKey(input.key)
      const { suggest } = input.result ?? {}
      const isVerdict = suggest === 'pass' || suggest === 'review' || suggest === 'risky'
      if (input.Event === 'wxa_media_check' && input.trace_id && isVerdict)
        await store.settlePhotoCheck(input.trace_id, suggest)
      return { done: true }
    },

    /** Beside the request that brought something; what fails is taken up by the next run. */
    kick(nowMs: number): void {
      if (running) {
        isAskedAgain = true
        return
      }
      running = checkAll(nowMs)
        .catch((error: unknown) => log.warn({ err: error }, 'content check'))
        .finally(() => {
          running = null
          if (isAskedAgain) {
            isAskedAgain = false
            this.kick(nowMs)
          }
        })
    },

    async idle(): Promise<void> {
      while (running) await running
    },
  }
}
export type ContentCheck = ReturnType<typeof createContentCheck>
