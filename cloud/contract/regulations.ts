import * as z from 'zod/mini'
import { command, query } from './define'
import { areaCode, day, done, id, instantMs, month, text } from './primitives'
import { parameterValue } from './regulation-values'
import { unit } from './trace'

export * from './regulation-simulations'
export * from './regulation-values'

const packId = z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/, '没有这个办法'))
const parameterName = z.string().check(z.regex(/^[a-z][A-Za-z0-9.]{0,63}$/, '没有这个参数'))

/** One value of a parameter by date: the text's own, or one that the county set (县定). */
const datedValue = z.object({
  /** Empty where the text gives no first day. */
  from: z.string(),
  value: parameterValue,
  text: z.string(),
  setByCounty: z.boolean(),
  documentNumber: z.nullable(z.string()),
  authorName: z.nullable(z.string()),
  publisherName: z.nullable(z.string()),
  publishedAtMs: z.nullable(instantMs),
  /** A later publication for the same month took its place. */
  replaced: z.boolean(),
})
export type DatedValue = z.infer<typeof datedValue>

/** What it may be set to, in words; null: a figure. One alone is a decided reading. */
const choices = z.nullable(z.array(z.object({ value: z.string(), text: z.string() })))

export const bookParameter = z.object({
  name: z.string(),
  label: z.string(),
  unit,
  /** What holds on the day that is asked for. */
  value: parameterValue,
  valueText: z.string(),
  validFrom: z.string(),
  setByCounty: z.boolean(),
  article: z.string(),
  reading: z.nullable(z.string()),
  choices,
  /** Of a list: the ways to read it as a whole, what holds among them or not; else empty. */
  listReadings: z.array(z.object({ value: z.array(z.string()), text: z.string() })),
  /** Why a list can be read in no other way. */
  soleReading: z.nullable(z.string()),
  history: z.array(datedValue),
})
export type BookParameter = z.infer<typeof bookParameter>

/** A regulation as the service computes it: articles in our own words, dated parameters. */
export const book = query({
  name: 'regulations.book',
  path: '/api/regulations/book',
  summary: '考核办法：条文要点、按日期的参数、读法和县里还没有定的',
  permission: 'signedIn',
  /** Without `regulation` the one that binds one's own area on the day. */
  input: z.object({ on: z.optional(day), regulation: z.optional(packId) }),
  output: z.object({
    regulation: z.string(),
    /** The county's own name of it, or else the text's. */
    title: z.string(),
    /** The text's own name. */
    packTitle: z.string(),
    packVersion: z.string(),
    /** Whether the service can pay by it. */
    pays: z.boolean(),
    articles: z.array(z.object({ id: z.string(), title: z.string(), gist: z.string() })),
    /** Left open by the text and not set by the county: nothing that needs it is computed. */
    unset: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        article: z.string(),
        /** What cannot be computed until it is set. */
        consequence: z.string(),
        unit,
        choices,
      }),
    ),
    parameters: z.array(bookParameter),
    notComputed: z.array(z.object({ article: z.string(), reason: z.string() })),
  }),
  errors: ['regulationUnbound'],
})

/** Which regulation binds the county and its townships, from when, and which packs there are. */
export const bindings = query({
  name: 'regulations.bindings',
  path: '/api/regulations/bindings',
  summary: '本县和各乡镇适用的办法',
  permission: 'regulations.read',
  input: z.object({}),
  output: z.object({
    county: z.object({ code: areaCode, name: z.string() }),
    bindings: z.array(
      z.object({
        areaCode,
        areaName: z.string(),
        regulation: z.string(),
        title: z.string(),
        packTitle: z.string(),
        startsOn: day,
        documentNumber: z.nullable(z.string()),
      }),
    ),
    /** What holds in each township on the last day of this month; `problem`: none, or two. */
    townships: z.array(
      z.object({
        code: areaCode,
        name: z.string(),
        title: z.nullable(z.string()),
        startsOn: z.nullable(day),
        problem: z.nullable(z.string()),
      }),
    ),
    packs: z.array(
      z.object({
        regulation: z.string(),
        title: z.string(),
        startsOn: z.nullable(day),
        pays: z.boolean(),
        /** Why it cannot be bound for pay; null: it can. */
        reason: z.nullable(z.string()),
      }),
    ),
  }),
  errors: [],
})

export const changeState = z.enum(['draft', 'submitted', 'returned', 'published', 'dropped'])
export type ChangeState = z.infer<typeof changeState>
export const changeStateLabel: Record<ChangeState, string> = {
  draft: '草稿',
  submitted: '待公布',
  returned: '已退回',
  published: '已公布',
  dropped: '已作废',
}

