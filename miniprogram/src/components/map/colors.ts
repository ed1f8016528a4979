import type { MarkTone, OutlineTone } from './types'

/** Lines and fills differ in lightness too; a mark also by the sign in it. */
export const outlineColors: Record<OutlineTone, { line: string; fill: string; opacity: number }> = {
  plain: { line: '#0e5a55', fill: '#dfeeea', opacity: 0.45 },
  silent: { line: '#82480a', fill: '#fcecc9', opacity: 0.8 },
}

export const spotColor = '#9c2419'

export const markSigns: Record<MarkTone, string> = { plain: '', urgent: '急', overdue: '超' }

export const squareColors: Record<MarkTone, string> = {
  plain: '#0e5a55',
  urgent: '#82480a',
  overdue: '#9c2419',
}

/** Hexadecimal opacity as WeChat's map writes it behind a colour. */
export function withOpacity(color: string, opacity: number): string {
  return `${color}${Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0')}`
}
