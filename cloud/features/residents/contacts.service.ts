import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/residents-contacts'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { type KeyRing, openText } from '../../platform/crypto'
import { contactsPolicy } from './contacts.policy'
import type { ContactRecord, ContactsStore } from './contacts.store'
import type { SupportStore } from './support.store'

export interface ContactsParts {
  store: ContactsStore
  support: Pick<SupportStore, 'counts'>
  personalKeys: KeyRing
  followToken(matterId: string): string
}

/** How the one who raised a matter wants to be told of it; what he did not confirm is not used. */
export interface WayToTell {
  openId?: string
  phone?: string
  /** The mini-program's page with his matter. */
  page?: string
}

export const phoneSeal = 'resident.phone'
export const openIdSeal = 'resident.openId'

export type ContactsService = ReturnType<typeof createContactsService>

export function createContactsService(parts: ContactsParts) {
  const { store, support, personalKeys, followToken } = parts

  /** The matter and what its resident left, for who handles it; else there is no such thing. */
  async function ofHandled(actor: Actor, matterId: string): Promise<ContactRecord> {
    const matter = await store.matterOf(matterId)
    const contact =
      matter && contactsPolicy.handles(actor, matter) ? await store.find(matterId) : null
    if (!contact) throw new Refusal('notFound')
    return contact
  }

  return {
    async contact(matterId: string, actor: Actor): Promise<OutputOf<typeof contract.contact>> {
      const contact = await ofHandled(actor, matterId)
      return {
        phoneMasked: contact.phoneMasked,
        phoneVerified: contact.phoneVerified,
        wechatNotice: contact.wantsWechat,
        erasedAtMs: contact.erasedAtMs,
        contentVerdict: contact.textVerdict,
        doubtfulPhotoIds: await store.doubtfulPhotos(matterId),
        mayReveal: contact.phoneSealed !== null,
        supporters: (await support.counts([matterId])).get(matterId) ?? 0,
      }
    },

    async reveal(
      { matterId, purpose }: InputOf<typeof contract.revealContact>,
      { actor, audit }: CommandContext,
    ): Promise<OutputOf<typeof contract.revealContact>> {
      const contact = await ofHandled(actor, matterId)
      if (contact.phoneSealed === null) throw new Refusal('noContactLeft')
      audit('resident.contactRevealed', matterId, contact.gridCode, { purpose })
      return { phone: openText(contact.phoneSealed, personalKeys, phoneSeal) }
    },

    /** For the notices' sender; null: he wants to be told nothing, or cannot be. */
    async residentContact(matterId: string): Promise<WayToTell | null> {
      const contact = await store.find(matterId)
      if (!contact) return null
      const { phoneSealed, phoneVerified, openIdSealed, wantsWechat } = contact
      const phone = phoneVerified ? phoneSealed : null
      const openId = wantsWechat ? openIdSealed : null
      if (phone === null && openId === null) return null
      return {
        ...(phone === null ? {} : { phone: openText(phone, personalKeys, phoneSeal) }),
        ...(openId === null ? {} : { openId: openText(openId, personalKeys, openIdSeal) }),
        page: `pages/follow/index?t=${followToken(matterId)}`,
      }
    },

    /** Of these matters, the ones whose content is shown in no public place. */
    flagged: (matterIds: readonly string[]) => store.flagged(matterIds),
  }
}
