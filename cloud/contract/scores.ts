import * as z from 'zod/mini'
import { command, query } from './define'
import { role } from './permissions'
import { areaCode, done, id, instantMs, month, text } from './primitives'

/** Points are kept as hundredths, so that 97.50 is exact. */
export const pointHundredths = z.int().check(z.gte(0), z.lte(10_000))

/** Roles by which an office may score. */
export const scorerRole = z.enum(['villageHead', 'townshipOffice', 'townshipSigner'])
export type ScorerRole = z.infer<typeof scorerRole>

const itemText = {
  /** What is looked at, e.g. '工作日志'. */
  title: text(64),
  /** Which office scores it, e.g. '信访办'. */
  office: text(32),
  role: scorerRole,
  mostPoints: z.int().check(z.gte(1), z.lte(100)),
}

export const scoreItem = z.object({
  id,
  title: z.string(),
  office: z.string(),
  role,
  mostPoints: z.int(),
  /** The one who asks may score it. */
  mayEnter: z.boolean(),
})
export type ScoreItem = z.infer<typeof scoreItem>

export const scoreRow = z.object({
  accountId: id,
  workerName: z.string(),
  gridName: z.string(),
  /** In the order of the items; null: not scored yet, or another office's. */
  scoresHundredths: z.array(z.nullable(pointHundredths)),
  /** Null until all are in. */
  totalHundredths: z.nullable(pointHundredths),
  /** Opened again for him alone after the month's scores were closed. */
  reopened: z.boolean(),
})
export type ScoreRow = z.infer<typeof scoreRow>

export const scoreSheet = z.object({
  townshipCode: areaCode,
  townshipName: z.string(),
  month,
  state: z.enum(['none', 'open', 'closed']),
  items: z.array(scoreItem),
  rows: z.array(scoreRow),
  /** What keeps the month from being closed, by office, e.g. '信访办（信访处理）：王平、李红'. */
  missing: z.array(z.string()),
  closedByName: z.nullable(z.string()),
  closedAtMs: z.nullable(instantMs),
  abilities: z.object({ setScheme: z.boolean(), close: z.boolean(), reopen: z.boolean() }),
})
export type ScoreSheet = z.infer<typeof scoreSheet>

export const sheet = query({
  name: 'scores.sheet',
  path: '/api/scores/sheet',
  summary: '一个街道（乡镇）一个月的分项打分',
  permission: 'scores.read',
  input: z.object({ townshipCode: areaCode, month }),
  output: scoreSheet,
  errors: [],
})

export const setScheme = command({
  name: 'scores.setScheme',
  path: '/api/scores/set-scheme',
  summary: '定一个月的打分项目，满分合计 100',
  permission: 'scores.manage',
  input: z.object({
    townshipCode: areaCode,
    month,
    items: z.array(z.object(itemText)).check(z.minLength(1), z.maxLength(20)),
  }),
  output: done,
  errors: ['schemeTotal', 'schemeInUse'],
})

export const enter = command({
  name: 'scores.enter',
  path: '/api/scores/enter',
  summary: '给一个项目打分，可以一次打多人',
  permission: 'scores.enter',
  input: z.object({
    itemId: id,
    scores: z
      .array(z.object({ accountId: id, scoreHundredths: pointHundredths }))
      .check(z.minLength(1), z.maxLength(500)),
  }),
  output: done,
  errors: ['ownCase', 'scoreTooHigh', 'scoresClosed'],
})

export const close = command({
  name: 'scores.close',
  path: '/api/scores/close',
  summary: '结束一个月的打分；缺一项都不能结束',
  permission: 'scores.manage',
  input: z.object({ townshipCode: areaCode, month }),
  output: done,
  errors: ['ownCase', 'scoresMissing', 'scoresClosed', 'monthNotOver'],
})

/** Closed again by `close`, once all his items are in. */
export const reopen = command({
  name: 'scores.reopen',
  path: '/api/scores/reopen',
  summary: '打分结束以后只为一个人重开打分，写明理由',
  permission: 'scores.manage',
  input: z.object({ townshipCode: areaCode, month, accountId: id, reason: text(500) }),
  output: done,
  errors: ['ownCase', 'monthFrozen', 'alreadyDecided'],
})
