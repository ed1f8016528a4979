import { View } from '@tarojs/components'
import type { AddressOf } from '@/lib/photo-address'
import { showPhotos } from '@/lib/platform/photo-viewer'
import styles from './photo-strip.module.scss'
import { Picture } from './primitives/picture'
import { Press } from './primitives/press'

export interface PhotoLinksProps {
  photos: readonly { photoId: string; arrived: boolean }[]
  /** Null while it is not known yet. */
  addressOf: AddressOf | null
}

/** Photos side by side; a tap opens them large. Those on their way say so. */
export function PhotoLinks({ photos, addressOf }: PhotoLinksProps) {
  const arrived = photos.filter((photo) => photo.arrived)
  const show = (photoId: string) => {
    if (!addressOf) return
    void showPhotos(
      addressOf(photoId, 'full'),
      arrived.map((photo) => addressOf(photo.photoId, 'full')),
    )
  }
  return (
    <View className={styles.strip}>
      {photos.map((photo, index) =>
        photo.arrived && addressOf ? (
          <Press
            key={photo.photoId}
            label={`第 ${index + 1} 张照片`}
            className={styles.photo}
            onPress={() => show(photo.photoId)}
          >
            <Picture
              className={styles.image}
              src={addressOf(photo.photoId, 'thumbnail')}
              alt={`第 ${index + 1} 张照片`}
            />
          </Press>
        ) : (
          <View key={photo.photoId} className={styles.waiting}>
            {photo.arrived ? '正在打开…' : '照片还没有传到'}
          </View>
        ),
      )}
    </View>
  )
}
