import type { Figure } from '../../contract/trace'
import { countFact, makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'

/** A grid, point or village with how many hold its post. */
export interface Staffed {
  unit: string
  holders: number
}

export interface StaffingRule {
  least: NumberParameter
  /** null: more are welcome. */
  most: NumberParameter | null
  measure: string
}

export interface Staffing {
  /** Holders that are missing over all units. */
  vacant: Figure
  vacancies: string[]
  overstaffed: string[]
}

/** Units without the holders that each must have, and those with more than it may have. */
export function staffing(
  naming: Naming,
  rule: StaffingRule,
): (units: readonly Staffed[]) => Staffing {
  const { least, most, measure } = rule
  const parameters = parametersOf(naming, least, most)
  return (units) => {
    const short = units.filter(({ holders }) => holders < least.value)
    const value = short.reduce((sum, { holders }) => sum + least.value - holders, 0)
    const named = short.map(({ unit, holders }) => `${unit} ${least.value - holders} ${measure}`)
    return {
      vacancies: short.map(({ unit }) => unit),
      overstaffed: units
        .filter(({ holders }) => most !== null && holders > most.value)
        .map(({ unit }) => unit),
      vacant: makeFigure(naming, {
        value,
        unit: 'count',
        sentence:
          short.length === 0
            ? `${units.length} 处都已配齐，缺 0 ${measure}`
            : `缺：${named.join('、')}，共缺 ${value} ${measure}`,
        block: 'staffing',
        parameters,
        facts: units.map(({ unit, holders }) => countFact(unit, unit, holders, measure)),
      }),
    }
  }
}
