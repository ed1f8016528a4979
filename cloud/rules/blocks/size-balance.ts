import type { Figure } from '../../contract/trace'
import { countFact, makeFigure, type Naming, parametersOf } from '../figures'
import type { CountedPart } from './count-total'

export interface Balance {
  largest: Figure
  smallest: Figure
}

/** The largest and the smallest of some sizes; null where there is none. */
export function sizeBalance(
  naming: Naming,
  measure: string,
): (parts: readonly CountedPart[]) => Balance | null {
  const parameters = parametersOf(naming)
  return (parts) => {
    const ordered = [...parts].sort((one, other) => one.count - other.count)
    const smallest = ordered[0]
    const largest = ordered.at(-1)
    if (!smallest || !largest) return null
    const facts = parts.map(({ label, count }) => countFact(label, label, count, measure))
    const figure = (code: string, side: string, { label, count }: CountedPart) =>
      makeFigure(
        { ...naming, code, label: `${naming.label}（${side}）` },
        {
          value: count,
          unit: 'count',
          sentence: `${side}的是${label}，${count} ${measure}`,
          block: 'sizeBalance',
          parameters,
          facts,
        },
      )
    return {
      largest: figure('largest', '最大', largest),
      smallest: figure('smallest', '最小', smallest),
    }
  }
}
