import { classes } from './classes'
import styles from './date-input.module.scss'
import type { DateInputProps } from './types'

export function DateInput(props: DateInputProps) {
  const { id, className, value, precision = 'day', first, last, disabled } = props
  return (
    <input
      id={id}
      type={precision === 'day' ? 'date' : 'month'}
      className={classes(styles.box, className)}
      value={value}
      min={first}
      max={last}
      disabled={disabled}
      aria-label={props.label}
      onChange={(event) => props.onChange(event.target.value)}
    />
  )
}
