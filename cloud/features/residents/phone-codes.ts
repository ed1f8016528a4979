import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/residents-follow'
import { Refusal } from '../../http/refusal'
import type { Audit, OwnContext } from '../../http/serve'
import { type KeyRing, openText, sealText } from '../../platform/crypto'
import type { Transaction } from '../../platform/database'
import { isPlatformError } from '../../platform/platform-error'
import type { SmsPort } from '../../platform/sms'
import { phoneSeal } from './contacts.service'
import type { ContactsStore } from './contacts.store'
import { limitsOf, type RateLimits } from './rate-limits'
import { maskedPhone } from './resident-keys'

export interface PhoneCodesParts {
  store: ContactsStore
  limits: RateLimits
  sms: SmsPort
  signingKey: Uint8Array
  personalKeys: KeyRing
}

const codeLifeMs = 10 * 60_000
const repeatMs = 60_000
const triesACode = 5

export interface ConfirmedPhone {
  phoneSealed: string
  phoneMasked: string
}

export type PhoneCodes = ReturnType<typeof createPhoneCodes>

/** That a number is somebody's own: a code goes there, and comes back from him. */
export function createPhoneCodes(parts: PhoneCodesParts) {
  const { store, limits, sms, signingKey, personalKeys } = parts

  const keyed = (purpose: string, text: string) =>
    createHmac('sha256', signingKey).update(`${purpose}\0${text}`).digest()
  const hashOf = (ownId: string, code: string) => keyed('phone-code', `${ownId} ${code}`)

  return {
    async send(
      { phone }: Pick<InputOf<typeof contract.sendCode>, 'phone'>,
      ownId: string,
      { commandId, nowMs, remoteAddress }: OwnContext,
    ): Promise<OutputOf<typeof contract.sendCode>> {
      if (!sms.available) throw new Refusal('messagesUnavailable')
      const phoneKey = keyed('phone-rate', phone).toString('base64url')
      await limits.take(limitsOf.code(ownId, phoneKey, remoteAddress), nowMs)
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      await store.putCode(ownId, {
        phoneSealed: sealText(phone, personalKeys, phoneSeal),
        codeHash: hashOf(ownId, code),
        expiresAtMs: nowMs + codeLifeMs,
        triesLeft: triesACode,
      })
      try {
        await sms.send({ phone, template: 'code', params: { code }, reference: commandId })
      } catch (error) {
        // without an answer it may be on its way: the code stays good
        if (!isPlatformError(error)) throw error
        if (error.code !== 'smsOutcomeUnknown') throw new Refusal('messagesUnavailable')
      }
      return {
        phoneMasked: maskedPhone(phone),
        expiresAtMs: nowMs + codeLifeMs,
        mayRepeatAtMs: nowMs - (nowMs % repeatMs) + repeatMs,
      }
    },

    /** `keep` writes what is now known to be his, with the code it rests on gone. */
    async confirm(
      { code }: Pick<InputOf<typeof contract.confirmPhone>, 'code'>,
      ownId: string,
      context: OwnContext,
      keep: (tx: Transaction, phone: ConfirmedPhone, audit: Audit) => Promise<void>,
    ): Promise<OutputOf<typeof contract.confirmPhone>> {
      const kept = await store.takeTry(ownId, context.nowMs)
      if (!kept) throw new Refusal('codeExpired')
      if (!timingSafeEqual(kept.codeHash, hashOf(ownId, code)))
        throw new Refusal('codeWrong', { left: kept.triesLeft })
      const phoneMasked = maskedPhone(openText(kept.phoneSealed, personalKeys, phoneSeal))
      await store.audited(context, async (tx, audit) => {
        await keep(tx, { phoneSealed: kept.phoneSealed, phoneMasked }, audit)
        await store.dropCode(tx, ownId)
      })
      return { phoneMasked }
    },
  }
}
