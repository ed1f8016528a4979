import { Uploader } from '@/components/uploader'
import { reportDrafts } from '@/lib/drafts/reports'
import type { PickedPhoto } from '@/lib/photo'
import { usePhotoAddress } from '@/lib/photo-address'

interface PhotosProps {
  photos: readonly PickedPhoto[]
}

function Photos({ photos }: PhotosProps) {
  return (
    <Uploader
      id="report-photos"
      photos={photos}
      onChange={(next) => void reportDrafts.setPhotos(next)}
      optional
    />
  )
}

/** Of a report that was refused, photos have arrived that are no longer on this phone. */
function ArrivedPhotos({ photos }: PhotosProps) {
  const addressOf = usePhotoAddress('report')
  const shown = photos.map((photo) =>
    photo.previewUrl || !addressOf
      ? photo
      : { ...photo, previewUrl: addressOf(photo.id, 'thumbnail') },
  )
  return <Photos photos={shown} />
}

/** The photos of the report that lies open. */
export function ReportPhotos({ photos }: PhotosProps) {
  return photos.some((photo) => !photo.previewUrl) ? (
    <ArrivedPhotos photos={photos} />
  ) : (
    <Photos photos={photos} />
  )
}
