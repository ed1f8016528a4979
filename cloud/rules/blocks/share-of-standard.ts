import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { shared } from '../shared'
import { multiplyRatio, yuanText } from '../money'

/** A percentage of a monthly standard, rounded half up to the fen. The same for a whole kind. */
export function shareOfStandard(
  naming: Naming,
  standard: NumberParameter,
  share: NumberParameter,
): Figure {
  const value = multiplyRatio(standard.value, share.value, 100)
  return shared(
    makeFigure(naming, {
      value,
      unit: 'fen',
      sentence: `${standard.text} × ${share.text} = ${yuanText(value)}`,
      block: 'shareOfStandard',
      parameters: parametersOf(naming, standard, share),
    }),
  )
}
