import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon, type IconName } from './icon'
import styles from './notice.module.scss'
import { classes } from './primitives/classes'
import type { Tone } from './tag'

const iconOf: Record<Tone, IconName> = {
  good: 'check',
  warn: 'alert',
  bad: 'alert',
  note: 'info',
  plain: 'info',
}

export interface NoticeProps {
  id?: string
  tone?: Tone
  children: ReactNode
  /** What can be done about it. */
  action?: ReactNode
}

/** A sentence that must not be overlooked: what happened and what to do next. */
export function Notice({ id, tone = 'note', children, action }: NoticeProps) {
  return (
    <View id={id} className={classes(styles.notice, styles[tone])}>
      <Icon name={iconOf[tone]} className={styles.icon} />
      <View className={styles.words}>
        <View>{children}</View>
        {action ? <View className={styles.action}>{action}</View> : null}
      </View>
    </View>
  )
}
