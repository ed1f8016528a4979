import * as z from 'zod/mini'
import { download, query } from './define'
import { areaCode, instantMs, month, placeCode } from './primitives'
import { unitCode } from './units'

/** A share in thousandths; null where there is nothing to be a share of. */
const perMille = z.nullable(z.int())
const minutes = z.nullable(z.number())

/**
 * What became of the matters that arrived in a month (of a unit: of the tasks it was given in that
 * month). What was taken back, was none, or goes along with another is not counted.
 */
export const figures = z.object({
  received: z.int(),
  accepted: z.int(),
  handled: z.int(),
  /** Handled, and neither accepted nor handled late. */
  inTime: z.int(),
  /** Accepted or handled late, or a clock that runs now has run out. */
  overdue: z.int(),
  reopened: z.int(),
  selfHandled: z.int(),
  evaluated: z.int(),
  satisfied: z.int(),
  unsatisfied: z.int(),
  inTimePerMille: perMille,
  selfHandledPerMille: perMille,
  satisfiedPerMille: perMille,
  /** From arrival (of a task: from being given it) until handled, in minutes. */
  workingMedianMinutes: minutes,
  workingNinetiethMinutes: minutes,
  elapsedMedianMinutes: minutes,
  elapsedNinetiethMinutes: minutes,
})

export const areas = query({
  name: 'loopFigures.areas',
  path: '/api/loop-figures/areas',
  summary: '闭环记分板：一个区域一个月，和它的下级区域',
  permission: 'loopFigures.read',
  input: z.object({ code: placeCode, month }),
  output: z.object({
    code: placeCode,
    areaName: z.string(),
    figures,
    /** Townships of a county, villages of a township, grids of a village. */
    rows: z.array(z.object({ code: placeCode, areaName: z.string(), figures })),
    /** Half a year up to the month. */
    months: z.array(
      z.object({ month, received: z.int(), handled: z.int(), inTime: z.int(), overdue: z.int() }),
    ),
    /** Everything that happened before is counted. */
    countedThroughMs: instantMs,
  }),
  errors: [],
})

export const units = query({
  name: 'loopFigures.units',
  path: '/api/loop-figures/units',
  summary: '闭环记分板：各部门接到的任务办得怎样',
  permission: 'loopFigures.units',
  input: z.object({ areaCode, month }),
  output: z.object({
    areaName: z.string(),
    rows: z.array(z.object({ code: unitCode, unitName: z.string(), handedBack: z.int(), figures })),
    countedThroughMs: instantMs,
  }),
  errors: [],
})

export const table = download({
  name: 'loopFigures.table',
  path: '/api/loop-figures/table',
  summary: '下载闭环记分板（xlsx）',
  permission: 'loopFigures.read',
  input: z.object({ code: placeCode, month }),
  errors: [],
})

/** A count that is told to everybody; null: so few that it might point at somebody. */
const publicCount = z.nullable(z.int())

/** Only a county's totals, and none that are small (actors: public totals only). */
export const publicTotals = query({
  name: 'loopFigures.publicTotals',
  path: '/api/public/loop-figures/:countyCode',
  summary: '公开的全县办理情况（只有总数）',
  permission: 'public',
  input: z.object({
    countyCode: z.string().check(z.regex(/^\d{6}$/, '县级区划代码应为 6 位数字')),
    month,
  }),
  output: z.object({
    countyName: z.string(),
    month,
    received: publicCount,
    handled: publicCount,
    inTimePerMille: perMille,
    satisfiedPerMille: perMille,
    elapsedMedianMinutes: minutes,
    elapsedNinetiethMinutes: minutes,
    /** A year up to the month. */
    months: z.array(z.object({ month, received: publicCount, handled: publicCount })),
    countedThroughMs: instantMs,
    demo: z.boolean(),
  }),
  errors: [],
})
