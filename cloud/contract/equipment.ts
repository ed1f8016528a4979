import * as z from 'zod/mini'
import { command, query } from './define'
import { areaCode, day, done, fieldStamp, id, instantMs, text } from './primitives'

/** issued: given out, not confirmed. held: the worker has said that he has it. */
export const equipmentState = z.enum(['issued', 'held', 'returned'])
export type EquipmentState = z.infer<typeof equipmentState>
export const equipmentStateLabel: Record<EquipmentState, string> = {
  issued: '等本人确认',
  held: '本人已确认',
  returned: '已收回',
}

export const equipmentRow = z.object({
  id,
  accountId: id,
  workerName: z.string(),
  gridName: z.string(),
  name: z.string(),
  number: z.nullable(z.string()),
  quantity: z.int(),
  note: z.nullable(z.string()),
  issuedOn: day,
  issuedByName: z.string(),
  state: equipmentState,
  confirmedAtMs: z.nullable(instantMs),
  returnedAtMs: z.nullable(instantMs),
  returnedByName: z.nullable(z.string()),
  returnNote: z.nullable(z.string()),
  abilities: z.object({ confirm: z.boolean(), takeBack: z.boolean() }),
})
export type EquipmentRow = z.infer<typeof equipmentRow>

export const mine = query({
  name: 'equipment.mine',
  path: '/api/equipment/mine',
  summary: '发给自己的装备',
  permission: 'equipment.mine',
  input: z.object({}),
  output: z.object({ equipment: z.array(equipmentRow) }),
  errors: [],
})

export const confirm = command({
  name: 'equipment.confirm',
  path: '/api/equipment/confirm',
  summary: '确认收到装备',
  permission: 'equipment.confirm',
  input: z.object({
    issueId: id,
    /** When he said so; the phone may have had no network. */
    stamp: z.optional(fieldStamp),
  }),
  output: done,
  errors: ['equipmentTakenBack'],
})

export const list = query({
  name: 'equipment.list',
  path: '/api/equipment/list',
  summary: '管理范围内发出的装备',
  permission: 'equipment.read',
  input: z.object({ state: z.optional(equipmentState), areaCode: z.optional(areaCode) }),
  output: z.object({
    /** The newest 500. */
    equipment: z.array(equipmentRow),
    abilities: z.object({ issue: z.boolean() }),
  }),
  errors: [],
})

export const issue = command({
  name: 'equipment.issue',
  path: '/api/equipment/issue',
  summary: '发装备给网格员',
  permission: 'equipment.issue',
  input: z.object({
    accountId: id,
    name: text(60),
    number: z.optional(text(60)),
    quantity: z.int().check(z.gte(1, '数量至少 1'), z.lte(1_000, '数量最多 1000')),
    note: z.optional(text(200)),
    issuedOn: day,
  }),
  output: done,
  errors: ['ownCase', 'equipmentDayAhead'],
})

export const takeBack = command({
  name: 'equipment.takeBack',
  path: '/api/equipment/take-back',
  summary: '收回装备，写明情况',
  permission: 'equipment.issue',
  input: z.object({ issueId: id, note: text(200) }),
  output: done,
  errors: ['alreadyDecided'],
})
