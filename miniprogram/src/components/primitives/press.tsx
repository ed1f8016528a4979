import { View } from '@tarojs/components'
import { classes } from './classes'
import type { PressProps } from './types'

export type { PressProps }

/** Anything that can be tapped or clicked. */
export function Press(props: PressProps) {
  const { id, className, pressedClassName, disabled, style, onPress } = props
  return (
    <View
      id={id}
      className={classes('mg-press', className)}
      hoverClass={disabled ? 'none' : (pressedClassName ?? 'mg-pressed')}
      hoverStayTime={80}
      style={style}
      onClick={disabled ? undefined : onPress}
    >
      {props.children}
    </View>
  )
}
