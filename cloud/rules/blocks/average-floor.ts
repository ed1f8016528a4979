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

/**
 * Whether the average of a group's pay lies below a floor. The sum is compared with floor × people,
 * so that an average that only rounds up to the floor is still below it. null: nobody is counted.
 */
export function averageFloor(
  naming: Naming,
  floor: NumberParameter,
): (paysFen: readonly number[]) => AverageFloor | null {
  const parameters = parametersOf(naming, floor)
  return (paysFen) => {
    if (paysFen.length === 0) return null
    const sumFen = paysFen.reduce((sum, one) => sum + one, 0)
    const people = paysFen.length
    const leastFen = floor.value * people
    const below = sumFen < leastFen
    const value = multiplyRatio(sumFen, 1, people)
    const compared = below ? '低于' : '不低于'
    const figure = makeFigure(naming, {
      value,
      unit: 'fen',
      sentence: `${people} 人合计 ${yuanText(sumFen)}，${compared} ${people} × ${floor.text} = ${yuanText(leastFen)}；人均 ${yuanText(value)}`,
      block: 'averageFloor',
      parameters,
      facts: [countFact('people', '人数', people, '人'), moneyFact('sum', '合计', sumFen)],
    })
    return { figure, below }
  }
}
