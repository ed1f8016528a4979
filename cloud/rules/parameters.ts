import { z } from 'zod'
import type { Unit } from '../contract/trace'
import { isDay } from './months'
import { parseYuan, yuanText } from './money'
import type { DatedParameter, DatedValue } from './pack'
import { RuleError } from './rule-error'

export type ParameterValue = number | string | boolean | string[]

const plain = z.union([z.string(), z.number(), z.boolean(), z.array(z.string())])
const rawParameter = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9.]*$/),
  label: z.string().min(1),
  unit: z.enum(['fen', 'count', 'days', 'percent', 'hours', 'none']),
  measure: z.string().optional(),
  article: z.string(),
  reading: z.string().optional(),
  choices: z
    .array(z.strictObject({ value: z.union([z.string(), z.boolean()]), text: z.string() }))
    .optional(),
  /** Of a list that is a reading: the ways to read it as a whole, what holds among them. */
  listReadings: z
    .array(z.strictObject({ value: z.array(z.string()), text: z.string().min(1) }))
    .min(2)
    .optional(),
  /** Or why it can be read in no other way. */
  soleReading: z.string().min(1).optional(),
  values: z
    .array(
      z.strictObject({
        /** Absent: from the first day in force. */
        from: z.string().optional(),
        until: z.string().optional(),
        value: plain,
      }),
    )
    .default([]),
  /** The text leaves the value open: nothing is computed with it before the county has set it. */
  setBy: z.literal('county').optional(),
  /** A quota, threshold, cap, band, age or pass mark: the cases must stand on either side of it. */
  boundary: z.literal(true).optional(),
  /** The feature of the product that goes by it where no rule computes with it: no case can hold it. */
  readBy: z.string().min(1).optional(),
})
export type RawParameter = z.infer<typeof rawParameter>

/** One entry of parameters.yaml, checked: dates in order, money exact, values among the choices. */
export function readParameter(raw: unknown, startsOn: string | null): DatedParameter {
  const read = rawParameter.safeParse(raw)
  if (!read.success) {
    const [issue] = read.error.issues
    const name = typeof raw === 'object' && raw !== null && 'name' in raw ? String(raw.name) : '?'
    throw invalid(name, `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
  }
  const { name, label, unit, measure = '', article, reading, choices } = read.data
  if (read.data.values.length === 0 && read.data.setBy === undefined)
    throw invalid(name, 'has no value, and is not set by the county')
  const parameter: DatedParameter = {
    setByCounty: read.data.setBy === 'county',
    boundary: read.data.boundary === true,
    ...(read.data.readBy ? { readBy: read.data.readBy } : {}),
    ...(read.data.soleReading ? { soleReading: read.data.soleReading } : {}),
    listReadings: read.data.listReadings ?? [],
    name,
    label,
    unit,
    measure,
    article,
    reading,
    choices: choices ? new Map(choices.map(({ value, text }) => [String(value), text])) : null,
    values: [],
  }
  const dated = read.data.values
    .map(({ from = startsOn ?? '', ...entry }) => ({ from, ...entry }))
    .sort((one, other) => (one.from < other.from ? -1 : 1))
  parameter.values = dated.map((entry, index) =>
    datedValue(parameter, entry, dated[index + 1]?.from, startsOn),
  )
  checkListReadings(parameter)
  return parameter
}

/** Whether two values are the same; a list by what it holds, in whatever order. */
export function isSameValue(one: ParameterValue, other: ParameterValue): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return one === other
  return [...one].sort().join('\n') === [...other].sort().join('\n')
}

/** A list that is a reading names its other readings, or says why there are none. */
function checkListReadings(parameter: DatedParameter): void {
  const { name, reading, values, listReadings, soleReading } = parameter
  const lists = values.map(({ value }) => value).filter(Array.isArray)
  const isListReading = reading !== undefined && lists.length > 0
  const told = Number(listReadings.length > 0) + Number(soleReading !== undefined)
  if (told !== Number(isListReading))
    throw invalid(
      name,
      isListReading
        ? 'is a list that is a reading: it needs its listReadings, or a soleReading that says why'
        : 'has listReadings or a soleReading, but is no list that is a reading',
    )
  for (const { value } of listReadings)
    if (exactValue(parameter, value) === null)
      throw invalid(name, `${JSON.stringify(value)} among its listReadings is no value of it`)
  const isKnown = (list: ParameterValue) => listReadings.some((one) => isSameValue(one.value, list))
  if (listReadings.length > 0 && !lists.every(isKnown))
    throw invalid(name, 'has a value that is not among its listReadings')
}

function datedValue(
  parameter: DatedParameter,
  entry: RawParameter['values'][number] & { from: string },
  nextFrom: string | undefined,
  startsOn: string | null,
): DatedValue {
  const { from, until } = entry
  const fromStart = from === (startsOn ?? '')
  for (const day of until === undefined ? [from] : [from, until]) {
    if (!isDay(day) && !(fromStart && day === from))
      throw invalid(parameter.name, `${day} is not a day of the calendar`)
  }
  // a month is computed by one value: changes start with a month, or with the regulation itself
  if (!from.endsWith('-01') && !fromStart)
    throw invalid(parameter.name, `a value must start with a month, ${from} does not`)
  const value = exactValue(parameter, entry.value)
  if (value === null)
    throw invalid(parameter.name, `${JSON.stringify(entry.value)} from ${from} is no value of it`)
  if (until !== undefined) return { from, until, value }
  if (nextFrom === from) return { from, value }
  return { from, until: nextFrom === undefined ? undefined : dayBefore(nextFrom), value }
}

function dayBefore(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

/** More than any regulation counts or pays; it keeps out values by which nothing could be computed. */
const mostOfNumber = 10_000
const mostFen = 100_000_000

/** The value as stored (money in fen); null when the parameter cannot take it. */
export function exactValue(parameter: DatedParameter, value: unknown): ParameterValue | null {
  const { unit, choices } = parameter
  if (unit === 'fen') {
    const fen = typeof value === 'string' ? parseYuan(value) : value
    const whole = typeof fen === 'number' && Number.isInteger(fen)
    return whole && fen >= 0 && fen <= mostFen ? fen : null
  }
  if (unit !== 'none') {
    const whole = typeof value === 'number' && Number.isInteger(value)
    return whole && value >= 0 && value <= mostOfNumber ? value : null
  }
  if (Array.isArray(value)) {
    const items = value.filter((item): item is string => typeof item === 'string')
    const known = items.length === value.length && items.every((item) => choices?.has(item) ?? true)
    return known ? items : null
  }
  if (typeof value !== 'string' && typeof value !== 'boolean') return null
  return choices === null || choices.has(String(value)) ? value : null
}

const measures: Record<Unit, (value: number, measure: string) => string> = {
  fen: (value) => yuanText(value),
  percent: (value) => `${value}%`,
  days: (value) => `${value} 天`,
  hours: (value) => `${value} 小时`,
  count: (value, measure) => `${value} ${measure}`.trim(),
  none: (value) => String(value),
}

/** The value as a person reads it. */
export function shownText(parameter: DatedParameter, value: ParameterValue): string {
  if (typeof value === 'number') return measures[parameter.unit](value, parameter.measure)
  const named = (item: string) => parameter.choices?.get(item) ?? item
  if (Array.isArray(value)) return value.length === 0 ? '无' : value.map(named).join('、')
  return named(String(value))
}

function invalid(name: string, message: string): RuleError {
  return new RuleError('packInvalid', `parameters.yaml: ${name}: ${message}`)
}
