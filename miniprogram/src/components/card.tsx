import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import styles from './card.module.scss'
import { classes } from './primitives/classes'

export interface CardProps {
  id?: string
  title?: ReactNode
  /** Beside the title: a tag, a small button. */
  extra?: ReactNode
  /** Marks what needs a look. */
  tone?: 'plain' | 'warn' | 'bad' | 'good'
  /** Children touch the edges (cells, tables). */
  flush?: boolean
  children?: ReactNode
  className?: string
}

/** One matter on its own ground. */
export function Card({ id, title, extra, tone = 'plain', flush, children, className }: CardProps) {
  return (
    <View id={id} className={classes(styles.card, styles[tone], flush && styles.flush, className)}>
      {title || extra ? (
        <View className={styles.head}>
          <Text className={styles.title}>{title}</Text>
          <View className={styles.extra}>{extra}</View>
        </View>
      ) : null}
      {children}
    </View>
  )
}
