import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { yuanText } from '../money'
import { remembered } from '../shared'

export interface PieceRate {
  rate: NumberParameter
  /** The most pieces that are paid; null pays every one. */
  limit: NumberParameter | null
  /** The most money they may come to; null leaves them uncapped. */
  pool: Figure | null
  measure: string
}

/** So many pieces at a unit price, up to a number of pieces and, where it applies, up to a pool. */
export function pieceRate(naming: Naming, rule: PieceRate): (count: Figure) => Figure {
  const { rate, limit, pool, measure } = rule
  const parameters = parametersOf(naming, rate, limit)
  return remembered((count: Figure) => {
    const paid = limit && count.value > limit.value ? limit.value : count.value
    const full = paid * rate.value
    const value = pool && full > pool.value ? pool.value : full
    let sentence = `${paid} ${measure} × ${rate.text} = ${yuanText(full)}`
    if (paid < count.value)
      sentence = `共 ${count.value} ${measure}，按 ${paid} ${measure}计：${sentence}`
    if (value < full) sentence = `${sentence}，最多 ${yuanText(value)}，计 ${yuanText(value)}`
    return makeFigure(naming, {
      value,
      unit: 'fen',
      sentence,
      block: 'pieceRate',
      parameters,
      inputs: pool ? [count, pool] : [count],
    })
  })
}
