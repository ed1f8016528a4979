import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import styles from './field.module.scss'
import { Icon } from './icon'
import { TextAreaInput } from './primitives/text-area'
import { TextInput } from './primitives/text-input'
import type { InputProps, TextAreaProps } from './primitives/types'

export interface LabelledProps {
  label: string
  /** Under the label: how to fill it in. */
  hint?: string
  /** What is wrong with it now, and what would be right. */
  problem?: string | null
  /** Says 选填 beside the label. */
  optional?: boolean
}

/** A label, its input and its problem, for any kind of input. */
export function Labelled(props: LabelledProps & { children: ReactNode }) {
  return (
    <View className={styles.field}>
      <View className={styles.label}>
        <Text>{props.label}</Text>
        {props.optional ? <Text className={styles.optional}>选填</Text> : null}
      </View>
      {props.hint ? <View className={styles.hint}>{props.hint}</View> : null}
      {props.children}
      {props.problem ? (
        <View className={styles.problem}>
          <Icon name="alert" className={styles.mark} />
          <Text>{props.problem}</Text>
        </View>
      ) : null}
    </View>
  )
}

/** A line of text. */
export function Field(props: LabelledProps & InputProps) {
  return (
    <Labelled {...props}>
      <TextInput {...props} invalid={Boolean(props.problem)} />
    </Labelled>
  )
}

/** Several lines of text, with how much fits. */
export function TextArea(props: LabelledProps & TextAreaProps) {
  const most = props.maxLength ?? 2000
  return (
    <Labelled {...props}>
      <TextAreaInput {...props} invalid={Boolean(props.problem)} />
      {props.value.length > most * 0.8 ? (
        <View className={styles.count}>
          {props.value.length}/{most} 字
        </View>
      ) : null}
    </Labelled>
  )
}
