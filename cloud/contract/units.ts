import * as z from 'zod/mini'
import { command, query } from './define'
import { areaCode, day, done, text } from './primitives'

/** County or township code, a dash, two digits. */
export const unitCode = z.string().check(z.regex(/^(\d{6}|\d{9})-\d{2}$/, '单位编码格式不对'))

/** Whoever can owe a matter a move: a grid, an area (village, township, county) or a unit. */
export const holderCode = z
  .string()
  .check(
    z.regex(/^(\d{12}[A-Z]\d{3}|\d{6}|\d{9}|\d{12}|(\d{6}|\d{9})-\d{2})$/, '承办方编码格式不对'),
  )

export const unitKind = z.enum(['department', 'judicial', 'service'])
export type UnitKind = z.infer<typeof unitKind>
export const unitKindLabel: Record<UnitKind, string> = {
  department: '职能部门',
  judicial: '司法所、司法局',
  service: '服务单位',
}

export const unitRow = z.object({
  code: unitCode,
  areaCode,
  name: z.string(),
  kind: unitKind,
  phone: z.nullable(z.string()),
  joinsTeam: z.boolean(),
})
export type UnitRow = z.infer<typeof unitRow>

/** A unit as whoever keeps the list sees it. */
export const listedUnit = z.object({
  ...unitRow.shape,
  areaName: z.string(),
  kindLabel: z.string(),
  /** Null: in use. */
  retiredOn: z.nullable(day),
  /** How many people hold a post in it today. */
  peopleCount: z.int(),
  mayChange: z.boolean(),
})
export type ListedUnit = z.infer<typeof listedUnit>

const unitName = text(64)
const phone = z
  .string()
  .check(z.trim(), z.regex(/^[\d +()-]{3,32}(转\d{1,6})?$/, '电话只能是数字和 + - ( )'))

export const list = query({
  name: 'units.list',
  path: '/api/units/list',
  summary: '部门、司法所和服务单位',
  permission: 'units.read',
  input: z.object({
    /** Those of this area alone. */
    areaCode: z.optional(areaCode),
    retired: z.optional(z.enum(['yes', 'no'])),
  }),
  output: z.object({
    units: z.array(listedUnit),
    /** Areas in which the one who asks may set one up. */
    mayCreateIn: z.array(z.object({ code: areaCode, name: z.string() })),
  }),
  errors: [],
})

export const create = command({
  name: 'units.create',
  path: '/api/units/create',
  summary: '设立一个单位；编码由系统给，用过的不再用',
  permission: 'units.manage',
  input: z.object({
    areaCode,
    name: unitName,
    kind: unitKind,
    phone: z.optional(phone),
    joinsTeam: z.boolean(),
  }),
  output: z.object({ code: unitCode }),
  errors: ['unitNameTaken', 'unitsFull'],
})

/** What is left out stays as it is. Its kind stays: who is something else is another unit. */
export const change = command({
  name: 'units.change',
  path: '/api/units/change',
  summary: '改一个单位的名称、电话，是否参加治理执法团队',
  permission: 'units.manage',
  input: z.object({
    code: unitCode,
    name: z.optional(unitName),
    phone: z.optional(z.nullable(phone)),
    joinsTeam: z.optional(z.boolean()),
  }),
  output: done,
  errors: ['unitNameTaken', 'alreadyDecided'],
})

export const retire = command({
  name: 'units.retire',
  path: '/api/units/retire',
  summary: '停用一个单位：不再派给它；在办的先改派',
  permission: 'units.manage',
  input: z.object({ code: unitCode, reason: text(200) }),
  output: done,
  errors: ['unitBusy', 'alreadyDecided'],
})
