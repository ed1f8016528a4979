import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import styles from './cell.module.scss'
import { Icon } from './icon'
import { classes } from './primitives/classes'
import { Press } from './primitives/press'

export interface CellProps {
  id?: string
  title: ReactNode
  /** Under the title, in the soft colour. */
  note?: ReactNode
  /** At the right: a value, a tag. */
  value?: ReactNode
  /** At the left: a picture, a mark. */
  lead?: ReactNode
  /** With it, the whole line can be tapped and shows an arrow. */
  onPress?: () => void
  /** In a card that has a margin of its own. */
  inset?: boolean
}

/** One line of a list. */
export function Cell({ id, title, note, value, lead, onPress, inset }: CellProps) {
  const look = classes(styles.cell, inset && styles.inset)
  const inside = (
    <>
      {lead ? <View className={styles.lead}>{lead}</View> : null}
      <View className={styles.words}>
        <View className={styles.title}>{title}</View>
        {note ? <View className={styles.note}>{note}</View> : null}
      </View>
      {value !== undefined && value !== null ? (
        <View className={styles.value}>
          {typeof value === 'string' ? <Text>{value}</Text> : value}
        </View>
      ) : null}
      {onPress ? <Icon name="right" className={styles.arrow} /> : null}
    </>
  )
  if (!onPress) {
    return (
      <View id={id} className={look}>
        {inside}
      </View>
    )
  }
  return (
    <Press id={id} className={classes(look, styles.live)} onPress={onPress}>
      {inside}
    </Press>
  )
}
