import type { take } from '@contract/check-ins'
import type { InputOf } from '@contract/define'
import type { request } from '@contract/leave'
import type { makeMove, raise } from '@contract/matters'
import type { submit } from '@contract/reports'
import { useSyncExternalStore } from 'react'
import { deviceNowMs } from '../clock'
import { draftFileNames } from '../drafts/record'
import { newId } from '../id'
import type { PickedPhoto } from '../photo-types'
import { onConnectionChange, onShow, isOnline } from '../platform/connection'
import { fileStore } from '../platform/files'
import * as keyValue from '../platform/key-value'
import { useSessionStore } from '../session'
import { Outbox } from './core'
import { sendItem } from './sending'
import type { ItemKind, OutboxItem, OutboxStatus, PhotoPayload } from './types'

export type { OutboxItem, OutboxStatus, Settled } from './types'
export { NobodySignedIn, NoLongerRefused } from './core'

/** The one outbox of this device. */
export const outbox = new Outbox({
  texts: keyValue,
  files: fileStore,
  send: sendItem,
  nowMs: deviceNowMs,
  later: (run, delayMs) => {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  newId,
  random: Math.random,
})

function followSession() {
  const { kept } = useSessionStore.getState()
  outbox.setAccount(kept && !kept.me.mustChangePassword ? kept.me.accountId : null)
}

let isStarted = false

/** Starts sending, and goes on whenever the network, the app or the person comes back. */
export function startOutbox() {
  if (isStarted) return
  isStarted = true
  followSession()
  useSessionStore.subscribe(followSession)
  onConnectionChange(() => {
    if (isOnline()) outbox.wake()
  })
  onShow(() => {
    outbox.reload()
    outbox.wake()
  })
  outbox.dropOrphanFiles(draftFileNames(keyValue)).catch(() => undefined)
}

export function useOutboxStatus(): OutboxStatus {
  return useSyncExternalStore(outbox.subscribe, outbox.getStatus, outbox.getStatus)
}

/** Keeps a check-in. Throws StorageFull or NobodySignedIn, whose message can be shown. */
export async function keepCheckIn(payload: InputOf<typeof take>): Promise<OutboxItem> {
  const [item] = await outbox.add({ kind: 'checkIn', payload, title: '签到' })
  if (!item) throw new Error('没有保存成功，请再试一次')
  return item
}

/** Keeps a request for leave. */
export async function keepLeave(
  payload: InputOf<typeof request>,
  title: string,
): Promise<OutboxItem> {
  const [item] = await outbox.add({ kind: 'leave', payload, title })
  if (!item) throw new Error('没有保存成功，请再试一次')
  return item
}

/** A record and its photos, kept all or nothing. The photos go beside it, before or after. */
async function keepWithPhotos(
  record: { kind: ItemKind; payload: unknown; title: string },
  photos: readonly PickedPhoto[],
): Promise<OutboxItem> {
  const of = record.kind === 'report' ? 'report' : 'matter'
  const items = await outbox.add(...newPhotos(photos, record.title, of), record)
  const kept = items[items.length - 1]
  if (!kept) throw new Error('没有保存成功，请再试一次')
  return kept
}

const photoItem = (title: string, of: PhotoPayload['of']) => (photo: PickedPhoto) => ({
  id: photo.id,
  kind: 'photo' as const,
  payload: { photoId: photo.id, of } satisfies PhotoPayload,
  title: `照片：${title}`,
  files: [photo.body],
})

/** Those that the outbox has not had yet. */
const newPhotos = (photos: readonly PickedPhoto[], title: string, of: PhotoPayload['of']) =>
  photos.filter((photo) => !photo.isSent).map(photoItem(title, of))

const idsOf = (photos: readonly PickedPhoto[]) => photos.map((photo) => photo.id)

/** Keeps a report and its photos. */
export function keepReport(
  payload: Omit<InputOf<typeof submit>, 'photoIds'>,
  photos: readonly PickedPhoto[],
  title: string,
): Promise<OutboxItem> {
  const whole = { ...payload, photoIds: idsOf(photos) }
  return keepWithPhotos({ kind: 'report', payload: whole, title: `上报：${title}` }, photos)
}

/**
 * Puts a corrected report in the place of a refused one. Photos that came with it stay; a refused one
 * that the corrected report names no longer goes, because the person took it out. Throws
 * NoLongerRefused besides what keeping throws.
 */
export async function amendReport(
  refusedId: string,
  payload: Omit<InputOf<typeof submit>, 'photoIds'>,
  photos: readonly PickedPhoto[],
  title: string,
): Promise<OutboxItem> {
  const photoIds = idsOf(photos)
  const before = outbox.getStatus().items.find((item) => item.id === refusedId)?.payload
  const named = `上报：${title}`
  const item = await outbox.amend(
    refusedId,
    { payload: { ...payload, photoIds }, title: named },
    newPhotos(photos, named, 'report'),
  )
  const namedBefore = (before as Partial<InputOf<typeof submit>> | undefined)?.photoIds ?? []
  for (const id of namedBefore) if (!photoIds.includes(id)) await outbox.discard(id)
  return item
}

/** Keeps a matter raised in the field, and its photos. */
export function keepMatterRaise(
  payload: Omit<InputOf<typeof raise>, 'photoIds'>,
  photos: readonly PickedPhoto[],
  title: string,
): Promise<OutboxItem> {
  const whole = { ...payload, photoIds: idsOf(photos) }
  return keepWithPhotos({ kind: 'matterRaise', payload: whole, title: `登记：${title}` }, photos)
}

/** Keeps what was done about a matter, and its photos. */
export function keepMatterMove(
  payload: InputOf<typeof makeMove>,
  photos: readonly PickedPhoto[],
  title: string,
): Promise<OutboxItem> {
  return keepWithPhotos({ kind: 'matterMove', payload, title }, photos)
}

/** Keeps photos of a matter's move that is sent by itself, at once. */
export async function keepPhotos(photos: readonly PickedPhoto[], title: string): Promise<void> {
  if (photos.length > 0) await outbox.add(...photos.map(photoItem(title, 'matter')))
}
