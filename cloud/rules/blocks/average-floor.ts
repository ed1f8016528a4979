import type { Figure } from '../../contract/trace'
import {
  countFact,
  makeFigure,
  moneyFact,
  type Naming,
  type NumberParameter,
  parametersOf,
} from '../figures'
import { multiplyRatio, yuanText } from '../money'

export interface AverageFloor {
  /** The average, half up to the fen, for showing only. */
  figure: Figure
  below: boolean
}

/** What an average is taken of: so much money over so many people, or months. */
export interface Averaged {
  sumFen: number
  count: number
  /** '人', or '个月'. */
  measure: string
}

/**
 * Whether an average of pay lies below a floor. The sum is compared with floor × count, so that an
 * average that only rounds up to the floor is still below it. null: there is nobody.
 */
export function averageFloor(
  naming: Naming,
  floor: NumberParameter,
): (averaged: Averaged) => AverageFloor | null {
  const parameters = parametersOf(naming, floor)
  return ({ sumFen, count, measure }) => {
    if (count === 0) return null
    const leastFen = floor.value * count
    const below = sumFen < leastFen
    const value = multiplyRatio(sumFen, 1, count)
    const compared = below ? '低于' : '不低于'
    const figure = makeFigure(naming, {
      value,
      unit: 'fen',
      sentence: `${count} ${measure}合计 ${yuanText(sumFen)}，${compared} ${count} × ${floor.text} = ${yuanText(leastFen)}；平均 ${yuanText(value)}`,
      block: 'averageFloor',
      parameters,
      facts: [countFact('count', '平均到', count, measure), moneyFact('sum', '合计', sumFen)],
    })
    return { figure, below }
  }
}
