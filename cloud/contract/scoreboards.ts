import * as z from 'zod/mini'
import { download, query } from './define'
import { areaCode, gridCode, id, money, month, workerKind } from './primitives'

export const workerScore = z.object({
  accountId: id,
  name: z.string(),
  gridCode,
  gridName: z.string(),
  workerKind,
  checkInDays: z.int(),
  reports: z.int(),
  validReports: z.int(),
  invalidReports: z.int(),
  waitingReports: z.int(),
  /** Estimate for an open month, the statement's for a computed one. */
  verdict: z.enum(['pass', 'fail']),
  payFen: money,
})

export const totals = z.object({
  workers: z.int(),
  checkInDays: z.int(),
  reports: z.int(),
  validReports: z.int(),
  waitingReports: z.int(),
  /** Workers who have reached the check-in quota, and the report quota where there is one. */
  reachedCheckIns: z.int(),
  reachedReports: z.int(),
  payFen: money,
})

export const workers = query({
  name: 'scoreboards.workers',
  path: '/api/scoreboards/workers',
  summary: '一个区域一个月的网格员记分板',
  permission: 'scoreboards.read',
  input: z.object({
    areaCode,
    month,
    sort: z.optional(z.enum(['name', 'checkInDays', 'validReports', 'waitingReports', 'payFen'])),
    order: z.optional(z.enum(['ascending', 'descending'])),
    limit: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(500))),
    offset: z.optional(z.coerce.number().check(z.int(), z.gte(0), z.lte(1_000_000))),
  }),
  output: z.object({
    areaName: z.string(),
    totals,
    workers: z.array(workerScore),
    workerCount: z.int(),
  }),
  errors: [],
})

export const areas = query({
  name: 'scoreboards.areas',
  path: '/api/scoreboards/areas',
  summary: '各下级区域对比（县看乡镇，乡镇看村）',
  permission: 'scoreboards.read',
  input: z.object({ areaCode, month }),
  output: z.object({
    areaName: z.string(),
    totals,
    rows: z.array(z.object({ areaCode, areaName: z.string(), totals })),
    /** Workers whose day counts and reports made, day by day over the month, for the trend chart. */
    days: z.array(z.object({ day: z.string(), checkIns: z.int(), reports: z.int() })),
  }),
  errors: [],
})

export const table = download({
  name: 'scoreboards.table',
  path: '/api/scoreboards/table',
  summary: '下载记分板（xlsx）',
  permission: 'scoreboards.read',
  input: z.object({ areaCode, month }),
  errors: [],
})

/** A worker's own place, the others anonymous (screens: public recognition is opt-in). */
export const mine = query({
  name: 'scoreboards.mine',
  path: '/api/scoreboards/mine',
  summary: '我在本乡镇的位置',
  permission: 'scoreboards.mine',
  input: z.object({ month }),
  output: z.object({
    place: z.nullable(z.int()),
    workerCount: z.int(),
    /** How many workers have how many valid reports, in steps of five. */
    distribution: z.array(
      z.object({ from: z.int(), to: z.int(), workers: z.int(), mine: z.boolean() }),
    ),
  }),
  errors: [],
})
