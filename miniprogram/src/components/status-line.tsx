import { Text } from '@tarojs/components'
import { sinceText } from '@/lib/format'
import { openPage } from '@/lib/navigation'
import { type OutboxStatus, useOutboxStatus } from '@/lib/outbox'
import { nowMs } from '@/lib/server-time'
import { Icon, type IconName } from './icon'
import { classes } from './primitives/classes'
import { Press } from './primitives/press'
import styles from './status-line.module.scss'
import type { Tone } from './tag'

interface Line {
  tone: Tone
  icon: IconName
  text: string
}

/** The outbox in one sentence, the most pressing first. */
export function statusSentence(status: OutboxStatus, now: number): Line | null {
  const { waiting, sending, refused, broken, needsSignIn, lastSentAtMs } = status
  if (refused > 0)
    return { tone: 'bad', icon: 'alert', text: `${refused} 条没有被接受，点这里处理` }
  if (broken > 0)
    return { tone: 'bad', icon: 'alert', text: `${broken} 条记录读不出来，点这里看看` }
  const left = waiting + sending
  if (left > 0 && needsSignIn)
    return { tone: 'warn', icon: 'lock', text: `${left} 条等您登录后发送` }
  if (sending > 0) return { tone: 'note', icon: 'clock', text: `正在发送，还有 ${left} 条` }
  if (waiting > 0) {
    return { tone: 'warn', icon: 'cloudOff', text: `${waiting} 条已保存在手机，有网络时自动发送` }
  }
  if (lastSentAtMs === null) return null
  return { tone: 'good', icon: 'check', text: `全部已送达（${sinceText(lastSentAtMs, now)}）` }
}

/** Whether anything still waits on this phone; opens the list. */
export function StatusLine() {
  const line = statusSentence(useOutboxStatus(), nowMs())
  if (!line) return null
  return (
    <Press
      id="status-line"
      className={classes(styles.line, styles[line.tone])}
      onPress={() => openPage('outbox')}
    >
      <Icon name={line.icon} />
      <Text className={styles.text}>{line.text}</Text>
      <Icon name="right" />
    </Press>
  )
}
