import { classes } from './classes'
import styles from './date-input.module.scss'
import type { SelectInputProps } from './types'

export function SelectInput(props: SelectInputProps) {
  const { id, className, value, options, disabled, placeholder = '请选择' } = props
  const known = options.some((option) => option.value === value)
  return (
    <select
      id={id}
      className={classes(styles.box, className)}
      value={known ? value : ''}
      disabled={disabled}
      aria-label={props.label}
      onChange={(event) => props.onChange(event.target.value)}
    >
      {known ? null : <option value="">{placeholder}</option>}
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
