import { matterLevelLabel, matterStateLabel } from '@contract/matter-taxonomy'
import type { MatterRow } from '@contract/matters'
import { Text, View } from '@tarojs/components'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import { Tag } from '@/components/tag'
import { matterCopy as copy } from '@/copy/matters'
import { sinceText } from '@/lib/format'
import { clockTone, clockWords, matterTone } from '@/lib/matter-words'
import { nowMs } from '@/lib/server-time'
import styles from './matter.module.scss'

/** What sets this matter apart from the others, in a few words each. */
export function MatterTags({ matter }: { matter: MatterRow }) {
  return (
    <>
      {matter.clock ? (
        <Tag tone={clockTone(matter.clock)} icon="clock">
          {clockWords({ clock: matter.clock, level: matter.level })}
        </Tag>
      ) : null}
      {matter.level === 'ordinary' ? null : (
        <Tag tone="bad" icon="alert">
          {matterLevelLabel[matter.level]}
        </Tag>
      )}
      {matter.restricted ? (
        <Tag tone="warn" icon="lock">
          {copy.restricted}
        </Tag>
      ) : null}
      {matter.urgedCount > 0 ? (
        <Tag tone="warn" icon="flag">
          {copy.urged(matter.urgedCount)}
        </Tag>
      ) : null}
      {matter.reopenedCount > 0 ? (
        <Tag tone="warn">{copy.reopened(matter.reopenedCount)}</Tag>
      ) : null}
      {matter.selfHandled ? <Tag>{copy.selfHandled}</Tag> : null}
    </>
  )
}

export interface MatterLineProps {
  matter: MatterRow
  /** In place of the state, where it is the reader's turn. */
  turn?: string
  isCurrent?: boolean
  onPress: () => void
}

/** One matter of a list: what, where, whose turn, and how much time is left. */
export function MatterLine({ matter, turn, isCurrent, onPress }: MatterLineProps) {
  return (
    <Press
      id={`matter-${matter.id}`}
      className={classes(
        styles.line,
        matter.clock?.overdue && styles.late,
        isCurrent && styles.current,
      )}
      onPress={onPress}
    >
      <View className={styles.name}>
        <Text>{matter.classLabel}</Text>
        <Tag tone={turn ? 'warn' : matterTone(matter.state)}>
          {turn ?? matterStateLabel[matter.state]}
        </Tag>
      </View>
      <View className={styles.brief}>{matter.brief}</View>
      <View className={styles.soft}>
        {matter.gridName}　{sinceText(matter.raisedAtMs, nowMs())}
      </View>
      <View className={styles.tags}>
        <MatterTags matter={matter} />
      </View>
    </Press>
  )
}
