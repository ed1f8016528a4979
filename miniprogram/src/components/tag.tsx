import { Text, View } from '@tarojs/components'
import { Icon, type IconName } from './icon'
import { classes } from './primitives/classes'
import styles from './tag.module.scss'

export type Tone = 'good' | 'warn' | 'bad' | 'note' | 'plain'

const iconOf: Record<Tone, IconName | null> = {
  good: 'check',
  warn: 'alert',
  bad: 'cross',
  note: 'clock',
  plain: null,
}

export interface TagProps {
  tone?: Tone
  /** Always words: the colour only supports them. */
  children: string
  icon?: IconName | null
}

/** A state in a word, with its mark and colour. */
export function Tag({ tone = 'plain', children, icon = iconOf[tone] }: TagProps) {
  return (
    <View className={classes(styles.tag, styles[tone])}>
      {icon ? <Icon name={icon} className={styles.icon} /> : null}
      <Text>{children}</Text>
    </View>
  )
}
