import { type DatedParameter, isSameValue, type ParameterValue } from '../../rules'
import type { BoundRegulation } from './bound-regulation'
import { parametersOf } from './county-values'
import type { Scenario } from './simulate'

/** What a reading could be instead: every other choice, or every other way to read a list as a whole. */
function othersOf(parameter: DatedParameter, holds: ParameterValue): ParameterValue[] {
  const { choices, listReadings } = parameter
  if (Array.isArray(holds))
    return listReadings.map(({ value }) => value).filter((value) => !isSameValue(value, holds))
  const texts = [...(choices?.keys() ?? [])]
  if (texts.length < 2) return []
  const own = (text: string) => (typeof holds === 'boolean' ? text === 'true' : text)
  return texts.map(own).filter((value) => value !== holds)
}

/** Every reading switched alone to each of its other choices, against what holds on the day. */
export function switchScenarios(bound: BoundRegulation, day: string): Scenario[] {
  const month = day.slice(0, 7)
  return [...parametersOf(bound, day).values()]
    .filter(({ reading, values }) => reading !== undefined && values.length > 0)
    .flatMap((parameter) => {
      const { name } = parameter
      const holds = bound.parameter(name, month).value
      return othersOf(parameter, holds).map((value) => ({ values: [{ name, value }] }))
    })
}
