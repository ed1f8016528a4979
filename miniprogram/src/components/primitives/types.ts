import type { CSSProperties, ReactNode } from 'react'

export interface PressProps {
  /** Found by tests, and by the weapp runner. */
  id?: string
  className?: string
  /** Added while the finger is down. */
  pressedClassName?: string
  disabled?: boolean
  /** What it does, where its content does not say so in words. */
  label?: string
  role?: 'button' | 'tab' | 'radio' | 'checkbox' | 'link' | 'option'
  selected?: boolean
  expanded?: boolean
  style?: CSSProperties
  onPress?: () => void
  children?: ReactNode
}

export type InputKind = 'text' | 'number' | 'decimal' | 'phone' | 'password' | 'idNumber'

export interface InputProps {
  id?: string
  className?: string
  value: string
  onChange: (value: string) => void
  kind?: InputKind
  placeholder?: string
  maxLength?: number
  disabled?: boolean
  label?: string
  invalid?: boolean
  onEnter?: () => void
  onBlur?: () => void
}

export interface TextAreaProps extends Omit<InputProps, 'kind' | 'onEnter'> {
  rows?: number
}

export interface PictureProps {
  className?: string
  src: string
  /** Words for who cannot see it; '' when it only decorates. */
  alt: string
  fit?: 'cover' | 'contain'
  onBroken?: () => void
}

export interface DateInputProps {
  id?: string
  className?: string
  /** 'YYYY-MM-DD' or 'YYYY-MM' as `precision` says; '' when nothing is chosen. */
  value: string
  onChange: (value: string) => void
  precision?: 'day' | 'month'
  first?: string
  last?: string
  label?: string
  disabled?: boolean
  placeholder?: string
}

export interface SelectInputProps {
  id?: string
  className?: string
  value: string
  onChange: (value: string) => void
  options: readonly { value: string; label: string }[]
  label?: string
  disabled?: boolean
  placeholder?: string
}
