import { classes } from './classes'
import type { PressProps } from './types'

export type { PressProps }

function stateOf({ role, selected }: PressProps) {
  if (role === 'radio' || role === 'checkbox') return { role, 'aria-checked': Boolean(selected) }
  if (role === 'tab' || role === 'option') return { role, 'aria-selected': Boolean(selected) }
  return role === 'button' ? {} : { role }
}

/** Anything that can be tapped or clicked: a real button, for mouse, touch and keyboard. */
export function Press(props: PressProps) {
  const { id, className, disabled, label, expanded, style, onPress } = props
  return (
    <button
      type="button"
      id={id}
      className={classes('mg-press', 'mg-live', className)}
      disabled={disabled}
      style={style}
      aria-label={label}
      aria-expanded={expanded}
      {...stateOf(props)}
      onClick={onPress}
    >
      {props.children}
    </button>
  )
}
