import { Text, View } from '@tarojs/components'
import styles from './choice.module.scss'
import { type LabelledProps, Labelled } from './field'
import { Icon } from './icon'
import { classes } from './primitives/classes'
import { Press } from './primitives/press'

export interface Option<Value extends string> {
  value: Value
  label: string
  note?: string
}

export interface ChoiceProps<Value extends string> extends LabelledProps {
  id?: string
  options: readonly Option<Value>[]
  value: Value | null
  onChange: (value: Value) => void
  /** segment: short words side by side; list: one under another, with notes. */
  look?: 'segment' | 'list'
}

/** One of a few. */
export function Choice<Value extends string>(props: ChoiceProps<Value>) {
  const { id, options, value, onChange, look = 'segment' } = props
  return (
    <Labelled {...props}>
      <View id={id} className={look === 'segment' ? styles.segment : styles.list}>
        {options.map((option) => {
          const on = option.value === value
          return (
            <Press
              key={option.value}
              id={id ? `${id}-${option.value}` : undefined}
              role="radio"
              selected={on}
              className={classes(styles.option, on && styles.on)}
              onPress={() => onChange(option.value)}
            >
              <View className={styles.words}>
                <Text>{option.label}</Text>
                {option.note ? <View className={styles.note}>{option.note}</View> : null}
              </View>
              {on ? <Icon name="check" /> : null}
            </Press>
          )
        })}
      </View>
    </Labelled>
  )
}

export interface SwitchProps {
  id?: string
  label: string
  note?: string
  value: boolean
  onChange: (value: boolean) => void
}

/** Yes or no, the whole line can be tapped. */
export function Switch({ id, label, note, value, onChange }: SwitchProps) {
  return (
    <Press
      id={id}
      role="checkbox"
      selected={value}
      label={label}
      className={styles.switch}
      onPress={() => onChange(!value)}
    >
      <View className={styles.words}>
        <Text>{label}</Text>
        {note ? <View className={styles.note}>{note}</View> : null}
      </View>
      <View className={classes(styles.track, value && styles.trackOn)}>
        <Text className={styles.state}>{value ? '开' : '关'}</Text>
        <View className={classes(styles.knob, value && styles.knobOn)} />
      </View>
    </Press>
  )
}
