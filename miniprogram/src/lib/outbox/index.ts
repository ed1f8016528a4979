import type { take } from '@contract/check-ins'
import type { InputOf } from '@contract/define'
import type { submit } from '@contract/reports'
import { useSyncExternalStore } from 'react'
import { deviceNowMs } from '../clock'
import { newId } from '../id'
import type { PickedPhoto } from '../photo-types'
import { onConnectionChange, onShow, isOnline } from '../platform/connection'
import { fileStore } from '../platform/files'
import * as keyValue from '../platform/key-value'
import { useSessionStore } from '../session'
import { Outbox } from './core'
import { sendItem } from './sending'
import type { OutboxItem, OutboxStatus } from './types'

export type { OutboxItem, OutboxStatus, Settled } from './types'
export { NobodySignedIn } from './core'

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

/** Starts sending, and goes on whenever the network, the app or the person comes back. */
export function startOutbox() {
  followSession()
  useSessionStore.subscribe(followSession)
  onConnectionChange(() => {
    if (isOnline()) outbox.wake()
  })
  onShow(() => {
    outbox.reload()
    outbox.wake()
  })
  outbox.dropOrphanFiles().catch(() => undefined)
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

/** Keeps a report and its photos, all or nothing. Its photos go beside it, before or after. */
export async function keepReport(
  payload: Omit<InputOf<typeof submit>, 'photoIds'>,
  photos: readonly PickedPhoto[],
  title: string,
): Promise<OutboxItem> {
  const items = await outbox.add(
    ...photos.map((photo) => ({
      id: photo.id,
      kind: 'photo' as const,
      payload: { photoId: photo.id },
      title: `照片：${title}`,
      files: [photo.body],
    })),
    {
      kind: 'report',
      payload: { ...payload, photoIds: photos.map((photo) => photo.id) },
      title: `上报：${title}`,
    },
  )
  const report = items[items.length - 1]
  if (!report) throw new Error('没有保存成功，请再试一次')
  return report
}
