import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { messageOf } from '@/lib/api-error'
import {
  type PickedPhoto,
  forgetPreview,
  mostPhotoBytes,
  mostPhotos,
  pickPhotos,
} from '@/lib/photo'
import { say } from '@/lib/toast'
import { type LabelledProps, Labelled } from './field'
import { Icon } from './icon'
import { Picture } from './primitives/picture'
import { Press } from './primitives/press'
import styles from './uploader.module.scss'

export interface UploaderProps extends Partial<LabelledProps> {
  id?: string
  photos: readonly PickedPhoto[]
  onChange: (photos: PickedPhoto[]) => void
  most?: number
  source?: 'camera' | 'both'
}

/** Up to nine photos, in the order in which they will be shown. */
export function Uploader(props: UploaderProps) {
  const {
    id = 'photos',
    photos,
    onChange,
    most = mostPhotos,
    source = 'both',
    label = '照片',
  } = props
  const [isPicking, setPicking] = useState(false)

  const add = async () => {
    setPicking(true)
    try {
      const picked = await pickPhotos(most - photos.length, source)
      const fitting = picked.filter((photo) => photo.bytes <= mostPhotoBytes)
      if (fitting.length < picked.length) say('有照片超过 10 MB，没有加上。请压缩后再选', 'bad')
      if (fitting.length > 0) onChange([...photos, ...fitting])
    } catch (error) {
      say(messageOf(error), 'bad')
    } finally {
      setPicking(false)
    }
  }
  const without = (photo: PickedPhoto) => {
    forgetPreview(photo)
    onChange(photos.filter((other) => other !== photo))
  }
  const earlier = (index: number) => {
    const next = [...photos]
    const [moved] = next.splice(index, 1)
    if (moved) next.splice(index - 1, 0, moved)
    onChange(next)
  }

  return (
    <Labelled
      {...props}
      label={label}
      hint={props.hint ?? `最多 ${most} 张，已选 ${photos.length} 张`}
    >
      <View id={id} className={styles.grid}>
        {photos.map((photo, index) => (
          <View key={photo.id} className={styles.photo}>
            <Picture
              className={styles.image}
              src={photo.previewUrl}
              alt={`第 ${index + 1} 张照片`}
            />
            <View className={styles.bar}>
              {index > 0 ? (
                <Press
                  className={styles.tool}
                  label={`把第 ${index + 1} 张往前移`}
                  onPress={() => earlier(index)}
                >
                  <Icon name="left" />
                </Press>
              ) : (
                <Text className={styles.order}>1</Text>
              )}
              <Press
                id={`${id}-remove-${index}`}
                className={styles.tool}
                label={`删除第 ${index + 1} 张照片`}
                onPress={() => without(photo)}
              >
                <Icon name="cross" />
              </Press>
            </View>
          </View>
        ))}
        {photos.length < most ? (
          <Press id={`${id}-add`} className={styles.add} disabled={isPicking} onPress={add}>
            <Icon name="camera" className={styles.camera} />
            <Text>{isPicking ? '请稍候…' : '添加照片'}</Text>
          </Press>
        ) : null}
      </View>
    </Labelled>
  )
}
