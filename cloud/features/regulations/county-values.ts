import {
  type CountyValue,
  type DatedParameter,
  exactValue,
  type ParameterValue,
  type PayRegulation,
} from '../../rules'

/** One publication: it never changes; a later one for the same month takes its place. */
export interface PublishedValue extends CountyValue {
  id: string
  changeId: string
  regulation: string
  documentNumber: string
  authorId: string
  publisherId: string
  publishedAtMs: number
}

/** Later publications win; ids are time-ordered, so they tell two of one moment apart. */
function isLater(one: PublishedValue, other: PublishedValue): boolean {
  if (one.publishedAtMs !== other.publishedAtMs) return one.publishedAtMs > other.publishedAtMs
  return one.id > other.id
}

/** Whether another publication for the same month came after this one. */
export function isReplaced(row: PublishedValue, rows: readonly PublishedValue[]): boolean {
  return rows.some(
    (other) => other.name === row.name && other.from === row.from && isLater(other, row),
  )
}

/**
 * What the county has set on a day: of each parameter the newest value, by name. Values of later
 * months are left out, so that facts change only when the law of their own month does.
 */
export function valuesOn(rows: readonly PublishedValue[], day: string): CountyValue[] {
  const held = new Map<string, PublishedValue>()
  for (const row of rows) {
    if (row.from > day) continue
    const other = held.get(row.name)
    const isNewer =
      !other || row.from > other.from || (row.from === other.from && isLater(row, other))
    if (isNewer) held.set(row.name, row)
  }
  return [...held.values()]
    .sort((one, other) => (one.name < other.name ? -1 : 1))
    .map(({ name, from, value }) => ({ name, from, value }))
}

/** Every parameter of a pack by name, as the pack stands on a day (or on its first). */
export function parametersOf(pack: PayRegulation, day: string): Map<string, DatedParameter> {
  const first = pack.startsOn ?? day
  const { histories } = pack.book(day < first ? first : day)
  return new Map(histories.map((one) => [one.name, one]))
}

export type Checked = { ok: true; value: ParameterValue } | { ok: false; message: string }

const monthText = /^20\d{2}-(0[1-9]|1[0-2])$/

/** What the pack's own values look like, which is what its rules read. */
function hasShapeOf(known: ParameterValue, value: ParameterValue): boolean {
  if (Array.isArray(known) !== Array.isArray(value) || typeof known !== typeof value) return false
  return typeof known !== 'string' || !monthText.test(known) || monthText.test(String(value))
}

/** A form sends a choice as text; the parameter's own kind may be yes or no. */
function asOwnKind(parameter: DatedParameter, value: unknown): unknown {
  const isYesNo = parameter.choices?.has('true') || parameter.choices?.has('false')
  return isYesNo && (value === 'true' || value === 'false') ? value === 'true' : value
}

/** The value as it is stored (money in fen), or in words why the parameter cannot take it. */
export function checkedValue(parameter: DatedParameter, given: unknown): Checked {
  const { label, choices } = parameter
  const wanted = asOwnKind(parameter, given)
  const value = exactValue(parameter, wanted)
  const known = parameter.values.at(-1)?.value
  if (value === null || (known !== undefined && !hasShapeOf(known, value))) {
    const may = choices ? `，可取：${[...choices.values()].join('、')}` : ''
    return { ok: false, message: `“${label}”不能取 ${JSON.stringify(given)}${may}` }
  }
  if (choices?.size === 1 && known !== undefined)
    return { ok: false, message: `“${label}”只有一种读法，不能改` }
  if (parameter.unit === 'percent' && typeof value === 'number' && value > 100)
    return { ok: false, message: `“${label}”不能超过 100%` }
  return { ok: true, value }
}
