import { type KeyRing, openText, signTicket } from '../../platform/crypto'
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
  log: Logger
}

/**
 * What residents sent in WeChat is taken first and looked at afterwards: what WeChat warns of stays
 * where it is, is marked for the office and shown in no public place.
 */
export function createContentCheck(parts: ContentCheckParts) {
  const { store, wechat, signingKey, personalKeys, publicUrl, log } = parts
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
    for (const photoId of one.photoIds) {
      const { traceId } = await wechat.checkImage({ openId, imageUrl: addressOf(photoId, nowMs) })
      await store.notePhotoCheck(traceId, one.matterId, photoId, nowMs)
    }
    const textVerdict = await wechat.checkText({ openId, text: one.text })
    // who does not want to be told in WeChat is not kept beyond this
    const forget = one.wantsWechat ? {} : { openIdSealed: null }
    await store.update(null, one.matterId, { textVerdict, ...forget })
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

  return {
    checkAll,

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
