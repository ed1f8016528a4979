import type { MonthFacts } from './month-facts'

/** Months and sets of readings kept at once: a closing uses one, a simulation a handful. */
const mostEntries = 64

/** Makes the rules of a month once, and again only for other readings. */
export function oncePerMonth<R>(
  make: (month: string, readings: MonthFacts['readings']) => R,
): (month: string, readings?: MonthFacts['readings']) => R {
  const made = new Map<string, R>()
  return (month, readings) => {
    const key = readings === undefined ? month : `${month} ${JSON.stringify(readings)}`
    const held = made.get(key)
    if (held !== undefined) return held
    const rules = make(month, readings)
    if (made.size >= mostEntries) made.delete(made.keys().next().value ?? '')
    made.set(key, rules)
    return rules
  }
}
