import { portrait } from '@contract/worker-badges'
import { View } from '@tarojs/components'
import { addressOf } from '@/lib/request'
import styles from './portrait.module.scss'
import { Picture } from './primitives/picture'

export interface PortraitProps {
  name: string
  /** Null: no photo was taken; his first letter stands for him. */
  photoKey: string | null
  size?: 'small' | 'large'
}

/** A worker's face, as the office took it. */
export function Portrait({ name, photoKey, size = 'small' }: PortraitProps) {
  if (photoKey === null)
    return size === 'small' ? <View className={styles.letter}>{name.slice(0, 1)}</View> : null
  return (
    <Picture
      className={size === 'small' ? styles.small : styles.large}
      src={addressOf(portrait, { key: photoKey, size: size === 'small' ? 'thumbnail' : 'full' })}
      alt={`${name}的照片`}
    />
  )
}
