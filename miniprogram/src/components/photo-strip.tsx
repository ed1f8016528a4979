import { type PhotosOf, usePhotoAddress } from '@/lib/photo-address'
import { PhotoLinks, type PhotoLinksProps } from './photo-links'

/** Photos that only those may see who may see what they belong to. */
export function PhotoStrip(props: { photos: PhotoLinksProps['photos']; of?: PhotosOf }) {
  const addressOf = usePhotoAddress(props.of ?? 'report')
  return <PhotoLinks photos={props.photos} addressOf={addressOf} />
}
