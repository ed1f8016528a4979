import type { CountyValue } from './law'
import { lastDay } from './months'
import { covers, type Pack, startOf } from './pack'

const periods = new WeakMap<Pack, Map<string, string>>()

/**
 * Names the months in which the same values hold: the newest day, up to the month's last one, on
 * which some value of the pack or of the county began or ceased to hold. A month that is not covered
 * stands for itself.
 */
export function periodOf(
  pack: Pack,
  month: string,
  countyValues: readonly CountyValue[] = [],
): string {
  let newest = ownPeriodOf(pack, month)
  if (countyValues.length === 0 || newest === month) return newest
  const on = lastDay(month)
  for (const { from } of countyValues) if (from <= on && from > newest) newest = from
  return newest
}

function ownPeriodOf(pack: Pack, month: string): string {
  const known = periods.get(pack) ?? new Map<string, string>()
  const held = known.get(month)
  if (held !== undefined) return held
  const period = covers(pack, month) ? newestChange(pack, lastDay(month)) : month
  periods.set(pack, known.set(month, period))
  return period
}

function newestChange(pack: Pack, on: string): string {
  let newest = startOf(pack)
  for (const { values } of pack.parameters.values()) {
    for (const { from, until } of values) {
      if (from <= on && from > newest) newest = from
      // the value's last day; what follows it, if anything, begins after that
      if (until !== undefined && until < on && until >= newest) newest = `${until} over`
    }
  }
  return newest
}
