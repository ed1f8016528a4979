import type { CountyValue } from './law'
import type { MonthFacts } from './month-facts'

/** Months and sets of readings kept at once: a closing uses one, a simulation a handful. */
const mostEntries = 64

type Readings = MonthFacts['readings']
type CountyValues = readonly CountyValue[] | undefined

/** Text of what is handed over for every worker of a month, written once for each array. */
const texts = new WeakMap<readonly CountyValue[], string>()

function textOf(countyValues: readonly CountyValue[]): string {
  const held = texts.get(countyValues)
  if (held !== undefined) return held
  const text = JSON.stringify(countyValues)
  texts.set(countyValues, text)
  return text
}

/** Makes the rules of a month once, and again only for other readings or county values. */
export function oncePerMonth<R>(
  make: (month: string, readings: Readings, countyValues: CountyValues) => R,
): (month: string, readings?: Readings, countyValues?: CountyValues) => R {
  const made = new Map<string, R>()
  return (month, readings, countyValues) => {
    const own = countyValues === undefined || countyValues.length === 0 ? '' : textOf(countyValues)
    const key =
      readings === undefined && own === '' ? month : `${month} ${own} ${JSON.stringify(readings)}`
    const held = made.get(key)
    if (held !== undefined) return held
    const rules = make(month, readings, countyValues)
    if (made.size >= mostEntries) made.delete(made.keys().next().value ?? '')
    made.set(key, rules)
    return rules
  }
}
