import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { yuanText } from '../money'

const monthsInYear = 12

export interface YearOfPay {
  /** Pay of twelve months in fen, or null when it is not known yet. */
  yearFen: number | null
  /** Pay of one month in fen, taken twelve times where the year is not known. */
  monthFen: number
}

export interface Floor {
  figure: Figure
  met: boolean
  sentence: string
}

/**
 * Pay of a year beside last year's income per head. Twelve months are compared with a year's income,
 * never a month with a twelfth of it, so that no rounding decides.
 */
export function incomeFloor(naming: Naming, income: NumberParameter): (pay: YearOfPay) => Floor {
  const parameters = parametersOf(naming, income)
  return ({ yearFen, monthFen }) => {
    const value = yearFen ?? monthFen * monthsInYear
    const met = value >= income.value
    const product =
      yearFen === null
        ? `${yuanText(monthFen)} × ${monthsInYear} 个月 = ${yuanText(value)}`
        : `十二个月合计 ${yuanText(value)}`
    return {
      met,
      sentence: `${product}，${income.label} ${income.text}，${met ? '不低于' : '低于'}下限`,
      figure: makeFigure(naming, {
        value,
        unit: 'fen',
        sentence: product,
        block: 'incomeFloor',
        parameters,
      }),
    }
  }
}
