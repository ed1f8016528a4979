import * as z from 'zod/mini'
import { command, query } from './define'
import { areaCode, done, gridCode, instantMs, month, text } from './primitives'

const year = z.string().check(z.regex(/^20\d{2}$/, '年份应写成 2026'))
export const households = z.int().check(z.gte(0, '户数不能小于 0'), z.lte(100_000, '户数太大'))

const recorded = {
  households,
  recordedByName: z.string(),
  recordedAtMs: instantMs,
}

/** The households by which a grid is paid in a year. */
export const gridHouseholds = z.object({
  gridCode,
  gridName: z.string(),
  /** The police station's file of the year; null: none is recorded yet. */
  file: z.nullable(z.object({ ...recorded, document: z.string() })),
  /** Changes inside the year, each from its month to the year's end; in the order of the months. */
  decisions: z.array(z.object({ ...recorded, fromMonth: month, reason: z.string() })),
})
export type GridHouseholds = z.infer<typeof gridHouseholds>

export const list = query({
  name: 'householdFiles.list',
  path: '/api/household-files/list',
  summary: '一个街道（乡镇）各网格一年的服务户数',
  permission: 'pay.read',
  input: z.object({ townshipCode: areaCode, year }),
  output: z.object({
    townshipName: z.string(),
    grids: z.array(gridHouseholds),
    abilities: z.object({ record: z.boolean() }),
  }),
  errors: [],
})

/** The yearly file, of many grids at once; entered again before a month of the year is final. */
export const record = command({
  name: 'householdFiles.record',
  path: '/api/household-files/record',
  summary: '登记派出所提供的一年服务户数，可以一次登记多个网格',
  permission: 'pay.close',
  input: z.object({
    year,
    document: text(120),
    grids: z.array(z.object({ gridCode, households })).check(z.minLength(1), z.maxLength(500)),
  }),
  output: done,
  errors: ['monthFrozen'],
})

export const decide = command({
  name: 'householdFiles.decide',
  path: '/api/household-files/decide',
  summary: '年内改一个网格的服务户数，写明理由',
  permission: 'pay.close',
  input: z.object({ gridCode, fromMonth: month, households, reason: text(500) }),
  output: done,
  errors: ['monthFrozen'],
})
