import { Text } from '@tarojs/components'
import type { ReactNode } from 'react'
import styles from './button.module.scss'
import { Icon, type IconName } from './icon'
import { classes } from './primitives/classes'
import { Press } from './primitives/press'

export interface ButtonProps {
  id?: string
  children: ReactNode
  onPress: () => void
  kind?: 'primary' | 'secondary' | 'danger' | 'plain'
  size?: 'normal' | 'large' | 'small'
  icon?: IconName
  /** Under way: it cannot be pressed again, and says so. */
  busy?: boolean
  disabled?: boolean
  /** As wide as its words instead of its line. */
  inline?: boolean
  className?: string
}

/** The one way to make something happen. */
export function Button(props: ButtonProps) {
  const { kind = 'primary', size = 'normal', busy = false, disabled = false } = props
  return (
    <Press
      id={props.id}
      className={classes(
        styles.button,
        styles[kind],
        styles[size],
        props.inline && styles.inline,
        (disabled || busy) && styles.off,
        props.className,
      )}
      disabled={disabled || busy}
      onPress={props.onPress}
    >
      {props.icon && !busy ? <Icon name={props.icon} className={styles.icon} /> : null}
      <Text>{busy ? '请稍候…' : props.children}</Text>
    </Press>
  )
}
