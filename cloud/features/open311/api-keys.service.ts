import { randomBytes } from 'node:crypto'
import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/open311'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { type KeyRing, openText, sealText, sha256 } from '../../platform/crypto'
import type { StaffService } from '../staff/staff.service'
import { open311Policy } from './open311.policy'
import { presentKey } from './open311.present'
import type { ApiKeyEntry, Open311Store } from './open311.store'
import type { Contact } from './read-request'

export interface ApiKeysParts {
  store: Open311Store
  staff: Pick<StaffService, 'names'>
  personalKeys: KeyRing
}

const contactContext = 'open311.contact'
const keyShape = /^mg_[A-Za-z0-9_-]{43}$/
const hintLength = 7
/** Noted to the minute, so that a busy key costs no write a call. */
const usedEveryMs = 60_000

export type ApiKeysService = ReturnType<typeof createApiKeysService>

export function createApiKeysService({ store, staff, personalKeys }: ApiKeysParts) {
  return {
    async keys(
      { countyCode }: InputOf<typeof contract.keys>,
      actor: Actor,
    ): Promise<OutputOf<typeof contract.keys>> {
      open311Policy.countyToKeep(actor, countyCode)
      const keys = await store.keysOf(countyCode)
      const names = await staff.names(keys.map((key) => key.createdBy))
      return { keys: keys.map((key) => presentKey(key, names)) }
    },

    async createKey(
      { countyCode, name, contact }: InputOf<typeof contract.createKey>,
      { actor, commandId, tx, audit, nowMs }: CommandContext,
    ): Promise<OutputOf<typeof contract.createKey>> {
      open311Policy.countyToKeep(actor, countyCode)
      if (await store.key(commandId)) throw new Refusal('secretShownOnce')
      const key = `mg_${randomBytes(32).toString('base64url')}`
      await store.insertKey(tx, {
        id: commandId,
        countyCode,
        name,
        contact,
        keyHash: new Uint8Array(sha256(key)),
        hint: key.slice(0, hintLength),
        createdBy: actor.accountId,
        createdAtMs: nowMs,
      })
      audit('apiKey.created', commandId, countyCode, { name })
      return { keyId: commandId, key }
    },

    async revokeKey(
      { keyId }: InputOf<typeof contract.revokeKey>,
      { actor, tx, audit, nowMs }: CommandContext,
    ): Promise<OutputOf<typeof contract.revokeKey>> {
      const key = await store.key(keyId)
      if (!key) throw new Refusal('notFound')
      open311Policy.countyToKeep(actor, key.countyCode)
      if (!(await store.revokeKey(tx, keyId, actor.accountId, nowMs)))
        throw new Refusal('alreadyDecided')
      audit('apiKey.revoked', keyId, key.countyCode, { name: key.name })
      return { done: true }
    },

    async revealContact(
      { receiptNumber }: InputOf<typeof contract.revealContact>,
      { actor, audit }: CommandContext,
    ): Promise<OutputOf<typeof contract.revealContact>> {
      const brought = await store.broughtWith(receiptNumber)
      const key = brought ? await store.key(brought.apiKeyId) : null
      if (!brought || !key) throw new Refusal('notFound')
      open311Policy.countyToKeep(actor, key.countyCode)
      const { contactSealed, mediaUrl, matterId } = brought
      const contact = contactSealed
        ? (JSON.parse(openText(contactSealed, personalKeys, contactContext)) as Contact)
        : null
      audit('open311.contactRevealed', matterId, key.countyCode)
      return {
        keyName: key.name,
        name: contact?.name ?? null,
        phone: contact?.phone ?? null,
        email: contact?.email ?? null,
        mediaUrl,
      }
    },

    /** Null when nobody left anything. */
    sealContact(contact: Contact): string | null {
      if (Object.values(contact).every((value) => value === null)) return null
      return sealText(JSON.stringify(contact), personalKeys, contactContext)
    },

    /** The key's entry, or null: unknown or revoked. */
    async keyOfSecret(secret: string, nowMs: number): Promise<ApiKeyEntry | null> {
      if (!keyShape.test(secret)) return null
      const key = await store.keyOfHash(new Uint8Array(sha256(secret)))
      if (!key || key.revokedAtMs !== null) return null
      if (key.usedAtMs === null || nowMs - key.usedAtMs >= usedEveryMs)
        await store.noteUse(key.id, nowMs)
      return key
    },
  }
}
