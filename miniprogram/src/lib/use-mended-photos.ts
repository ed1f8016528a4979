import { useEffect, useState } from 'react'
import { outbox } from './outbox'
import { forgetPreview, type PickedPhoto, previewOf } from './photo'
import { fileStore } from './platform/files'

const sentPhoto = (id: string): PickedPhoto => ({
  id,
  body: '',
  previewUrl: '',
  bytes: 0,
  isSent: true,
})

/** What the phone still has of a photo that was sent with a refused record. */
async function keptOf(photo: PickedPhoto): Promise<PickedPhoto> {
  const file = outbox.itemOfPhoto(photo.id)?.files[0]
  const body = file ? await fileStore.open(file) : null
  return body === null ? photo : { ...photo, body, previewUrl: previewOf(body) }
}

/**
 * The photos of a form, beginning with those of the refused record that it mends. They are named from
 * the first moment, so that sending at once leaves none out; their pictures come after.
 */
export function useMendedPhotos(photoIds: readonly string[] = []) {
  // what the form was opened with: it never changes afterwards
  const [sentIds] = useState(photoIds)
  const [photos, setPhotos] = useState<readonly PickedPhoto[]>(() => sentIds.map(sentPhoto))
  useEffect(() => {
    let isGone = false
    const loaded: PickedPhoto[] = []
    const show = async () => {
      for (const id of sentIds) {
        const shown = await keptOf(sentPhoto(id)).catch(() => null)
        if (!shown?.previewUrl) continue
        loaded.push(shown)
        if (isGone) return forgetPreview(shown)
        setPhotos((before) => before.map((one) => (one.id === id ? shown : one)))
      }
    }
    void show()
    return () => {
      isGone = true
      for (const photo of loaded) forgetPreview(photo)
    }
  }, [sentIds])
  return [photos, setPhotos] as const
}
