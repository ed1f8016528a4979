import type { Figure } from '../../contract/trace'
import { countFact, makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'

export interface CountedPart {
  label: string
  count: number
}

/** Counts of parts and their total. */
export function countTotal(
  naming: Naming,
  measure: string,
): (parts: readonly CountedPart[]) => Figure {
  const parameters = parametersOf(naming)
  return (parts) => {
    const value = parts.reduce((sum, { count }) => sum + count, 0)
    return makeFigure(naming, {
      value,
      unit: 'count',
      sentence:
        parts.length === 0
          ? `没有，计 0 ${measure}`
          : `${parts.map(({ count }) => count).join(' + ')} = ${value} ${measure}`,
      block: 'countTotal',
      parameters,
      facts: parts.map(({ label, count }) => countFact(label, label, count, measure)),
    })
  }
}

/** So many of something for each of a number of units. */
export function countPerUnit(
  naming: Naming,
  each: NumberParameter,
  measure: string,
): (units: number) => Figure {
  const parameters = parametersOf(naming, each)
  return (units) => {
    const value = units * each.value
    return makeFigure(naming, {
      value,
      unit: 'count',
      sentence: `${units} 处 × ${each.value} ${measure} = ${value} ${measure}`,
      block: 'countPerUnit',
      parameters,
      facts: [countFact(`${naming.code}.units`, naming.label, units, '处')],
    })
  }
}
