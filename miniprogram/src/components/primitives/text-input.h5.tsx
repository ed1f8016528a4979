import { classes } from './classes'
import styles from './text-input.module.scss'
import type { InputKind, InputProps } from './types'

const modeOf: Record<InputKind, 'text' | 'numeric' | 'decimal' | 'tel'> = {
  text: 'text',
  number: 'numeric',
  decimal: 'decimal',
  phone: 'tel',
  password: 'text',
  idNumber: 'text',
}

export function TextInput(props: InputProps) {
  const { id, className, value, kind = 'text', placeholder, maxLength = 200, disabled } = props
  return (
    <input
      id={id}
      className={classes(styles.input, props.invalid && styles.invalid, className)}
      value={value}
      type={kind === 'password' ? 'password' : 'text'}
      inputMode={modeOf[kind]}
      autoComplete={kind === 'password' ? 'current-password' : 'off'}
      placeholder={placeholder}
      maxLength={maxLength}
      disabled={disabled}
      aria-label={props.label}
      aria-invalid={props.invalid || undefined}
      onChange={(event) => props.onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) props.onEnter?.()
      }}
      onBlur={() => props.onBlur?.()}
    />
  )
}
