import { createHash } from 'node:crypto'
import { parse } from 'yaml'
import { z } from 'zod'
import type { ArticleRef, ParameterRef, Unit } from '../contract/trace'
import { addDays } from './blocks/working-days'
import { isDay, monthOf } from './months'
import { type ParameterValue, type RawParameter, readParameter, shownText } from './parameters'
import { RuleError } from './rule-error'
import { shared } from './shared'

/** The YAML files of a pack, as text. */
export interface PackFiles {
  pack: string
  articles: string
  parameters: string
  notComputed: string
}

export interface DatedValue {
  /** First day it holds; '' where it holds from the first day in force, which the county sets. */
  from: string
  /** Last day it holds; open until the next value where it is absent. */
  until?: string | undefined
  value: ParameterValue
}

/** One way to read a list as a whole, in words. */
export interface ListReading {
  value: string[]
  text: string
}

export interface DatedParameter {
  name: string
  label: string
  unit: Unit
  measure: string
  article: string
  reading?: string | undefined
  /** Values it may be switched to, with what each means; absent for a figure. */
  choices: ReadonlyMap<string, string> | null
  /** Of a list that is a reading: every way to read it. Empty: of anything else, and of a sole reading. */
  listReadings: readonly ListReading[]
  /** Why the list can be read in no other way, in words. */
  soleReading?: string
  /** The text leaves it open; the county sets it. */
  setByCounty: boolean
  /** Results turn at it, so the cases stand on either side of it. */
  boundary: boolean
  /** A feature goes by it, no rule: no case can hold it. */
  readBy?: string
  values: DatedValue[]
}

export interface NotComputed {
  article: string
  what: string
  reason: string
}

export interface Pack {
  id: string
  title: string
  issuer: string
  /** First day in force; null where the text gives none and the county must set it. */
  startsOn: string | null
  /** Article that says from when it is in force; told where the county must set the day. */
  startArticle: string | null
  endsOn: string | null
  /** Hash of all its content, and of what its rules make of its own cases. */
  version: string
  articles: ReadonlyMap<string, ArticleRef>
  parameters: ReadonlyMap<string, DatedParameter>
  notComputed: readonly NotComputed[]
}

const day = z.string().refine(isDay, 'not a day of the calendar')
const packHead = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().min(1),
  issuer: z.string().min(1),
  /** null: the text names no day, and `startArticle` says which article leaves it open. */
  startsOn: day.nullable(),
  startArticle: z.string().optional(),
  endsOn: day.optional(),
  /** Raised when a rule changes what it computes; the digest is that of the statements of its cases. */
  rules: z.strictObject({ version: z.int().positive(), digest: z.string() }),
})
const articleList = z.array(
  z.strictObject({
    id: z.string().min(1),
    title: z.string().min(1),
    gist: z.string().min(1),
    /** Features of the product that do what the article asks, where no figure is computed by it. */
    features: z.array(z.string().min(1)).min(1).optional(),
  }),
)
const notComputedList = z.array(
  z.strictObject({ article: z.string(), what: z.string().min(1), reason: z.string().min(1) }),
)

/** Reads and checks a pack's files; what does not fit together is an error that names it. */
export function loadPack(files: PackFiles): Pack {
  const head = readYaml('pack.yaml', files.pack, packHead)
  const articles = new Map<string, ArticleRef>()
  for (const { id, title, gist } of readYaml('articles.yaml', files.articles, articleList)) {
    const article: ArticleRef = { id, title, gist }
    if (articles.has(article.id))
      throw invalid(`articles.yaml: article ${article.id} stands there twice`)
    articles.set(article.id, shared(article))
  }
  const parameters = new Map<string, DatedParameter>()
  for (const raw of readYaml('parameters.yaml', files.parameters, z.array(z.unknown()))) {
    const parameter = readParameter(raw as RawParameter, head.startsOn)
    if (parameters.has(parameter.name))
      throw invalid(`parameters.yaml: ${parameter.name} stands there twice`)
    if (!articles.has(parameter.article)) {
      throw invalid(
        `parameters.yaml: ${parameter.name} rests on ${parameter.article}, which articles.yaml lacks`,
      )
    }
    parameters.set(parameter.name, parameter)
  }
  if (head.startsOn === null && !articles.has(head.startArticle ?? ''))
    throw invalid('pack.yaml: without startsOn it needs a startArticle that articles.yaml has')
  const notComputed = readYaml('not-computed.yaml', files.notComputed, notComputedList)
  for (const { article } of notComputed) {
    if (!articles.has(article)) throw invalid(`not-computed.yaml: articles.yaml lacks ${article}`)
  }
  const { id, title, issuer, startsOn, startArticle = null, endsOn = null } = head
  return {
    id,
    title,
    issuer,
    startsOn,
    startArticle,
    endsOn,
    version: hashOf(files),
    articles,
    parameters,
    notComputed,
  }
}

