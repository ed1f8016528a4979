import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { yuanText } from '../money'
import { remembered } from '../shared'

export interface ShortfallPenalty {
  rate: NumberParameter
  measure: string
}

/** A sum for each piece below a quota, linear, nothing at or above it. Both come as figures. */
export function shortfallPenalty(
  naming: Naming,
  rule: ShortfallPenalty,
): (count: Figure, quota: Figure) => Figure {
  const { rate, measure } = rule
  const parameters = parametersOf(naming, rate)
  return remembered((count: Figure, quota: Figure) => {
    const short = count.value < quota.value ? quota.value - count.value : 0
    const value = short * rate.value
    return makeFigure(naming, {
      value,
      unit: 'fen',
      sentence:
        short === 0
          ? `${count.value} ${measure}，达到 ${quota.value} ${measure}，扣 ${yuanText(0)}`
          : `（${quota.value} − ${count.value}）${measure} × ${rate.text} = ${yuanText(value)}`,
      block: 'shortfallPenalty',
      parameters,
      inputs: [count, quota],
    })
  })
}
