import type { FactRef, Figure } from '../../contract/trace'
import { makeFigure, type Naming, parametersOf } from '../figures'
import { yuanText } from '../money'

export interface SavedMonth {
  month: string
  accrualFen: number
}

/** What was saved up month by month over a year, to be paid with its last batch. */
export function savedOver(naming: Naming, months: readonly SavedMonth[]): Figure {
  const totalFen = months.reduce((total, { accrualFen }) => total + accrualFen, 0)
  const terms = months.filter(({ accrualFen }) => accrualFen !== 0).map(termOf)
  return makeFigure(naming, {
    value: totalFen,
    unit: 'fen',
    sentence:
      terms.length === 0
        ? `没有，计 ${yuanText(0)}`
        : `${terms.join(' + ')} = ${yuanText(totalFen)}`,
    block: 'deferredSettlement',
    parameters: parametersOf(naming),
    facts: months.map(
      ({ month, accrualFen }): FactRef => ({
        name: month,
        label: month,
        value: accrualFen,
        unit: 'fen',
        text: yuanText(accrualFen),
      }),
    ),
  })
}

function termOf({ month, accrualFen }: SavedMonth): string {
  return `${Number(month.slice(5))} 月 ${yuanText(accrualFen)}`
}
