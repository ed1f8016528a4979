import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import { type PhotosOf, usePhotoAddress } from '@/lib/photo-address'
import styles from './photo-strip.module.scss'
import { Picture } from './primitives/picture'
import { Press } from './primitives/press'

export interface PhotoStripProps {
  photos: readonly { photoId: string; arrived: boolean }[]
  of?: PhotosOf
}

/** Photos side by side; a tap opens them large. Those on their way say so. */
export function PhotoStrip({ photos, of = 'report' }: PhotoStripProps) {
  const address = usePhotoAddress(of)
  const arrived = photos.filter((photo) => photo.arrived)
  const show = (photoId: string) => {
    if (!address) return
    Taro.previewImage({
      current: address(photoId, 'full'),
      urls: arrived.map((photo) => address(photo.photoId, 'full')),
    })
  }
  return (
    <View className={styles.strip}>
      {photos.map((photo, index) =>
        photo.arrived && address ? (
          <Press
            key={photo.photoId}
            label={`第 ${index + 1} 张照片`}
            className={styles.photo}
            onPress={() => show(photo.photoId)}
          >
            <Picture
              className={styles.image}
              src={address(photo.photoId, 'thumbnail')}
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
