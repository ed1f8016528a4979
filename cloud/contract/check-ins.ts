import * as z from 'zod/mini'
import { command, query } from './define'
import {
  areaCode,
  day,
  done,
  fieldStamp,
  gridCode,
  id,
  instantMs,
  month,
  position,
  positionFailure,
  text,
} from './primitives'

export const verdict = z.enum(['inside', 'edge', 'outside', 'noPosition'])
export type CheckInVerdict = z.infer<typeof verdict>
export const verdictLabel: Record<CheckInVerdict, string> = {
  inside: '已计入',
  edge: '在网格边缘',
  outside: '不在网格内',
  noPosition: '定位不可用',
}

/** What was noticed about a record; noted for people to look at, never a refusal by itself. */
export const noteLabel = {
  accuracyAbsent: '手机没有给出定位精度',
  accuracyZero: '定位精度为 0，不合常理',
  accuracyPoor: '定位精度差',
  exactRepeat: '与之前的定位分毫不差',
  impossibleSpeed: '与上一次的距离和时间对不上',
  sharedDevice: '同一部手机当天有别人用过',
  late: '离线记录，超过规定时限才送达',
  offline: '离线时记录，后来送达',
  clockOff: '手机时间不准，按服务器时间计',
  noTicket: '没有服务器时间凭证，按收到时间计',
  positionDenied: '没有允许使用定位',
  positionTimeout: '定位等待超时',
  positionUnavailable: '手机给不出定位',
  positionUnsound: '定位坐标不合常理',
  outlineMissing: '网格还没有画边界',
  standIn: '代岗：在替班的网格签到',
} as const
export type NoteCode = keyof typeof noteLabel

export const checkInRow = z.object({
  id,
  gridCode,
  gridName: z.string(),
  day,
  takenAtMs: instantMs,
  receivedAtMs: instantMs,
  verdict,
  counted: z.boolean(),
  /** To the outline or the named point that decided: negative inside, positive outside. */
  distanceMeters: z.nullable(z.number()),
  pointName: z.nullable(z.string()),
  notes: z.array(z.string()),
  remark: z.nullable(z.string()),
  /** One sentence for the worker: what it came to and why. */
  sentence: z.string(),
})
export type CheckInRow = z.infer<typeof checkInRow>

/** The month's progress: distinct counted Shanghai days against the quota (A-DN-11). */
export const monthProgress = z.object({
  month,
  countedDays: z.int(),
  checkIns: z.int(),
  quotaDays: z.int(),
  /** Days of the month not yet over, today included when today does not count yet. */
  daysLeft: z.int(),
  /** Whether the quota can still be reached. */
  reachable: z.boolean(),
})
export type MonthProgress = z.infer<typeof monthProgress>

/** Hot path. The commandId is the record's id. */
export const take = command({
  name: 'checkIns.take',
  path: '/api/check-ins/take',
  summary: '签到：先收下，再判断',
  permission: 'checkIns.take',
  input: z.object({
    gridCode: z.optional(gridCode),
    position: z.nullable(position),
    positionFailure: z.optional(positionFailure),
    stamp: fieldStamp,
    remark: z.optional(text(500)),
  }),
  output: z.object({ checkIn: checkInRow, progress: monthProgress }),
  errors: ['notInService', 'gridNotYours', 'databaseBusy'],
})

export const correctionRow = z.object({
  id,
  accountId: id,
  workerName: z.string(),
  gridName: z.string(),
  day,
  reason: z.string(),
  /** What the system already holds of that day, in sentences. */
  evidence: z.array(z.string()),
  state: z.enum(['waiting', 'approved', 'refused']),
  requestedAtMs: instantMs,
  decidedByName: z.nullable(z.string()),
  decidedAtMs: z.nullable(instantMs),
  decisionReason: z.nullable(z.string()),
  abilities: z.object({ decide: z.boolean() }),
})

export const monthCalendar = query({
  name: 'checkIns.monthCalendar',
  path: '/api/check-ins/month',
  summary: '一个月的签到日历（自己的，或管理范围内某人的）',
  permission: 'signedIn',
  input: z.object({ month, accountId: z.optional(id) }),
  output: z.object({
    progress: monthProgress,
    days: z.array(
      z.object({
        day,
        counted: z.boolean(),
        checkIns: z.array(checkInRow),
        correction: z.nullable(correctionRow),
      }),
    ),
  }),
  errors: [],
})

export const requestCorrection = command({
  name: 'checkIns.requestCorrection',
  path: '/api/check-ins/request-correction',
  summary: '申请补签漏掉的一天',
  permission: 'checkIns.take',
  input: z.object({ day, reason: text(500) }),
  output: z.object({ correction: correctionRow }),
  errors: ['dayNotOpen', 'correctionExists', 'monthFrozen', 'notInService'],
})

export const decideCorrection = command({
  name: 'checkIns.decideCorrection',
  path: '/api/check-ins/decide-correction',
  summary: '同意或不同意补签',
  permission: 'checkIns.decide',
  input: z.object({
    correctionId: id,
    decision: z.enum(['approved', 'refused']),
    reason: text(500),
  }),
  output: done,
  errors: ['ownCase', 'alreadyDecided', 'monthFrozen'],
})

export const corrections = query({
  name: 'checkIns.corrections',
  path: '/api/check-ins/corrections',
  summary: '管理范围内的补签申请',
  permission: 'checkIns.decide',
  input: z.object({
    state: z.optional(z.enum(['waiting', 'approved', 'refused'])),
    areaCode: z.optional(areaCode),
  }),
  output: z.object({ corrections: z.array(correctionRow) }),
  errors: [],
})
