import * as z from 'zod/mini'
import { command, query } from './define'
import { matterClassCodes, matterLevels } from './matter-taxonomy'
import { areaCode, day, done, instantMs, text } from './primitives'

export const clockNames = [
  'supplement',
  'accept',
  'dispatch',
  'handle',
  'verify',
  'evaluate',
  'archive',
] as const
export type ClockName = (typeof clockNames)[number]

export const clockLabel: Record<ClockName, string> = {
  supplement: '补充期限',
  accept: '受理时限',
  dispatch: '派单时限',
  handle: '处置时限',
  verify: '核查时限',
  evaluate: '评价期',
  archive: '归档期',
}

const clock = z.enum(clockNames)
const classCode = z.enum(matterClassCodes)
const level = z.enum(matterLevels)

/** Of working time; of an emergency, around the clock. */
const minutes = z
  .int()
  .check(z.gte(15, '时限最短 15 分钟'), z.lte(129_600, '时限最长 90 天（129600 分钟）'))

/** How long a clock runs that starts on the day that was asked for. */
export const clockLength = z.object({
  level,
  minutes,
  /** e.g. '5 个工作日' */
  text: z.string(),
  /** The product's own: the county has set none. */
  isDefault: z.boolean(),
  /** The first day of this length. */
  startsOn: day,
  /** What the county set it by; null: it is the product's. */
  basis: z.nullable(z.string()),
})

export const clockRow = z.object({
  classCode,
  classLabel: z.string(),
  lengths: z.array(clockLength),
})
export type ClockRow = z.infer<typeof clockRow>

export const comingLength = z.object({
  clock,
  classCode,
  classLabel: z.string(),
  level,
  /** Null: the product's own again. */
  minutes: z.nullable(minutes),
  text: z.string(),
  startsOn: day,
  basis: z.string(),
  setByName: z.string(),
  setAtMs: instantMs,
})

export const list = query({
  name: 'clocks.list',
  path: '/api/clocks/list',
  summary: '各环节的时限：按类别和级别，今天起算的按哪个值',
  permission: 'matters.read',
  input: z.object({
    /** A county, or a place in one; absent: that of one's post. */
    areaCode: z.optional(areaCode),
    clock,
    /** Absent: today. */
    day: z.optional(day),
  }),
  output: z.object({
    countyCode: areaCode,
    countyName: z.string(),
    clock,
    day,
    rows: z.array(clockRow),
    /** Set already, and beginning later; of all clocks. */
    coming: z.array(comingLength),
    maySet: z.boolean(),
  }),
  errors: [],
})

export const set = command({
  name: 'clocks.set',
  path: '/api/clocks/set',
  summary: '定本县的时限，从明天或以后的一天起；正在走的时限不变',
  permission: 'units.manage',
  input: z.object({
    countyCode: areaCode,
    startsOn: day,
    /** Document or decision that says so. */
    basis: text(120),
    values: z
      .array(
        z.object({
          clock,
          classCode,
          level,
          /** Null: the product's own again. */
          minutes: z.nullable(minutes),
        }),
      )
      .check(z.minLength(1, '请填写时限'), z.maxLength(400, '一次最多改 400 个时限')),
  }),
  output: done,
  errors: [],
})
