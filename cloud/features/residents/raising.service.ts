import { matterClass } from '../../contract/matter-taxonomy'
import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/residents-raising'
import { actorWithoutPosts } from '../../http/actor'
import { canonicalJson, contentHash } from '../../http/idempotency'
import { Refusal } from '../../http/refusal'
import type { OwnContext, PrepareContext, UploadContext } from '../../http/serve'
import { dayMs } from '../../platform/clock'
import { type KeyRing, sealText } from '../../platform/crypto'
import { idBytes } from '../../platform/ids'
import type { AreasService } from '../areas/areas.service'
import { openIdSeal, phoneSeal } from './contacts.service'
import type { ContactsStore } from './contacts.store'
import type { GridFinder } from './grid-finder'
import type { Passes } from './passes'
import { limitsOf, type RateLimits } from './rate-limits'
import { maskedPhone, ownerOf } from './resident-keys'
import type { MattersOfResidents, NoticesOfResidents, PhotosOfResidents } from './residents-ports'

export interface RaisingParts {
  store: ContactsStore
  areas: AreasService
  matters: MattersOfResidents
  photos: PhotosOfResidents
  notices: NoticesOfResidents
  passes: Passes
  limits: RateLimits
  finder: GridFinder
  signingKey: Uint8Array
  personalKeys: KeyRing
  /** A text or photo waits to be looked at. */
  onRaised(): void
}

type RaiseInput = InputOf<typeof contract.raise>
type Upload = InputOf<typeof contract.uploadPhoto>
type Prepared = Awaited<ReturnType<PhotosOfResidents['prepare']>>

/** How long something may have waited on a phone without a network and still be told with its time. */
const longestOnPhoneMs = 30 * dayMs

export type RaisingService = ReturnType<typeof createRaisingService>

export function createRaisingService(parts: RaisingParts) {
  const { store, areas, matters, photos, notices, passes, limits } = parts
  const { signingKey, personalKeys } = parts

  async function checkPlaceAndClass({ gridCode, classCode }: RaiseInput): Promise<void> {
    const grid = (await areas.directory()).grid(gridCode)
    if (!grid || grid.retired) throw new Refusal('notFound')
    if (!matterClass(classCode).forResidents) throw new Refusal('classNotForResidents')
  }

  /** Only what is new is asked for its pass and counted: a repeat costs nobody anything. */
  async function admit(input: RaiseInput, ownerId: string, context: OwnContext) {
    const { commandId, nowMs, remoteAddress } = context
    await checkPlaceAndClass(input)
    const openId = await passes.check(input.pass, 'raise', { commandId, nowMs })
    await limits.take(limitsOf.raise(ownerId, remoteAddress), nowMs)
    await limits.take(limitsOf.raiseInGrid(input.gridCode), nowMs)
    if ((await store.foreignPhotos(input.photoIds, ownerId)).length > 0)
      throw new Refusal('photoNotYours')
    return openId
  }

  async function keepContact(
    input: RaiseInput,
    ownerId: string,
    openId: string | null,
    { commandId, nowMs }: OwnContext,
  ): Promise<void> {
    const { gridCode, phone, messages = [] } = input
    const row = {
      matterId: idBytes(commandId),
      gridCode,
      ownerId: idBytes(ownerId),
      phoneSealed: phone ? sealText(phone, personalKeys, phoneSeal) : null,
      phoneMasked: phone ? maskedPhone(phone) : null,
      openIdSealed: openId ? sealText(openId, personalKeys, openIdSeal) : null,
      textVerdict: openId ? ('unchecked' as const) : ('notAsked' as const),
      createdAt: new Date(nowMs),
    }
    await store.insert(row, async (tx) => {
      const allowed = openId ? await notices.recordGrants(tx, openId, messages, nowMs) : []
      return { wantsWechat: allowed.length > 0 }
    })
    if (openId) parts.onRaised()
  }

  return {
    async raise(input: RaiseInput, context: OwnContext): Promise<OutputOf<typeof contract.raise>> {
      const { commandId, nowMs } = context
      const { pass: _pass, messages: _messages, deviceId, raisedAtMs, ...all } = input
      const { phone, ...said } = all
      const ownerId = ownerOf(deviceId, signingKey)
      const known = await store.find(commandId)
      const openId = known ? null : await admit(input, ownerId, context)
      const raised = await matters.raise(
        {
          id: commandId,
          source: 'resident',
          classCode: said.classCode,
          level: said.level,
          text: said.text,
          placeText: said.placeText ?? null,
          position: said.position,
          gridCode: said.gridCode,
          raisedBy: null,
          raisedAtMs: Math.min(nowMs, Math.max(nowMs - longestOnPhoneMs, raisedAtMs)),
          photoIds: [...new Set(said.photoIds)],
          contentHash: contentHash(canonicalJson({ ...said, phone, ownerId })),
        },
        nowMs,
      )
      if (!known) await keepContact(input, ownerId, openId, context)
      const { receiptNumber, state, atMs } = raised
      return { receiptNumber, state, atMs, token: matters.followToken(commandId) }
    },

    challenge: passes.challenge,

    async gridAt(
      position: InputOf<typeof contract.gridAt>,
      nowMs: number,
    ): Promise<OutputOf<typeof contract.gridAt>> {
      const code = await parts.finder.gridAt(position, nowMs)
      const grid = code === null ? undefined : (await areas.directory()).grid(code)
      if (!grid) return { grid: null }
      const { name, villageName, townshipName } = grid
      return { grid: { code: grid.code, name, villageName, townshipName } }
    },

    /** The same photo of the same phone again is answered as before; another under its id is refused. */
    async preparePhoto(
      { photoId, deviceId, pass }: Upload,
      context: PrepareContext,
    ): Promise<Prepared> {
      const { nowMs, remoteAddress, file } = context
      const ownerId = ownerOf(deviceId, signingKey)
      await passes.check(pass, 'photo', { commandId: photoId, nowMs })
      await limits.take(limitsOf.photo(ownerId, remoteAddress), nowMs)
      if (await store.isSpokenForByOthers(photoId, ownerId)) throw new Refusal('commandConflict')
      return photos.prepare(photoId, file, { ...context, actor: actorWithoutPosts(ownerId) })
    },

    recordPhoto(
      { deviceId }: Upload,
      context: UploadContext & { prepared: Prepared },
    ): Promise<OutputOf<typeof contract.uploadPhoto>> {
      const actor = actorWithoutPosts(ownerOf(deviceId, signingKey))
      return photos.record(context.prepared, { ...context, actor })
    },
  }
}
