import type { Figure } from '../../contract/trace'
import { countFact, makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { decimalsText, numberOf, wholeHundredths } from '../hundredths'
import { multiplyRatio } from '../money'
import { RuleError } from '../rule-error'

export type Rounding = 'up' | 'nearest' | 'down'

const roundings: Record<Rounding, (count: number, size: number) => number> = {
  up: (count, size) => Math.ceil(count / size),
  nearest: (count, size) => multiplyRatio(count, 1, size),
  down: (count, size) => Math.floor(count / size),
}
const words: Record<Rounding, string> = { up: '不足的也算', nearest: '四舍五入', down: '舍去零头' }

/** How many units of a size a number of households makes. */
export function unitsNeeded(
  naming: Naming,
  rule: { size: NumberParameter; rounding: Rounding; counted: string; measure: string },
): (count: number) => Figure {
  const { size, rounding, counted, measure } = rule
  const parameters = parametersOf(naming, size)
  if (size.value === 0)
    throw new RuleError('readingUnknown', `${size.label}不能是 0`, `readings.${size.name}`)
  return (count) => {
    const value = roundings[rounding](count, size.value)
    return makeFigure(naming, {
      value,
      unit: 'count',
      sentence: `${count} ${counted} ÷ ${size.value} ${counted}，${words[rounding]} = ${value} ${measure}`,
      block: 'unitsNeeded',
      parameters,
      facts: [countFact(`${naming.code}.count`, naming.label, count, counted)],
    })
  }
}

/** Households that a unit then has on average; null where there is no unit. */
export function averageSize(naming: Naming, count: Figure, units: Figure): Figure | null {
  if (units.value === 0) return null
  const size = multiplyRatio(count.value, wholeHundredths, units.value)
  return makeFigure(naming, {
    value: numberOf(size),
    unit: 'count',
    sentence: `${count.value} ÷ ${units.value} = ${decimalsText(size)}`,
    block: 'averageSize',
    parameters: parametersOf(naming),
    inputs: [count, units],
  })
}
