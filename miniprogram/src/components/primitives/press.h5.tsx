import { classes } from './classes'
import type { PressProps } from './types'

export type { PressProps }

/** Anything that can be tapped or clicked: a real button, for mouse, touch and keyboard. */
export function Press(props: PressProps) {
  const { id, className, disabled, label, role, selected, expanded, style, onPress } = props
  const isChoice = role === 'radio' || role === 'checkbox'
  return (
    <button
      type="button"
      id={id}
      className={classes('mg-press', 'mg-live', className)}
      disabled={disabled}
      style={style}
      aria-label={label}
      role={role === 'button' ? undefined : role}
      aria-checked={isChoice ? Boolean(selected) : undefined}
      aria-selected={role === 'tab' || role === 'option' ? Boolean(selected) : undefined}
      aria-expanded={expanded}
      onClick={onPress}
    >
      {props.children}
    </button>
  )
}
