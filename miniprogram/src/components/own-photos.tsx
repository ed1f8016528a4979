import type { PickedPhoto } from '@/lib/photo'
import { usePhotoAddress } from '@/lib/photo-address'
import { Uploader, type UploaderProps } from './uploader'

/** Of a record that was refused, photos have arrived that are no longer on this phone. */
function ArrivedPhotos(props: UploaderProps) {
  const addressOf = usePhotoAddress('report')
  const photos = props.photos.map((photo) =>
    photo.previewUrl || !addressOf
      ? photo
      : { ...photo, previewUrl: addressOf(photo.id, 'thumbnail') },
  )
  return <Uploader {...props} photos={photos} />
}

/** Photos of a form that may be one opened again: what has arrived is shown from the service. */
export function OwnPhotos(props: UploaderProps) {
  const isSomeAway = props.photos.some((photo: PickedPhoto) => !photo.previewUrl)
  return isSomeAway ? <ArrivedPhotos {...props} /> : <Uploader {...props} />
}
