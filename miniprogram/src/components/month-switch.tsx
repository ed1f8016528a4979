import { Text, View } from '@tarojs/components'
import { addMonths, monthOf, monthText } from '@/lib/format'
import { nowMs } from '@/lib/server-time'
import { Icon } from './icon'
import styles from './month-switch.module.scss'
import { Press } from './primitives/press'

export interface MonthSwitchProps {
  month: string
  onChange: (month: string) => void
  /** The latest month that may be chosen; this month when left out. */
  latest?: string
}

/** One month back or forth. */
export function MonthSwitch({ month, onChange, latest = monthOf(nowMs()) }: MonthSwitchProps) {
  return (
    <View className={styles.switch}>
      <Press
        id="month-earlier"
        className={styles.arrow}
        label="上个月"
        onPress={() => onChange(addMonths(month, -1))}
      >
        <Icon name="left" />
      </Press>
      <Text className={styles.month}>{monthText(month)}</Text>
      <Press
        id="month-later"
        className={styles.arrow}
        label="下个月"
        disabled={month >= latest}
        style={month >= latest ? { opacity: 0.3 } : undefined}
        onPress={() => onChange(addMonths(month, 1))}
      >
        <Icon name="right" />
      </Press>
    </View>
  )
}
