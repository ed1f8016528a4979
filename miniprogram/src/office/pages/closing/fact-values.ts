import type { FactToRecord } from '@contract/recorded-facts'
import { hundredthsOf, pointsText } from '../discipline/points'

const mostPoints = 10_000

/** A value as it is typed: a count, or points with two decimals. */
export function factText(value: number, unit: FactToRecord['unit']): string {
  return unit === 'count' ? String(value) : pointsText(value)
}

/** What is typed as the value that is sent; null: neither a whole count nor points. */
export function factValue(text: string, unit: FactToRecord['unit']): number | null {
  const typed = text.trim()
  if (unit === 'count') return /^\d{1,8}$/.test(typed) ? Number(typed) : null
  const isBelow = typed.startsWith('-')
  const hundredths = hundredthsOf(isBelow ? typed.slice(1) : typed, mostPoints)
  return hundredths === null || !isBelow ? hundredths : 0 - hundredths
}
