import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { shared } from '../shared'

/** A flat supplement: a fixed sum every month, whatever was done. */
export function flatAmount(naming: Naming, amount: NumberParameter): Figure {
  return shared(
    makeFigure(naming, {
      value: amount.value,
      unit: 'fen',
      sentence: `${amount.label} ${amount.text}`,
      block: 'flatAmount',
      parameters: parametersOf(naming, amount),
    }),
  )
}