function hashOf(files: PackFiles): string {
  const hash = createHash('sha256')
  for (const text of [files.pack, files.articles, files.parameters, files.notComputed])
    hash.update(text).update('\0')
  return hash.digest('hex').slice(0, 16)
}

function readYaml<T>(name: string, text: string, schema: z.ZodType<T>): T {
  let value: unknown
  try {
    value = parse(text)
  } catch (error) {
    throw invalid(`${name}: ${error instanceof Error ? error.message : String(error)}`)
  }
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw invalid(`${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
}

function invalid(message: string): RuleError {
  return new RuleError('packInvalid', message)
}

/** The value of a parameter on a day. None or two is an error that names both. */
export function valueOn(parameter: DatedParameter, on: string): DatedValue {
  const [found, second] = parameter.values.filter(
    ({ from, until }) => from <= on && (until === undefined || on <= until),
  )
  if (!found && parameter.setByCounty && parameter.values.length === 0) {
    throw new RuleError(
      'parameterUnset',
      `办法没有写明“${parameter.label}”（${parameter.article}），县里还没有定，定了才能计算`,
      `countyValues.${parameter.name}`,
    )
  }
  if (!found) {
    const known = parameter.values
      .map(({ from, until }) => `${from} 至 ${until ?? '今后'}`)
      .join('，')
    throw new RuleError(
      'parameterUndated',
      `参数 ${parameter.name}（${parameter.label}）${gapText(parameter, on)}没有取值，现有取值：${known}`,
    )
  }
  if (second) {
    throw new RuleError(
      'parameterUndated',
      `参数 ${parameter.name}（${parameter.label}）在 ${on} 有两个取值：${spanText(parameter, found)} 和 ${spanText(parameter, second)}`,
    )
  }
  return found
}

/**
 * The days around this one on which the parameter has no value. All of them, and not the one that was
 * asked for: rules are made once for all months in which the same values hold, also where that is none.
 */
function gapText({ values }: DatedParameter, on: string): string {
  const [last] = values
    .flatMap(({ until }) => (until && until < on ? [until] : []))
    .sort()
    .reverse()
  const [next] = values.flatMap(({ from }) => (from > on ? [from] : [])).sort()
  const start = last && `从 ${addDays(last, 1)} `
  const end = next && `到 ${addDays(next, -1)} `
  if (start) return end ? `${start}${end}` : `${start}起`
  return end ?? ''
}

function spanText(parameter: DatedParameter, { from, until, value }: DatedValue): string {
  return `${from} 至 ${until ?? '今后'} 的 ${shownText(parameter, value)}`
}

/** The parameter as it stood on a day, ready to be shown. */
export function parameterOn(parameter: DatedParameter, on: string): ParameterRef {
  const held = valueOn(parameter, on)
  const known = shown.get(held)
  if (known) return known
  const ref = shared(refOf(parameter, held.value, held.from))
  shown.set(held, ref)
  return ref
}

/** The same for every month in which a value holds, so that its text is written once for all of them. */
const shown = new WeakMap<DatedValue, ParameterRef>()

export function refOf(
  parameter: DatedParameter,
  value: ParameterValue,
  validFrom: string,
): ParameterRef {
  const { name, label, unit, article, reading } = parameter
  return {
    name,
    label,
    value,
    unit,
    text: shownText(parameter, value),
    validFrom,
    article,
    ...(reading === undefined ? {} : { reading }),
  }
}

/**
 * The pack with its first day in force: the county's day where the text names none. A county may
 * not move a day that the text names.
 */
export function inForceFrom(pack: Pack, countyStartsOn: string | undefined): Pack {
  if (pack.startsOn !== null || countyStartsOn === undefined) return pack
  const from = countyStartsOn
  const parameters = new Map(
    [...pack.parameters].map(([name, parameter]) => [
      name,
      {
        ...parameter,
        values: parameter.values.map((value) => (value.from === '' ? { ...value, from } : value)),
      },
    ]),
  )
  return { ...pack, startsOn: countyStartsOn, parameters }
}

/** First day in force; refused until the county has set it where the text names none. */
export function startOf(pack: Pack): string {
  if (pack.startsOn !== null) return pack.startsOn
  throw new RuleError(
    'startUnset',
    `${pack.title}没有写明从哪天起施行（${pack.startArticle}），县里还没有定，定了才能计算`,
    'countyStartsOn',
  )
}

/** Whether the pack was in force on some day of the month. */
export function covers(pack: Pack, month: string): boolean {
  return month >= monthOf(startOf(pack)) && (pack.endsOn === null || month <= monthOf(pack.endsOn))
}
