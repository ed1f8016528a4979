import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming } from '../figures'
import { yuanText } from '../money'

/** An amount that is not paid this month for a stated reason; what it would have been stays visible. */
export function withheld(naming: Naming, whole: Figure, reason: string): Figure {
  return makeFigure(naming, {
    value: 0,
    unit: 'fen',
    sentence: `本为 ${yuanText(whole.value)}，${reason}，计 ${yuanText(0)}`,
    block: 'withholding',
    inputs: [whole],
  })
}
