import { View } from '@tarojs/components'
import { Icon } from '@/components/icon'
import { classes } from '@/components/primitives/classes'
import { Press } from '@/components/primitives/press'
import styles from './pick-box.module.scss'

export interface PickBoxProps {
  id?: string
  /** What is picked, for who cannot see it. */
  label: string
  picked: boolean
  className?: string
  onPress: () => void
}

/** Picks one of a list, to do something with several at once. */
export function PickBox({ id, label, picked, className, onPress }: PickBoxProps) {
  return (
    <Press
      id={id}
      role="checkbox"
      selected={picked}
      label={label}
      className={classes(styles.check, className)}
      onPress={onPress}
    >
      <View className={classes(styles.box, picked && styles.boxOn)}>
        {picked ? <Icon name="check" /> : null}
      </View>
    </Press>
  )
}
