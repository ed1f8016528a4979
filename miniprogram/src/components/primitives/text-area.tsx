import { Textarea } from '@tarojs/components'
import { classes } from './classes'
import styles from './text-area.module.scss'
import type { TextAreaProps } from './types'

export function TextAreaInput(props: TextAreaProps) {
  const { id, className, value, placeholder, maxLength = 2000, disabled, rows = 4 } = props
  return (
    <Textarea
      id={id}
      className={classes(styles.area, props.invalid && styles.invalid, className)}
      style={{ height: `${rows * 1.6 + 1.4}em` }}
      value={value}
      placeholder={placeholder}
      placeholderClass={styles.placeholder}
      maxlength={maxLength}
      disabled={disabled}
      disableDefaultPadding
      onInput={(event) => props.onChange(event.detail.value)}
      onBlur={() => props.onBlur?.()}
    />
  )
}
