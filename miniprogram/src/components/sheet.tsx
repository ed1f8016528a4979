import { View } from '@tarojs/components'
import { type ReactNode, useEffect } from 'react'
import { onEscape } from '@/lib/platform/keyboard'
import { Icon } from './icon'
import { classes } from './primitives/classes'
import { Press } from './primitives/press'
import styles from './sheet.module.scss'

export interface SheetProps {
  id?: string
  open: boolean
  title: string
  onClose: () => void
  /** Buttons that stay in sight. */
  footer?: ReactNode
  /** dialog: small and in the middle on every screen. side: at the right edge of a wide one. */
  look?: 'sheet' | 'dialog' | 'side'
  children?: ReactNode
}

/** Something to do before going on: from below on a phone, in the middle on a PC. */
export function Sheet({ id, open, title, onClose, footer, look = 'sheet', children }: SheetProps) {
  useEffect(() => (open ? onEscape(onClose) : undefined), [open, onClose])
  if (!open) return null
  return (
    <View
      className={classes(
        styles.layer,
        look === 'dialog' && styles.middle,
        look === 'side' && styles.aside,
      )}
      catchMove
    >
      <View className={styles.shade} onClick={onClose} />
      <View id={id} className={styles.panel}>
        <View className={styles.head}>
          <View className={styles.title}>{title}</View>
          <Press className={styles.close} label="关闭" onPress={onClose}>
            <Icon name="cross" />
          </Press>
        </View>
        <View className={styles.body}>{children}</View>
        {footer ? <View className={styles.foot}>{footer}</View> : null}
      </View>
    </View>
  )
}
