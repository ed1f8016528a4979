import * as z from 'zod/mini'
import { command, query } from './define'
import { areaCode, day, done, gridCode, id, instantMs, text } from './primitives'

export const leaveHalf = z.enum(['morning', 'afternoon'])
export type LeaveHalf = z.infer<typeof leaveHalf>
export const leaveHalfLabel: Record<LeaveHalf, string> = { morning: '上午', afternoon: '下午' }

export const leaveState = z.enum(['waiting', 'approved', 'refused', 'withdrawn'])
export type LeaveState = z.infer<typeof leaveState>
export const leaveStateLabel: Record<LeaveState, string> = {
  waiting: '等待决定',
  approved: '已同意',
  refused: '未同意',
  withdrawn: '已撤回',
}

/** A time in half days, both ends included: Monday morning to Monday morning is half a day. */
const span = { from: day, fromHalf: leaveHalf, to: day, toHalf: leaveHalf }

export const leaveRow = z.object({
  id,
  accountId: id,
  workerName: z.string(),
  gridName: z.string(),
  villageName: z.string(),
  ...span,
  /** Half days of work in it; days off do not count. */
  halfDays: z.int(),
  reason: z.string(),
  /** Who stands in meanwhile; null: nobody was named. */
  substituteName: z.nullable(z.string()),
  /** How long it is and who decides, in a sentence. */
  routeText: z.string(),
  state: leaveState,
  requestedAtMs: instantMs,
  decidedByName: z.nullable(z.string()),
  decidedAtMs: z.nullable(instantMs),
  decisionReason: z.nullable(z.string()),
  abilities: z.object({ decide: z.boolean(), withdraw: z.boolean() }),
})
export type LeaveRow = z.infer<typeof leaveRow>

export const request = command({
  name: 'leave.request',
  path: '/api/leave/request',
  summary: '请假：写明从哪天到哪天、为什么，可以写谁替班',
  permission: 'leave.ask',
  input: z.object({ ...span, reason: text(500), substituteId: z.optional(id) }),
  output: z.object({ leave: leaveRow }),
  errors: ['notInService', 'leaveWithoutWork', 'leaveOverlaps', 'substituteAway'],
})

export const withdraw = command({
  name: 'leave.withdraw',
  path: '/api/leave/withdraw',
  summary: '撤回自己的请假；已经开始的不能撤回',
  permission: 'leave.ask',
  input: z.object({ leaveId: id }),
  output: done,
  errors: ['alreadyDecided', 'leaveBegun'],
})

export const decide = command({
  name: 'leave.decide',
  path: '/api/leave/decide',
  summary: '同意或不同意请假，写明理由',
  permission: 'leave.decide',
  input: z.object({
    leaveId: id,
    decision: z.enum(['approved', 'refused']),
    reason: text(500),
  }),
  output: done,
  errors: ['ownCase', 'alreadyDecided', 'substituteAway'],
})

export const mine = query({
  name: 'leave.mine',
  path: '/api/leave/mine',
  summary: '自己的请假，今天是不是在假期，今天替谁的班',
  permission: 'leave.ask',
  input: z.object({}),
  output: z.object({
    /** Those of the last twelve months and all later ones, the newest first. */
    leaves: z.array(leaveRow),
    today: z.object({
      day,
      /** The approved leave that takes some of today. */
      away: z.nullable(leaveRow),
      /** Whose approved leave of today the caller stands in for. */
      standsInFor: z.array(
        z.object({
          workerName: z.string(),
          /** He may check in and report there on these days. */
          gridCode,
          gridName: z.string(),
          villageName: z.string(),
          ...span,
        }),
      ),
    }),
  }),
  errors: [],
})

export const colleagues = query({
  name: 'leave.colleagues',
  path: '/api/leave/colleagues',
  summary: '本乡镇可以替班的网格员，本村的在前',
  permission: 'leave.ask',
  input: z.object({}),
  output: z.object({
    people: z.array(
      z.object({ accountId: id, name: z.string(), gridName: z.string(), villageName: z.string() }),
    ),
  }),
  errors: [],
})

export const list = query({
  name: 'leave.list',
  path: '/api/leave/list',
  summary: '管理范围内的请假',
  permission: 'leave.read',
  input: z.object({
    state: z.optional(leaveState),
    areaCode: z.optional(areaCode),
    /** Only leaves that take some of this day. */
    on: z.optional(day),
  }),
  output: z.object({ leaves: z.array(leaveRow) }),
  errors: [],
})
