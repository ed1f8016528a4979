import { useRouter } from '@tarojs/taro'
import { useState } from 'react'
import { mendCopy as copy } from '@/copy/outbox'
import { messageOf } from './api-error'
import { confirm } from './confirm'
import { mendReport } from './drafts/reports'
import { dayOf } from './format'
import { openPage } from './navigation'
import { type OutboxItem, type RefusedId, outbox, replacePhoto } from './outbox'
import type { ItemKind } from './outbox/types'
import { forgetPreview, mostPhotoBytes, pickPhotos } from './photo'
import { say } from './toast'

interface MendWay {
  /** mend: in the form again. askForDay: by asking for the day. replacePhoto: by another photo. */
  way: 'mend' | 'askForDay' | 'replacePhoto'
  open(item: OutboxItem): void
}

async function pickAnother(item: OutboxItem) {
  try {
    const [photo] = await pickPhotos(1)
    if (!photo) return
    if (photo.bytes > mostPhotoBytes) return say(copy.photoTooLarge, 'bad')
    await replacePhoto(item, photo)
    forgetPreview(photo)
  } catch (error) {
    say(messageOf(error), 'bad')
  }
}

/** Where what was refused is mended, by kind; what a resident sent is looked at in his own pages. */
const wayOf: Partial<Record<ItemKind, MendWay>> = {
  report: {
    way: 'mend',
    open: (item) => {
      mendReport(item)
      openPage('report')
    },
  },
  matterRaise: { way: 'mend', open: ({ id }) => openPage('matterRaise', { mend: id }) },
  matterMove: {
    way: 'mend',
    open: ({ id, payload }) =>
      openPage('matter', { id: (payload as { matterId: string }).matterId, mend: id }),
  },
  leave: { way: 'mend', open: ({ id }) => openPage('leave', { mend: id }) },
  correction: {
    way: 'mend',
    open: ({ id, payload }) =>
      openPage('checkIns', { day: (payload as { day: string }).day, mend: id }),
  },
  photo: { way: 'replacePhoto', open: (item) => void pickAnother(item) },
  // when and where somebody stood cannot be written anew: he asks for the day
  checkIn: {
    way: 'askForDay',
    open: ({ payload }) => {
      const { stamp } = payload as { stamp: { deviceTakenAtMs: number } }
      openPage('checkIns', { day: dayOf(stamp.deviceTakenAtMs) })
    },
  },
}

export const mendWayOf = ({ kind }: Pick<OutboxItem, 'kind'>): MendWay | null => wayOf[kind] ?? null

/** A refused record that lies open in its form. */
export interface Mending<Payload> {
  itemId: string
  /** As it was sent: also when it was, and where. */
  payload: Payload
  /** Why it was refused. */
  message: string
}

/** The refused record that this page was opened to mend, until it is `done`; it stays in the outbox. */
export function useMending<Payload>(kind: ItemKind): {
  mending: Mending<Payload> | null
  done: () => void
} {
  const { mend } = useRouter().params
  const [mending, setMending] = useState<Mending<Payload> | null>(() => {
    const item = outbox.getStatus().items.find(({ id }) => id === mend)
    if (item?.kind !== kind || item.state !== 'refused') return null
    const message = item.lastError?.message ?? ''
    return { itemId: item.id, payload: item.payload as Payload, message }
  })
  return { mending, done: () => setMending(null) }
}

/**
 * Keeps a record in the place of the refused one that it mends. When that one is gone meanwhile the
 * person is asked whether it is to be one more; null: he does not want to, nothing was kept.
 */
export async function keepMended(
  refusedId: RefusedId,
  keep: (refusedId: RefusedId) => Promise<OutboxItem>,
): Promise<OutboxItem | null> {
  if (refusedId === null) return keep(null)
  outbox.reload()
  if (outbox.isRefused(refusedId)) return keep(refusedId)
  if (outbox.getStatus().items.some(({ id }) => id === refusedId)) {
    say(copy.underway, 'bad')
    return null
  }
  const yes = await confirm({ title: copy.goneAsk, text: copy.goneText, yes: copy.goneYes })
  return yes ? keep(null) : null
}
