import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon } from './icon'
import { classes } from './primitives/classes'
import styles from './timeline.module.scss'

export interface TimelineStep {
  key: string
  title: string
  /** When, in words. */
  time?: string
  note?: ReactNode
  state: 'done' | 'now' | 'ahead' | 'bad'
}

/** The way of one matter, oldest first. */
export function Timeline({ id, steps }: { id?: string; steps: readonly TimelineStep[] }) {
  return (
    <View id={id}>
      {steps.map((step, index) => (
        <View key={step.key} className={styles.step}>
          <View className={styles.rail}>
            <View className={classes(styles.dot, styles[step.state])}>
              {step.state === 'done' ? <Icon name="check" /> : null}
              {step.state === 'bad' ? <Icon name="cross" /> : null}
            </View>
            {index < steps.length - 1 ? <View className={styles.line} /> : null}
          </View>
          <View className={styles.words}>
            <View className={classes(styles.title, step.state === 'ahead' && styles.soft)}>
              <Text>{step.title}</Text>
              {step.time ? <Text className={styles.time}>{step.time}</Text> : null}
            </View>
            {step.note ? <View className={styles.note}>{step.note}</View> : null}
          </View>
        </View>
      ))}
    </View>
  )
}
