import { View } from '@tarojs/components'
import { classes } from './primitives/classes'
import styles from './icon.module.scss'

export type IconName =
  | 'check'
  | 'cross'
  | 'alert'
  | 'clock'
  | 'info'
  | 'right'
  | 'down'
  | 'left'
  | 'up'
  | 'camera'
  | 'plus'
  | 'pin'
  | 'phone'
  | 'search'
  | 'cloudOff'
  | 'lock'
  | 'empty'
  | 'today'
  | 'report'
  | 'pay'
  | 'person'
  | 'flag'

/** A mark in the colour and size of the text around it. It only accompanies words. */
export function Icon({ name, className }: { name: IconName; className?: string }) {
  return <View className={classes('mg-icon', styles[name], className)} />
}
