import { Input } from '@tarojs/components'
import { classes } from './classes'
import styles from './text-input.module.scss'
import type { InputKind, InputProps } from './types'

const typeOf: Record<InputKind, 'text' | 'number' | 'digit' | 'idcard'> = {
  text: 'text',
  number: 'number',
  decimal: 'digit',
  phone: 'number',
  password: 'text',
  idNumber: 'idcard',
}

export function TextInput(props: InputProps) {
  const { id, className, value, kind = 'text', placeholder, maxLength = 200, disabled } = props
  return (
    <Input
      id={id}
      className={classes(styles.input, props.invalid && styles.invalid, className)}
      value={value}
      type={typeOf[kind]}
      password={kind === 'password'}
      placeholder={placeholder}
      placeholderClass={styles.placeholder}
      maxlength={maxLength}
      disabled={disabled}
      ariaLabel={props.label}
      onInput={(event) => props.onChange(event.detail.value)}
      onConfirm={() => props.onEnter?.()}
      onBlur={() => props.onBlur?.()}
    />
  )
}
