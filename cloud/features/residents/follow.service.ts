import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/residents-follow'
import { canonicalJson, contentHash } from '../../http/idempotency'
import { Refusal } from '../../http/refusal'
import type { FileAnswer, OwnContext } from '../../http/serve'
import { openText, sealText, verifyTicket } from '../../platform/crypto'
import { idText } from '../../platform/ids'
import type { WechatPort } from '../../platform/wechat'
import type { AreasService } from '../areas/areas.service'
import { openIdSeal } from './contacts.service'
import type { ContactRecord, ContactsStore } from './contacts.store'
import { photoCheckPurpose } from './content-check'
import { isOver, presentFollow } from './follow.present'
import { openIdOfCode, type Passes } from './passes'
import { createPhoneCodes, type PhoneCodesParts } from './phone-codes'
import { limitsOf, type RateLimits } from './rate-limits'
import { ownerOf } from './resident-keys'
import type {
  MattersOfResidents,
  NoticesOfResidents,
  PhotosOfResidents,
  RaiserView,
} from './residents-ports'

export interface FollowParts extends PhoneCodesParts {
  store: ContactsStore
  areas: AreasService
  matters: MattersOfResidents
  photos: PhotosOfResidents
  notices: NoticesOfResidents
  passes: Passes
  limits: RateLimits
  wechat: Pick<WechatPort, 'codeToSession'>
}

type Answer<E> = Promise<OutputOf<E>>

const photoCheckMs = 24 * 3_600_000
const nobody = idText(new Uint8Array(16))

export type FollowService = ReturnType<typeof createFollowService>

/** Everything that whoever holds a matter's link may see and do. */
export function createFollowService(parts: FollowParts) {
  const { store, areas, matters, photos, notices, passes, limits, wechat } = parts
  const { signingKey, personalKeys } = parts
  const codes = createPhoneCodes(parts)

  function matterIdOf(token: string): string {
    const matterId = matters.matterOfToken(token)
    if (matterId === null) throw new Refusal('linkInvalid')
    return matterId
  }

  async function matterOf(token: string, nowMs: number): Promise<RaiserView> {
    const found = await matters.raiserView(matterIdOf(token), nowMs)
    if (!found) throw new Refusal('linkInvalid')
    return found
  }

  /** Messages about how it goes on that he still allows. */
  async function leftOf(openId: string): Promise<number> {
    const held = await notices.heldBy(openId)
    return held.find(({ kind }) => kind === 'matterMoved')?.count ?? 0
  }

  /** What he left, as long as he did not have it erased. */
  async function contactOf(token: string): Promise<ContactRecord> {
    const contact = await store.find(matterIdOf(token))
    if (!contact) throw new Refusal('linkInvalid')
    if (contact.erasedAtMs !== null) throw new Refusal('alreadyErased')
    return contact
  }

  return {
    async view(token: string, nowMs: number): Answer<typeof contract.view> {
      const matter = await matterOf(token, nowMs)
      const [contact, directory] = await Promise.all([
        store.find(matter.matterId),
        areas.directory(),
      ])
      const { openIdSealed = null, wantsWechat = false } = contact ?? {}
      const isTold = wantsWechat && openIdSealed !== null
      const wechatLeft = isTold ? await leftOf(openText(openIdSealed, personalKeys, openIdSeal)) : 0
      return presentFollow(matter, { contact, wechatLeft }, directory)
    },

    async move(
      input: InputOf<typeof contract.makeMove>,
      { commandId, nowMs, remoteAddress }: OwnContext,
    ): Answer<typeof contract.makeMove> {
      const { token, deviceId, ...given } = input
      const matterId = matterIdOf(token)
      await limits.take(limitsOf.move(matterId, remoteAddress), nowMs)
      const ownerId = ownerOf(deviceId, signingKey)
      if ((await store.foreignPhotos(given.photoIds ?? [], ownerId)).length > 0)
        throw new Refusal('photoNotYours')
      const { state, atMs } = await matters.residentMove({
        ...given,
        commandId,
        matterId,
        contentHash: contentHash(matterId, canonicalJson(given)),
        nowMs,
      })
      return { state, atMs }
    },

    /** For the holder of the link, and for WeChat, which was given one photo's address to look at. */
    async photo(
      { photoId, token, size }: InputOf<typeof contract.photo>,
      nowMs: number,
    ): Promise<FileAnswer> {
      const age = { nowMs, maxAgeMs: photoCheckMs }
      const check = verifyTicket(token, signingKey, photoCheckPurpose, age)
      if (!check.ok || check.payload.photoId !== photoId) {
        const matter = await matterOf(token, nowMs)
        const shown = [...matter.photos, ...matter.timeline.flatMap((entry) => entry.photos)]
        if (!shown.some((one) => one.photoId === photoId)) throw new Refusal('notFound')
        if (!shown.some((one) => one.photoId === photoId && one.arrived))
          throw new Refusal('photoNotArrived')
      }
      return photos.openFor(photoId, size ?? 'full', async () => true)
    },

    async sendCode(
      { token, phone, pass }: InputOf<typeof contract.sendCode>,
      context: OwnContext,
    ): Answer<typeof contract.sendCode> {
      const contact = await contactOf(token)
      await passes.check(pass, 'code', context)
      return codes.send({ phone }, contact.matterId, context)
    },

    async confirmPhone(
      { token, code }: InputOf<typeof contract.confirmPhone>,
      context: OwnContext,
    ): Answer<typeof contract.confirmPhone> {
      const { matterId, gridCode } = await contactOf(token)
      return codes.confirm({ code }, matterId, context, async (tx, phone, audit) => {
        await store.update(tx, matterId, { ...phone, phoneVerified: true })
        audit('resident.phoneConfirmed', matterId, gridCode)
      })
    },

    async wantWechat(
      { token, code, results }: InputOf<typeof contract.wantWechat>,
      { nowMs, remoteAddress }: OwnContext,
    ): Answer<typeof contract.wantWechat> {
      const { matterId } = await contactOf(token)
      await limits.take(limitsOf.move(matterId, remoteAddress), nowMs)
      const openId = await openIdOfCode(wechat, code)
      await store.inTransaction(async (tx) => {
        const allowed = await notices.recordGrants(tx, openId, results, nowMs)
        if (allowed.length === 0) throw new Refusal('wechatNotAllowed')
        await store.update(tx, matterId, {
          openIdSealed: sealText(openId, personalKeys, openIdSeal),
          wantsWechat: true,
        })
      })
      return { wechatLeft: await leftOf(openId) }
    },

    /** He is told nothing more; a number he left for being asked back stays until he has it erased. */
    async stopNotices(token: string): Answer<typeof contract.stopNotices> {
      const contact = await store.find(matterIdOf(token))
      if (!contact) throw new Refusal('linkInvalid')
      await store.update(null, contact.matterId, {
        phoneVerified: false,
        wantsWechat: false,
        openIdSealed: null,
      })
      return { done: true }
    },

    async erase(token: string, context: OwnContext): Answer<typeof contract.erase> {
      const matter = await matterOf(token, context.nowMs)
      const contact = await store.find(matter.matterId)
      if (!contact) throw new Refusal('linkInvalid')
      if (contact.erasedAtMs !== null) return { erasedAtMs: contact.erasedAtMs }
      if (!isOver(matter)) throw new Refusal('notClosedYet')
      await store.audited(context, async (tx, audit) => {
        await store.erase(tx, matter.matterId, nobody, context.nowMs)
        audit('resident.dataErased', matter.matterId, contact.gridCode)
      })
      return { erasedAtMs: context.nowMs }
    },
  }
}
