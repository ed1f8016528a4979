import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { yuanText } from '../money'
import { remembered } from '../shared'

export interface OverQuotaReward {
  quota: NumberParameter
  rate: NumberParameter
  /** The most a month may bring. */
  cap: NumberParameter
  measure: string
}

/**
 * A price for each piece beyond a quota, capped in the month. It is saved up, not paid with the
 * month. `unmet` names the precondition that was missed, and then nothing is saved.
 */
export function overQuotaReward(
  naming: Naming,
  rule: OverQuotaReward,
): (count: Figure, unmet: string | null) => Figure {
  const { quota, rate, cap, measure } = rule
  const parameters = parametersOf(naming, quota, rate, cap)
  return remembered((count: Figure, unmet: string | null) => {
    const surplus = count.value > quota.value ? count.value - quota.value : 0
    const full = surplus * rate.value
    const value = unmet !== null ? 0 : Math.min(full, cap.value)
    return makeFigure(naming, {
      value,
      unit: 'fen',
      sentence: sentenceOf(),
      block: 'overQuotaReward',
      parameters,
      inputs: [count],
    })

    function sentenceOf(): string {
      if (surplus === 0)
        return `${count.value} ${measure}，没有超过 ${quota.value} ${measure}，计 ${yuanText(0)}`
      if (unmet !== null) return `${unmet}，不计超额奖励，计 ${yuanText(0)}`
      const product = `（${count.value} − ${quota.value}）${measure} × ${rate.text} = ${yuanText(full)}`
      return value < full ? `${product}，每月最多 ${cap.text}，计 ${yuanText(value)}` : product
    }
  })
}
