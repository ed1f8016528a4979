import { Picker, Text, View } from '@tarojs/components'
import { classes } from './classes'
import styles from './date-input.module.scss'
import type { SelectInputProps } from './types'

export function SelectInput(props: SelectInputProps) {
  const { id, className, value, options, disabled } = props
  const index = options.findIndex((option) => option.value === value)
  const shown = options[index]?.label
  return (
    <Picker
      mode="selector"
      range={options.map((option) => option.label)}
      value={Math.max(0, index)}
      disabled={disabled}
      onChange={(event) => props.onChange(options[Number(event.detail.value)]?.value ?? '')}
    >
      <View id={id} className={classes(styles.box, className)}>
        <Text className={shown ? undefined : styles.empty}>
          {shown ?? props.placeholder ?? '请选择'}
        </Text>
        <Text className={styles.mark}>▾</Text>
      </View>
    </Picker>
  )
}
