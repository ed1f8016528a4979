import type { requestCorrection, take } from '@contract/check-ins'
import type { InputOf } from '@contract/define'
import type { confirm as confirmReceipt } from '@contract/equipment'
import type { request } from '@contract/leave'
import type { makeMove, raise } from '@contract/matters'
import type { submit } from '@contract/reports'
import type { studied } from '@contract/training'
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
import type { ItemKind, NewItem, OutboxItem, OutboxStatus, PhotoPayload } from './types'

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

/** What this phone still keeps of the signed-in person's, of one kind. */
export function useKept<Payload>(kind: ItemKind): { item: OutboxItem; payload: Payload }[] {
  return useOutboxStatus().items.flatMap((item) =>
    item.kind === kind ? [{ item, payload: item.payload as Payload }] : [],
  )
}

/** Keeps a check-in. Throws StorageFull or NobodySignedIn, whose message can be shown. */
export async function keepCheckIn(payload: InputOf<typeof take>): Promise<OutboxItem> {
  const [item] = await outbox.add({ kind: 'checkIn', payload, title: '签到' })
  if (!item) throw new Error('没有保存成功，请再试一次')
  return item
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

/** A refused item of which a new record is the corrected one; null: a record of its own. */
export type RefusedId = string | null

interface KeptRecord {
  kind: ItemKind
  payload: unknown
  title: string
}

function photoIdsOf(payload: unknown): readonly string[] {
  return (payload as { photoIds?: readonly string[] } | undefined)?.photoIds ?? []
}

/**
 * Puts a corrected record in the place of a refused one, under an id of its own. Photos that came with
 * it stay; a refused one that the corrected record names no longer goes, because the person took it
 * out. Throws NoLongerRefused besides what keeping throws.
 */
async function amendRecord(
  refusedId: string,
  { payload, title }: KeptRecord,
  photos: readonly NewItem[],
): Promise<OutboxItem> {
  const before = photoIdsOf(outbox.getStatus().items.find((item) => item.id === refusedId)?.payload)
  const item = await outbox.amend(refusedId, { payload, title }, photos)
  const left = photoIdsOf(payload)
  for (const id of before) {
    const photo = left.includes(id) ? undefined : outbox.itemOfPhoto(id)
    if (photo) await outbox.discard(photo.id)
  }
  return item
}

/** A record and its photos, kept all or nothing. The photos go beside it, before or after. */
async function keepRecord(
  record: KeptRecord,
  refusedId: RefusedId,
  photos: readonly PickedPhoto[] = [],
): Promise<OutboxItem> {
  const of = record.kind === 'report' ? 'report' : 'matter'
  const added = newPhotos(photos, record.title, of)
  if (refusedId !== null) return amendRecord(refusedId, record, added)
  const kept = (await outbox.add(...added, record)).slice(-1)[0]
  if (!kept) throw new Error('没有保存成功，请再试一次')
  return kept
}

/** Keeps a request for leave. */
export function keepLeave(
  payload: InputOf<typeof request>,
  title: string,
  refusedId: RefusedId = null,
): Promise<OutboxItem> {
  return keepRecord({ kind: 'leave', payload, title }, refusedId)
}

/** Keeps what asks for a missed day of checking in. */
export function keepCorrection(
  payload: InputOf<typeof requestCorrection>,
  title: string,
  refusedId: RefusedId = null,
): Promise<OutboxItem> {
  return keepRecord({ kind: 'correction', payload, title }, refusedId)
}

/** Keeps that somebody has studied an item. */
export function keepStudied(payload: InputOf<typeof studied>, title: string): Promise<OutboxItem> {
  return keepRecord({ kind: 'studied', payload, title }, null)
}

/** Keeps that somebody has what was given out to him. */
export function keepReceived(
  payload: InputOf<typeof confirmReceipt>,
  title: string,
): Promise<OutboxItem> {
  return keepRecord({ kind: 'equipmentReceived', payload, title }, null)
}

/** Keeps a report and its photos. */
export function keepReport(
  payload: Omit<InputOf<typeof submit>, 'photoIds'>,
  photos: readonly PickedPhoto[],
  title: string,
  refusedId: RefusedId = null,
): Promise<OutboxItem> {
  const whole = { ...payload, photoIds: idsOf(photos) }
  return keepRecord({ kind: 'report', payload: whole, title: `上报：${title}` }, refusedId, photos)
}

/** Keeps a matter raised in the field, and its photos. */
export function keepMatterRaise(
  payload: Omit<InputOf<typeof raise>, 'photoIds'>,
  photos: readonly PickedPhoto[],
  title: string,
  refusedId: RefusedId = null,
): Promise<OutboxItem> {
  const whole = { ...payload, photoIds: idsOf(photos) }
  return keepRecord(
    { kind: 'matterRaise', payload: whole, title: `登记：${title}` },
    refusedId,
    photos,
  )
}

/** Keeps what was done about a matter, and its photos. */
export function keepMatterMove(
  payload: InputOf<typeof makeMove>,
  photos: readonly PickedPhoto[],
  title: string,
  refusedId: RefusedId = null,
): Promise<OutboxItem> {
  return keepRecord({ kind: 'matterMove', payload, title }, refusedId, photos)
}

/** Another photo in the place of a refused one, for the record that names it. */
export function replacePhoto(refused: OutboxItem, photo: PickedPhoto): Promise<OutboxItem> {
  return outbox.amend(refused.id, { payload: refused.payload, files: [photo.body] })
}

/** Keeps photos of a matter's move that is sent by itself, at once. */
export async function keepPhotos(photos: readonly PickedPhoto[], title: string): Promise<void> {
  if (photos.length > 0) await outbox.add(...photos.map(photoItem(title, 'matter')))
}
