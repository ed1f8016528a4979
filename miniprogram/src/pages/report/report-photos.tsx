import { OwnPhotos } from '@/components/own-photos'
import { reportDrafts } from '@/lib/drafts/reports'
import type { PickedPhoto } from '@/lib/photo'

/** The photos of the report that lies open. */
export function ReportPhotos({ photos }: { photos: readonly PickedPhoto[] }) {
  return (
    <OwnPhotos
      id="report-photos"
      photos={photos}
      onChange={(next) => void reportDrafts.setPhotos(next)}
      optional
    />
  )
}
