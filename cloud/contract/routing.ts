import * as z from 'zod/mini'
import { command, query } from './define'
import { matterClassCodes } from './matter-taxonomy'
import { areaCode, done, gridCode, id, instantMs } from './primitives'
import { holderCode } from './units'

const classCode = z.enum(matterClassCodes)
const placeCode = z
  .string()
  .check(z.regex(/^(\d{6}|\d{9}|\d{12}|\d{12}[A-Z]\d{3})$/, '请选择县、乡镇、村（社区）或网格'))
const holder = z.object({
  code: holderCode,
  name: z.string(),
  /** False: it is retired, and nothing goes to it. */
  inUse: z.boolean(),
})

export const routingRow = z.object({
  id,
  placeCode,
  placeName: z.string(),
  /** Null: every class that no other row names. */
  classCode: z.nullable(classCode),
  classLabel: z.string(),
  lead: holder,
  coHandlers: z.array(holder),
  changedByName: z.nullable(z.string()),
  changedAtMs: instantMs,
  mayChange: z.boolean(),
})
export type RoutingRow = z.infer<typeof routingRow>

export const list = query({
  name: 'routing.list',
  path: '/api/routing/list',
  summary: '派单规则：哪里、哪一类、由谁主办',
  permission: 'units.read',
  input: z.object({ areaCode: z.optional(areaCode), classCode: z.optional(classCode) }),
  output: z.object({ rules: z.array(routingRow), mayChange: z.boolean() }),
  errors: [],
})

/** A place and a class have one row: setting it again changes it. */
export const set = command({
  name: 'routing.set',
  path: '/api/routing/set',
  summary: '定一条派单规则',
  permission: 'units.manage',
  input: z.object({
    placeCode,
    classCode: z.nullable(classCode),
    leadCode: holderCode,
    coCodes: z.array(holderCode).check(z.maxLength(8, '协办最多 8 家')),
  }),
  output: z.object({ ruleId: id }),
  errors: ['routeUnfit', 'holderUnknown', 'holderOutOfReach'],
})

export const remove = command({
  name: 'routing.remove',
  path: '/api/routing/remove',
  summary: '删除一条派单规则',
  permission: 'units.manage',
  input: z.object({ ruleId: id }),
  output: done,
  errors: [],
})

export const dryRun = query({
  name: 'routing.dryRun',
  path: '/api/routing/dry-run',
  summary: '试一试：这个网格的这一类事项会派给谁，为什么',
  permission: 'units.read',
  input: z.object({ gridCode, classCode }),
  output: z.object({
    gridName: z.string(),
    classLabel: z.string(),
    /** Null: no rule is for it, and whoever dispatches chooses. */
    lead: z.nullable(holder),
    coHandlers: z.array(holder),
    /** Why, in one sentence. */
    why: z.string(),
    /** The row that decided; null: none did. */
    ruleId: z.nullable(id),
    /** Rows that fit too, in the order of their weight, and what they lost by. */
    beaten: z.array(z.object({ ruleId: id, title: z.string(), lead: holder, why: z.string() })),
  }),
  errors: [],
})
