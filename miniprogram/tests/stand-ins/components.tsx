import type { CSSProperties, ReactNode } from 'react'

/** Taro's components as plain HTML, for unit tests. */
interface Props {
  id?: string
  className?: string
  style?: CSSProperties
  onClick?: () => void
  children?: ReactNode
}

export function View({ id, className, style, onClick, children }: Props) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: as Taro's View is
    // biome-ignore lint/a11y/useKeyWithClickEvents: as Taro's View is
    <div id={id} className={className} style={style} onClick={onClick}>
      {children}
    </div>
  )
}

export function Text({ id, className, children }: Props) {
  return (
    <span id={id} className={className}>
      {children}
    </span>
  )
}

export function ScrollView(props: Props) {
  return <View {...props} />
}
