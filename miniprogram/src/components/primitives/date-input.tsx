import { Picker, Text, View } from '@tarojs/components'
import { dayWithWeekday, monthText } from '@/lib/format'
import { classes } from './classes'
import styles from './date-input.module.scss'
import type { DateInputProps } from './types'

export function DateInput(props: DateInputProps) {
  const { id, className, value, precision = 'day', first, last, disabled } = props
  const shown = value === '' ? '' : precision === 'day' ? dayWithWeekday(value) : monthText(value)
  return (
    <Picker
      mode="date"
      fields={precision}
      value={value}
      start={first}
      end={last}
      disabled={disabled}
      onChange={(event) => props.onChange(String(event.detail.value))}
    >
      <View id={id} className={classes(styles.box, className)}>
        <Text className={shown ? undefined : styles.empty}>
          {shown || props.placeholder || '请选择'}
        </Text>
        <Text className={styles.mark}>▾</Text>
      </View>
    </Picker>
  )
}
