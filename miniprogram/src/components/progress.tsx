import { Text, View } from '@tarojs/components'
import { classes } from './primitives/classes'
import styles from './progress.module.scss'
import type { Tone } from './tag'

export interface ProgressProps {
  id?: string
  label?: string
  value: number
  /** What is to be reached. */
  goal: number
  unit?: string
  tone?: Tone
  /** A sentence under the bar: what is missing, what is still possible. */
  note?: string
  /** Big figures, for the one thing a screen is about. */
  large?: boolean
}

/** "12/20" as words and as a bar. */
export function Progress(props: ProgressProps) {
  const { id, label, value, goal, unit, tone = 'plain', note, large } = props
  const share = goal > 0 ? Math.min(1, Math.max(0, value / goal)) : 0
  return (
    <View id={id} className={styles.progress}>
      <View className={styles.head}>
        <Text className={styles.label}>{label}</Text>
        <View className={classes(styles.figure, large && styles.large)}>
          <Text className={styles.value}>{value}</Text>
          <Text className={styles.goal}>
            /{goal}
            {unit ? ` ${unit}` : ''}
          </Text>
        </View>
      </View>
      <View className={styles.track}>
        <View
          className={classes(styles.bar, value >= goal ? styles.full : styles[tone])}
          style={{ width: `${share * 100}%` }}
        />
      </View>
      {note ? <View className={styles.note}>{note}</View> : null}
    </View>
  )
}
