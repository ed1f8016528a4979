import { Text, View } from '@tarojs/components'
import { classes } from './primitives/classes'
import { Press } from './primitives/press'
import styles from './stat.module.scss'
import type { Tone } from './tag'

export interface StatProps {
  id?: string
  label: string
  value: string | number
  unit?: string
  note?: string
  tone?: Tone
  /** Opens the records behind the number. */
  onPress?: () => void
}

/** One number with its name. */
export function Stat({ id, label, value, unit, note, tone = 'plain', onPress }: StatProps) {
  const inside = (
    <>
      <View className={styles.label}>{label}</View>
      <View className={classes(styles.value, styles[tone])}>
        <Text>{value}</Text>
        {unit ? <Text className={styles.unit}>{unit}</Text> : null}
      </View>
      {note ? <View className={styles.note}>{note}</View> : null}
    </>
  )
  if (!onPress) {
    return (
      <View id={id} className={styles.stat}>
        {inside}
      </View>
    )
  }
  return (
    <Press id={id} className={classes(styles.stat, styles.live)} onPress={onPress}>
      {inside}
    </Press>
  )
}

/** Numbers side by side, as many as fit. */
export function StatRow({ children }: { children: React.ReactNode }) {
  return <View className={styles.row}>{children}</View>
}
