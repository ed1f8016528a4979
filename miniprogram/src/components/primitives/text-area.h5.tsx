import { classes } from './classes'
import styles from './text-area.module.scss'
import type { TextAreaProps } from './types'

export function TextAreaInput(props: TextAreaProps) {
  const { id, className, value, placeholder, maxLength = 2000, disabled, rows = 4 } = props
  return (
    <textarea
      id={id}
      className={classes(styles.area, props.invalid && styles.invalid, className)}
      rows={rows}
      value={value}
      placeholder={placeholder}
      maxLength={maxLength}
      disabled={disabled}
      aria-label={props.label}
      aria-invalid={props.invalid || undefined}
      onChange={(event) => props.onChange(event.target.value)}
      onBlur={() => props.onBlur?.()}
    />
  )
}
