import { Text, View } from '@tarojs/components'
import styles from './bars.module.scss'
import { classes } from './primitives/classes'
import type { Tone } from './tag'

export interface BarsProps {
  id?: string
  rows: readonly { key: string; label: string; value: number; text?: string; tone?: Tone }[]
  /** What a full bar stands for; the largest value when left out. */
  goal?: number
}

/** Quantities compared at a glance, without a chart library. */
export function Bars({ id, rows, goal }: BarsProps) {
  const full = goal ?? Math.max(1, ...rows.map((row) => row.value))
  return (
    <View id={id}>
      {rows.map((row) => (
        <View key={row.key} className={styles.row}>
          <Text className={styles.label}>{row.label}</Text>
          <View className={styles.track}>
            <View
              className={classes(styles.bar, styles[row.tone ?? 'plain'])}
              style={{ width: `${Math.min(100, Math.max(0, (row.value / full) * 100))}%` }}
            />
          </View>
          <Text className={styles.value}>{row.text ?? row.value}</Text>
        </View>
      ))}
    </View>
  )
}
