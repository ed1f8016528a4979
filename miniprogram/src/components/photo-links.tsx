import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import styles from './photo-strip.module.scss'
import { Picture } from './primitives/picture'
import { Press } from './primitives/press'

/** Photos whose addresses need nobody signed in; a tap opens them large. */
export function PhotoLinks(props: {
  photos: readonly { photoId: string; arrived: boolean }[]
  addressOf: (photoId: string, size: 'full' | 'thumbnail') => string
}) {
  const { photos, addressOf } = props
  const arrived = photos.filter((photo) => photo.arrived)
  const show = (photoId: string) =>
    void Taro.previewImage({
      current: addressOf(photoId, 'full'),
      urls: arrived.map((photo) => addressOf(photo.photoId, 'full')),
    })
  return (
    <View className={styles.strip}>
      {photos.map((photo, index) =>
        photo.arrived ? (
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
            照片还没有传到
          </View>
        ),
      )}
    </View>
  )
}
