import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/worker-badges'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext, FileAnswer, PrepareContext, UploadContext } from '../../http/serve'
import { shanghaiDay } from '../../platform/clock'
import { signCode, verifyCode } from '../../platform/crypto'
import { idBytes, idText } from '../../platform/ids'
import type { PhotosService } from '../reports/photos.service'
import { codesPolicy } from './codes.policy'
import type { CodesStore } from './codes.store'
import type { PortraitsStore } from './portraits.store'

export interface PortraitsParts {
  store: CodesStore
  portraits: PortraitsStore
  photos: Pick<PhotosService, 'prepare' | 'record' | 'openFor'>
  signingKey: Uint8Array
}

const purpose = 'portrait'
const keepSeconds = 3_600

/** Names one photo; a new photo of the same person has a new key. */
export const portraitKeyOf = (photoId: string, signingKey: Uint8Array): string =>
  signCode(Buffer.from(idBytes(photoId)).toString('base64url'), signingKey, purpose)

function photoOfKey(key: string, signingKey: Uint8Array): string | null {
  const value = verifyCode(key, signingKey, purpose)
  const bytes = value === null ? null : Buffer.from(value, 'base64url')
  return bytes?.length === 16 ? idText(bytes) : null
}

/** Keys of the photos of these people, by account. */
export async function portraitKeys(
  { portraits, signingKey }: Pick<PortraitsParts, 'portraits' | 'signingKey'>,
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  const found = await portraits.portraits(accountIds)
  return new Map(
    [...found].map(([accountId, photoId]) => [accountId, portraitKeyOf(photoId, signingKey)]),
  )
}

/** The photos themselves, for paper: small ones, as large as they are printed. */
export async function portraitImages(
  {
    portraits,
    photos,
  }: {
    portraits: PortraitsStore
    photos: Pick<PhotosService, 'openFor'>
  },
  accountIds: readonly string[],
): Promise<Map<string, Buffer>> {
  const images = new Map<string, Buffer>()
  for (const [accountId, photoId] of await portraits.portraits(accountIds)) {
    const { bytes } = await photos.openFor(photoId, 'thumbnail', async () => true)
    images.set(accountId, bytes)
  }
  return images
}

/** Taken by the office, shown while he serves (LJ-4.2a, LJ-4.2c). */
export function createPortraits(parts: PortraitsParts) {
  const { store, portraits, photos, signingKey } = parts
  type Prepared = Awaited<ReturnType<typeof photos.prepare>>

  /** The office's own worker of today; of anybody else it is not even told that there is one. */
  async function check(accountId: string, actor: Actor, nowMs: number): Promise<string> {
    const posts = await store.workerPosts(accountId, shanghaiDay(nowMs))
    const own = posts.find((post) => codesPolicy.mayPrint(actor, post.scopeCode))
    if (!own) throw new Refusal('notFound')
    return own.scopeCode
  }

  return {
    async preparePortrait(
      { accountId, photoId }: InputOf<typeof contract.setPortrait>,
      context: PrepareContext,
    ): Promise<Prepared> {
      await check(accountId, context.actor, context.nowMs)
      return photos.prepare(photoId, context.file, context)
    },

    async setPortrait(
      { accountId, photoId }: InputOf<typeof contract.setPortrait>,
      context: UploadContext & { prepared: Prepared },
    ): Promise<OutputOf<typeof contract.setPortrait>> {
      const { actor, tx, audit, nowMs } = context
      const gridCode = await check(accountId, actor, nowMs)
      await photos.record(context.prepared, context)
      await portraits.setPortrait(
        tx,
        { accountId, photoId },
        { accountId: actor.accountId, atMs: nowMs },
      )
      audit('portrait.set', accountId, gridCode, { photoId })
      return { portraitKey: portraitKeyOf(photoId, signingKey) }
    },

    async removePortrait(
      { accountId }: InputOf<typeof contract.removePortrait>,
      { actor, tx, audit, nowMs }: CommandContext,
    ): Promise<OutputOf<typeof contract.removePortrait>> {
      const gridCode = await check(accountId, actor, nowMs)
      if (await portraits.removePortrait(tx, accountId))
        audit('portrait.removed', accountId, gridCode)
      return { done: true }
    },

    /** To anybody who was shown the key, as long as he serves. */
    async portrait(
      { key, size = 'thumbnail' }: InputOf<typeof contract.portrait>,
      nowMs: number,
    ): Promise<FileAnswer> {
      const photoId = photoOfKey(key, signingKey)
      const held = photoId === null ? null : await portraits.portraitOf(photoId)
      const posts = held ? await store.workerPosts(held.accountId, shanghaiDay(nowMs)) : []
      if (!held || posts.length === 0) throw new Refusal('notFound')
      const file = await photos.openFor(held.photoId, size, async () => true)
      return { ...file, keepSeconds }
    },
  }
}
