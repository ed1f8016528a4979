import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/residents-follow'
import { Refusal } from '../../http/refusal'
import type { OwnContext } from '../../http/serve'
import { type KeyRing, openText, sealText } from '../../platform/crypto'
import { isPlatformError } from '../../platform/platform-error'
import type { SmsPort } from '../../platform/sms'
import { phoneSeal } from './contacts.service'
import type { ContactRecord, ContactsStore } from './contacts.store'
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

/** That a number is somebody's own: a code goes there, and comes back from him. */
export function createPhoneCodes(parts: PhoneCodesParts) {
  const { store, limits, sms, signingKey, personalKeys } = parts

  const keyed = (purpose: string, text: string) =>
    createHmac('sha256', signingKey).update(`${purpose}\0${text}`).digest()
  const hashOf = (matterId: string, code: string) => keyed('phone-code', `${matterId} ${code}`)

  return {
    async send(
      { phone }: Pick<InputOf<typeof contract.sendCode>, 'phone'>,
      { matterId }: ContactRecord,
      { commandId, nowMs, remoteAddress }: OwnContext,
    ): Promise<OutputOf<typeof contract.sendCode>> {
      if (!sms.available) throw new Refusal('messagesUnavailable')
      const phoneKey = keyed('phone-rate', phone).toString('base64url')
      await limits.take(limitsOf.code(matterId, phoneKey, remoteAddress), nowMs)
      const code = String(randomInt(1_000_000)).padStart(6, '0')
      await store.putCode(matterId, {
        phoneSealed: sealText(phone, personalKeys, phoneSeal),
        codeHash: hashOf(matterId, code),
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

    async confirm(
      { code }: Pick<InputOf<typeof contract.confirmPhone>, 'code'>,
      { matterId, gridCode }: ContactRecord,
      context: OwnContext,
    ): Promise<OutputOf<typeof contract.confirmPhone>> {
      const kept = await store.takeTry(matterId, context.nowMs)
      if (!kept) throw new Refusal('codeExpired')
      if (!timingSafeEqual(kept.codeHash, hashOf(matterId, code)))
        throw new Refusal('codeWrong', { left: kept.triesLeft })
      const phone = openText(kept.phoneSealed, personalKeys, phoneSeal)
      await store.audited(context, async (tx, audit) => {
        await store.update(tx, matterId, {
          phoneSealed: kept.phoneSealed,
          phoneMasked: maskedPhone(phone),
          phoneVerified: true,
        })
        await store.dropCode(tx, matterId)
        audit('resident.phoneConfirmed', matterId, gridCode)
      })
      return { phoneMasked: maskedPhone(phone) }
    },
  }
}
