import type { CountyValue } from './law'
import type { MonthFacts } from './month-facts'
import type { Pack } from './pack'
import { periodOf } from './periods'

/** Months and sets of readings kept at once: a closing uses one, a simulation a handful. */
const mostEntries = 64

type Readings = MonthFacts['readings']
type CountyValues = readonly CountyValue[] | undefined

/**
 * Makes the rules of a month once, for all months by the same values where the pack is given, and
 * again only for other readings or county values.
 */
export function oncePerMonth<R>(
  make: (
    month: string,
    readings: Readings,
    countyValues: CountyValues,
    countyStartsOn: string | undefined,
  ) => R,
  pack?: () => Pack,
): (month: string, readings?: Readings, countyValues?: CountyValues, countyStartsOn?: string) => R {
  const made = new Map<string, R>()
  return (month, readings, countyValues, countyStartsOn) => {
    const plain = readings === undefined && countyStartsOn === undefined
    const when = plain && pack ? periodOf(pack(), month, countyValues) : month
    const own = countyValues === undefined || countyValues.length === 0 ? '' : nameOf(countyValues)
    const key = plain
      ? `${when}${own}`
      : `${when}${own} ${countyStartsOn ?? ''} ${JSON.stringify(readings)}`
    const held = made.get(key)
    if (held !== undefined) return held
    const rules = make(month, readings, countyValues, countyStartsOn)
    if (made.size >= mostEntries) made.delete(made.keys().next().value ?? '')
    made.set(key, rules)
    return rules
  }
}

/** Short names of what counties set, by its text. */
const names = new Map<string, string>()
/** The text is written once for each array, and not again where the next facts say the same. */
const namesOfArrays = new WeakMap<readonly CountyValue[], string>()
let namesGiven = 0
let last: { values: readonly CountyValue[]; name: string } | undefined

function nameOf(values: readonly CountyValue[]): string {
  if (last && saysTheSame(last.values, values)) return last.name
  const name = namesOfArrays.get(values) ?? nameOfText(JSON.stringify(values))
  namesOfArrays.set(values, name)
  last = { values, name }
  return name
}

function nameOfText(text: string): string {
  const held = names.get(text)
  if (held !== undefined) return held
  if (names.size >= mostEntries) names.clear()
  namesGiven += 1
  const name = ` #${namesGiven}`
  names.set(text, name)
  return name
}

function saysTheSame(one: readonly CountyValue[], other: readonly CountyValue[]): boolean {
  if (one === other) return true
  if (one.length !== other.length) return false
  for (const [index, { name, from, value }] of one.entries()) {
    const beside = other[index]
    // lists of values are told apart by their text
    if (beside?.name !== name || beside.from !== from || beside.value !== value) return false
  }
  return true
}
