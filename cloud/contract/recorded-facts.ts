import * as z from 'zod/mini'
import { tableProblem } from './areas'
import { command, download, query, upload } from './define'
import { areaCode, done, gridCode, id, instantMs, month, text } from './primitives'

const most = 10_000_000
/** A count, or hundredths of a point: 95.45 is 9545. What it may be says the bound regulation. */
const value = z.int().check(z.gte(-most, '数太小'), z.lte(most, '数太大'))
const evidence = text(500)
const monthOfTownship = { townshipCode: areaCode, month }

/** A fact that the month's regulation asks people for. */
export const factToRecord = z.object({
  name: z.string(),
  label: z.string(),
  measure: z.string(),
  unit: z.enum(['count', 'points']),
  articleTitle: z.string(),
  /** Without it the month is not computed. */
  isNeeded: z.boolean(),
})
export type FactToRecord = z.infer<typeof factToRecord>

export const factEntry = z.object({
  value,
  evidence: z.string(),
  recordedByName: z.string(),
  recordedAtMs: instantMs,
})

export const factRow = z.object({
  accountId: id,
  workerName: z.string(),
  gridCode,
  gridName: z.string(),
  /** Names of facts that the regulation does not ask of this kind of workers. */
  notAsked: z.array(z.string()),
  /** One list for each fact, in their order; the newest entry first, which is the one that holds. */
  entries: z.array(z.array(factEntry)),
})
export type FactRow = z.infer<typeof factRow>

export const sheet = query({
  name: 'recordedFacts.sheet',
  path: '/api/recorded-facts/sheet',
  summary: '一个乡镇一个月要人登记的事实，每人登记到哪里',
  permission: 'pay.read',
  input: z.object(monthOfTownship),
  output: z.object({
    townshipName: z.string(),
    /** The regulation that asks for them. */
    title: z.string(),
    /** Empty: it asks for none. */
    facts: z.array(factToRecord),
    rows: z.array(factRow),
    frozen: z.boolean(),
    abilities: z.object({ record: z.boolean() }),
  }),
  errors: ['regulationUnbound'],
})

/** One person's month; an earlier entry stays and the new one holds. */
export const record = command({
  name: 'recordedFacts.record',
  path: '/api/recorded-facts/record',
  summary: '登记或更正一名网格员一个月的事实，写明依据',
  permission: 'pay.close',
  input: z.object({
    accountId: id,
    month,
    evidence,
    values: z.array(z.object({ name: text(40), value })).check(z.minLength(1), z.maxLength(20)),
  }),
  output: done,
  errors: ['monthFrozen', 'ownCase', 'regulationUnbound'],
})

export const importTable = upload({
  name: 'recordedFacts.importTable',
  path: '/api/recorded-facts/import',
  summary: '按表格登记一个乡镇一个月的事实，全部成功或者全部不写入',
  permission: 'pay.close',
  mostBytes: 10_000_000,
  input: z.object({ ...monthOfTownship, evidence, rehearse: z.enum(['yes', 'no']) }),
  output: z.object({
    imported: z.boolean(),
    rowCount: z.int(),
    problems: z.array(tableProblem),
  }),
  errors: ['fileUnreadable', 'monthFrozen', 'regulationUnbound'],
})

export const template = download({
  name: 'recordedFacts.template',
  path: '/api/recorded-facts/template',
  summary: '登记月度事实的表格，已填好网格和姓名',
  permission: 'pay.close',
  input: z.object(monthOfTownship),
  errors: ['regulationUnbound'],
})
