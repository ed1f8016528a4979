import type { InputOf } from '@contract/define'
import type { raise } from '@contract/residents-raising'
import type { PickedPhoto } from '../photo-types'
import { outbox, useOutboxStatus } from './index'
import type { NewItem, OutboxItem } from './types'

const photoItem = (photo: PickedPhoto, deviceId: string, title: string): NewItem => ({
  id: photo.id,
  kind: 'residentPhoto',
  payload: { photoId: photo.id, deviceId },
  title,
  files: [photo.body],
})

/** Keeps what a resident raises, with its photos, all or nothing; it goes as soon as it can. */
export async function keepRaised(
  payload: Omit<InputOf<typeof raise>, 'photoIds' | 'pass'>,
  photos: readonly PickedPhoto[],
): Promise<OutboxItem> {
  const title = `反映：${payload.text.slice(0, 20)}`
  const items = await outbox.addForResident(
    ...photos.map((photo) => photoItem(photo, payload.deviceId, `照片：${title}`)),
    {
      kind: 'residentRaise',
      payload: { ...payload, photoIds: photos.map((photo) => photo.id) },
      title,
    },
  )
  const raised = items[items.length - 1]
  if (!raised) throw new Error('没有保存成功，请再试一次')
  return raised
}

/** Photos of something already raised: they go beside what speaks of them. */
export async function keepResidentPhotos(photos: readonly PickedPhoto[], deviceId: string) {
  await outbox.addForResident(...photos.map((photo) => photoItem(photo, deviceId, '补充的照片')))
}

/** What residents sent from this phone and is still waiting. */
export function useResidentItems(): readonly OutboxItem[] {
  useOutboxStatus()
  return outbox.residentItems()
}
