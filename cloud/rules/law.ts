import type { ArticleRef, ParameterRef } from '../contract/trace'
import type { NumberParameter } from './figures'
import { lastDay } from './months'
import { covers, type DatedParameter, type Pack, parameterOn, refOf, startOf } from './pack'
import { exactValue, type ParameterValue } from './parameters'
import { RuleError } from './rule-error'
import { shared, sharedList } from './shared'

export type Readings = Readonly<Record<string, unknown>>

/** A value that the county set for its own area, by a decision, from a day on. */
export interface CountyValue {
  name: string
  from: string
  /** Money in fen or as yuan text. */
  value: ParameterValue
}

/** A pack as it stands in a month, and in others by the same values: what the rules are made from. */
export interface Law {
  /** First day the regulation is in force. */
  startsOn: string
  parameter(name: string): ParameterRef
  number(name: string): NumberParameter
  flag(name: string): boolean
  choice(name: string): string
  list(name: string): readonly string[]
  article(id: string): ArticleRef
  articles(...ids: string[]): ArticleRef[]
  /** Parameters that were switched for this computation. */
  switched: readonly ParameterRef[]
}

/**
 * The law of a month, by the values of its last day. Values that the county set go before the
 * pack's own from their day on; readings switched for this one computation go before both.
 */
export function lawOf(
  pack: Pack,
  month: string,
  readings: Readings = {},
  countyValues: readonly CountyValue[] = [],
): Law {
  const startsOn = startOf(pack)
  if (!covers(pack, month)) {
    throw new RuleError(
      'monthNotCovered',
      `${pack.title}自 ${startsOn} 起施行，不适用于 ${month}`,
      'month',
    )
  }
  const on = lastDay(month)
  const switched = new Map<string, ParameterRef>()
  for (const [name, value] of Object.entries(readings))
    switched.set(name, switchedTo(pack, name, value, on))
  const known = new Map<string, ParameterRef>([...setByCounty(pack, countyValues, on), ...switched])

  function parameter(name: string): ParameterRef {
    const held = known.get(name)
    if (held) return held
    const ref = parameterOn(dated(pack, name), on)
    known.set(name, ref)
    return ref
  }
  function valued<T>(
    name: string,
    is: (value: ParameterRef['value']) => value is Extract<ParameterRef['value'], T>,
  ) {
    const { value } = parameter(name)
    if (!is(value))
      throw new RuleError('packInvalid', `parameters.yaml: ${name} has a value of the wrong sort`)
    return value
  }
  function article(id: string): ArticleRef {
    const found = pack.articles.get(id)
    if (!found) throw new RuleError('notInPack', `articles.yaml lacks ${id}`)
    return found
  }
  /** The same list for the same ids, so that its text is written once for all statements. */
  const lists = new Map<string, ArticleRef[]>()
  function articlesOf(ids: readonly string[]): ArticleRef[] {
    const key = ids.join(' ')
    const held = lists.get(key)
    if (held) return held
    const list = sharedList(ids.map(article))
    lists.set(key, list)
    return list
  }
  return {
    startsOn,
    parameter,
    number(name) {
      valued<number>(name, (value) => typeof value === 'number')
      return parameter(name) as NumberParameter
    },
    flag: (name) => valued<boolean>(name, (value) => typeof value === 'boolean'),
    choice: (name) => valued<string>(name, (value) => typeof value === 'string'),
    list: (name) => valued<string[]>(name, Array.isArray),
    article,
    articles: (...ids) => articlesOf(ids),
    switched: [...switched.values()],
  }
}

function dated(pack: Pack, name: string): DatedParameter {
  const found = pack.parameters.get(name)
  if (!found) throw new RuleError('notInPack', `parameters.yaml lacks ${name}`)
  return found
}

/** Of each parameter the newest value that the county set up to the day. */
function setByCounty(
  pack: Pack,
  countyValues: readonly CountyValue[],
  on: string,
): Map<string, ParameterRef> {
  const newest = new Map<string, CountyValue>()
  for (const [index, value] of countyValues.entries()) {
    if (!pack.parameters.has(value.name)) {
      throw new RuleError(
        'readingUnknown',
        `没有名为 ${value.name} 的参数`,
        `countyValues.${index}`,
      )
    }
    const other = newest.get(value.name)
    if (value.from > on || (other && other.from > value.from)) continue
    if (other?.from === value.from) {
      throw new RuleError(
        'parameterUndated',
        `参数 ${value.name} 从 ${value.from} 起有两个县定的取值`,
        `countyValues.${index}`,
      )
    }
    newest.set(value.name, value)
  }
  return new Map(
    [...newest].map(([name, { value, from }]) => {
      const parameter = dated(pack, name)
      const exact = exactValue(parameter, value)
      if (exact === null) {
        throw new RuleError(
          'readingUnknown',
          `参数 ${name} 不能取 ${JSON.stringify(value)}`,
          `countyValues.${name}`,
        )
      }
      return [name, shared({ ...refOf(parameter, exact, from), setByCounty: true })]
    }),
  )
}

function switchedTo(pack: Pack, name: string, value: unknown, on: string): ParameterRef {
  const path = `readings.${name}`
  const parameter = pack.parameters.get(name)
  if (!parameter) throw new RuleError('readingUnknown', `没有名为 ${name} 的参数`, path)
  const exact = exactValue(parameter, value)
  if (exact === null) {
    const choices = parameter.choices ? `，可取：${[...parameter.choices.keys()].join('、')}` : ''
    throw new RuleError(
      'readingUnknown',
      `参数 ${name} 不能取 ${JSON.stringify(value)}${choices}`,
      path,
    )
  }
  return shared({
    ...refOf(
      parameter,
      exact,
      parameter.values.length > 0 ? parameterOn(parameter, on).validFrom : on,
    ),
    switched: true,
  })
}