/** What is to change: values of parameters, or which regulation binds an area. */
export const changeContent = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('values'),
    values: z
      .array(z.object({ name: parameterName, value: parameterValue }))
      .check(z.minLength(1, '至少改一项'), z.maxLength(50)),
  }),
  z.object({
    kind: z.literal('binding'),
    areaCode,
    /** The county's own name of its regulation; null: the text's. */
    title: z.nullable(text(120)),
  }),
])
export type ChangeContent = z.infer<typeof changeContent>

const changeDraft = {
  regulation: packId,
  /** The first month it holds. */
  firstMonth: month,
  content: changeContent,
  reason: text(500),
  /** Number of the county's decision. */
  documentNumber: text(64),
}

export const change = z.object({
  id,
  ...changeDraft,
  regulationTitle: z.string(),
  /** Of values: each with what holds without the change. */
  lines: z.array(
    z.object({ name: z.string(), label: z.string(), before: z.string(), after: z.string() }),
  ),
  areaName: z.string(),
  state: changeState,
  version: z.int(),
  authorName: z.string(),
  createdAtMs: instantMs,
  submittedAtMs: z.nullable(instantMs),
  decidedByName: z.nullable(z.string()),
  decidedAtMs: z.nullable(instantMs),
  decisionReason: z.nullable(z.string()),
  abilities: z.object({
    edit: z.boolean(),
    submit: z.boolean(),
    drop: z.boolean(),
    decide: z.boolean(),
  }),
})
export type Change = z.infer<typeof change>

export const changes = query({
  name: 'regulations.changes',
  path: '/api/regulations/changes',
  summary: '本县对办法的修改：草稿、待公布和已公布的',
  permission: 'regulations.read',
  input: z.object({}),
  output: z.object({ changes: z.array(change), abilities: z.object({ draft: z.boolean() }) }),
  errors: [],
})

export const changeDetail = query({
  name: 'regulations.change',
  path: '/api/regulations/change/:changeId',
  summary: '一项修改、最近一次试算和可以试算的月份',
  permission: 'regulations.read',
  input: z.object({ changeId: id }),
  output: z.object({
    change,
    /** The newest simulation of it; `outdated`: it was edited since. */
    simulation: z.nullable(z.object({ simulationId: id, outdated: z.boolean() })),
    /** Final months of the county, newest first. */
    months: z.array(z.object({ month, workers: z.int() })),
  }),
  errors: [],
})

const changeErrors = [
  'regulationUnknown',
  'regulationCannotPay',
  'regulationValueRefused',
  'regulationMonthFrozen',
  'regulationBindingExists',
] as const

export const draftChange = command({
  name: 'regulations.draftChange',
  path: '/api/regulations/draft-change',
  summary: '起草对办法的修改',
  permission: 'regulations.change',
  input: z.object(changeDraft),
  output: z.object({ change }),
  errors: changeErrors,
})

export const editChange = command({
  name: 'regulations.editChange',
  path: '/api/regulations/edit-change',
  summary: '改自己起草的修改（已提交的回到草稿）',
  permission: 'regulations.change',
  input: z.object({ changeId: id, version: z.int(), ...changeDraft }),
  output: z.object({ change }),
  errors: [...changeErrors, 'regulationNotAuthor', 'regulationChangeMoved', 'alreadyDecided'],
})

export const dropChange = command({
  name: 'regulations.dropChange',
  path: '/api/regulations/drop-change',
  summary: '作废自己起草的修改',
  permission: 'regulations.change',
  input: z.object({ changeId: id }),
  output: done,
  errors: ['regulationNotAuthor', 'alreadyDecided'],
})

export const submitChange = command({
  name: 'regulations.submitChange',
  path: '/api/regulations/submit-change',
  summary: '把修改交给另一个人公布',
  permission: 'regulations.change',
  input: z.object({ changeId: id, version: z.int() }),
  output: z.object({ change }),
  errors: [...changeErrors, 'regulationNotAuthor', 'regulationChangeMoved', 'alreadyDecided'],
})

/** A second person publishes it, or returns it with a reason; the author cannot. */
export const decideChange = command({
  name: 'regulations.decideChange',
  path: '/api/regulations/decide-change',
  summary: '公布或退回别人起草的修改',
  permission: 'regulations.change',
  input: z.object({
    changeId: id,
    /** What was read: another version is not published by mistake. */
    version: z.int(),
    decision: z.enum(['publish', 'return']),
    reason: z.nullable(text(500)),
  }),
  output: z.object({ change }),
  errors: [...changeErrors, 'ownCase', 'reasonNeeded', 'regulationChangeMoved', 'alreadyDecided'],
})
