import * as z from 'zod/mini'
import { command, download, query, upload } from './define'
import {
  areaCode,
  fieldStamp,
  gridCode,
  id,
  instantMs,
  month,
  page,
  position,
  text,
} from './primitives'
import { disputeKinds, validityPoints } from './report-taxonomy'

export const reportVerdict = z.enum(['unjudged', 'valid', 'invalid', 'pending'])
export type ReportVerdict = z.infer<typeof reportVerdict>
export const reportVerdictLabel: Record<ReportVerdict, string> = {
  unjudged: '等待研判',
  valid: '有效',
  invalid: '无效',
  pending: '待定',
}

const disputeKind = z.enum(disputeKinds.map((one) => one.code))
const itemCode = z.string().check(z.regex(/^[1-5]-[1-6]$/))

export const points = z.object(
  Object.fromEntries(
    validityPoints.map((point) => [point.code, z.nullable(z.boolean())]),
  ) as Record<(typeof validityPoints)[number]['code'], z.ZodMiniNullable<z.ZodMiniBoolean>>,
)

export const judgement = z.object({
  verdict: reportVerdict,
  reason: z.string(),
  points,
  duplicateOf: z.nullable(id),
  judgedByName: z.string(),
  judgedAtMs: instantMs,
})

export const photoRef = z.object({ photoId: id, arrived: z.boolean() })

export const reportRow = z.object({
  id,
  authorId: id,
  authorName: z.string(),
  gridCode,
  gridName: z.string(),
  villageName: z.string(),
  itemCode,
  itemLabel: z.string(),
  disputeKind: z.nullable(z.string()),
  disputeKindLabel: z.nullable(z.string()),
  emotionFlag: z.boolean(),
  escalationFlag: z.boolean(),
  urgent: z.boolean(),
  restricted: z.boolean(),
  text: z.string(),
  disposal: z.nullable(z.string()),
  position: z.nullable(position),
  month,
  takenAtMs: instantMs,
  receivedAtMs: instantMs,
  notes: z.array(z.string()),
  photos: z.array(photoRef),
  verdict: reportVerdict,
  /** Newest judgement, with its reason for the person judged. */
  judgement: z.nullable(judgement),
  abilities: z.object({ judge: z.boolean() }),
})
export type ReportRow = z.infer<typeof reportRow>

/** A report that may tell of the same matter, and why it is thought so. */
export const likeness = z.object({
  reportId: id,
  authorName: z.string(),
  text: z.string(),
  /** Null where the viewer may not know how another's report was judged. */
  verdict: z.nullable(reportVerdict),
  receivedAtMs: instantMs,
  distanceMeters: z.nullable(z.number()),
  /** e.g. ['相距 12 米', '文字相似 86%', '照片相似'] */
  reasons: z.array(z.string()),
})

export const submit = command({
  name: 'reports.submit',
  path: '/api/reports/submit',
  summary: '上报一条信息（编号由手机生成，重复送达只算一条）',
  permission: 'reports.submit',
  input: z.object({
    gridCode: z.optional(gridCode),
    itemCode,
    disputeKind: z.optional(disputeKind),
    emotionFlag: z.boolean(),
    escalationFlag: z.boolean(),
    urgent: z.boolean(),
    /** 突发: everybody it concerns is told at once (DYW-12.5d). */
    emergency: z.optional(z.boolean()),
    /**
     * Settled on the spot (STD-6.2h), with `disposal` as its result; of a dispute, the two answers
     * of DYW-12.5a. Where that is not his to do, the report goes the ordinary way.
     */
    selfHandled: z.optional(z.object({ injury: z.boolean(), propertyLoss: z.boolean() })),
    text: text(2000),
    disposal: z.optional(text(1000)),
    position: z.nullable(position),
    /** Photos in order; each is uploaded on its own, before or after. */
    photoIds: z.array(id).check(z.maxLength(9, '最多 9 张照片')),
    stamp: fieldStamp,
  }),
  output: z.object({ report: reportRow }),
  errors: ['notInService', 'gridNotYours', 'reportItemUnknown'],
})

export const uploadPhoto = upload({
  name: 'reports.uploadPhoto',
  path: '/api/reports/photos',
  summary: '上传一张照片（编号由手机生成，重复上传只存一次）',
  permission: 'reports.submit',
  mostBytes: 10_000_000,
  input: z.object({ photoId: id }),
  output: z.object({ photoId: id, width: z.int(), height: z.int() }),
  errors: ['photoTooLarge', 'photoTooManyPixels', 'photoUnreadable', 'photoTypeNotAllowed'],
})

export const photo = download({
  name: 'reports.photo',
  path: '/api/reports/photos/:photoId',
  summary: '查看照片',
  permission: 'reports.read',
  input: z.object({ photoId: id, size: z.optional(z.enum(['full', 'thumbnail'])) }),
  errors: ['photoNotArrived'],
})

export const mine = query({
  name: 'reports.mine',
  path: '/api/reports/mine',
  summary: '我的上报',
  permission: 'reports.submit',
  input: z.object({ month: z.optional(month), ...page }),
  output: z.object({
    reports: z.array(reportRow),
    counts: z.object({ submitted: z.int(), valid: z.int(), invalid: z.int(), waiting: z.int() }),
    /** Valid reports that the regulation asks of the month; null where it asks for none. */
    quota: z.nullable(z.int()),
    next: z.nullable(z.string()),
  }),
  errors: [],
})

export const detail = query({
  name: 'reports.detail',
  path: '/api/reports/detail/:reportId',
  summary: '一条上报和它的研判经过',
  permission: 'reports.read',
  input: z.object({ reportId: id }),
  output: z.object({
    report: reportRow,
    judgements: z.array(judgement),
    /** How the author's reports were judged lately; only for those who may judge it. */
    authorHistory: z.nullable(z.object({ valid: z.int(), invalid: z.int(), sinceMonth: month })),
    likenesses: z.array(likeness),
  }),
  errors: [],
})

export const similar = command({
  name: 'reports.similar',
  path: '/api/reports/similar',
  summary: '上报之前看看附近有没有同一件事',
  permission: 'reports.submit',
  replay: 'none',
  input: z.object({
    itemCode,
    text: z.string().check(z.maxLength(2000)),
    position: z.nullable(position),
  }),
  output: z.object({ likenesses: z.array(likeness) }),
  errors: [],
})

export const queue = query({
  name: 'reports.queue',
  path: '/api/reports/queue',
  summary: '研判队列',
  permission: 'reports.judge',
  input: z.object({
    verdict: z.optional(reportVerdict),
    areaCode: z.optional(areaCode),
    month: z.optional(month),
    urgentOnly: z.optional(z.enum(['yes', 'no'])),
    ...page,
  }),
  output: z.object({
    reports: z.array(reportRow),
    waitingCount: z.int(),
    next: z.nullable(z.string()),
  }),
  errors: [],
})

export const judge = command({
  name: 'reports.judge',
  path: '/api/reports/judge',
  summary: '研判一条上报：有效、无效或待定，写明理由',
  permission: 'reports.judge',
  input: z.object({
    reportId: id,
    verdict: z.enum(['valid', 'invalid', 'pending']),
    points,
    /** Needed for 无效 and 待定, and for every judgement in a month that is frozen. */
    reason: z.optional(text(500)),
    duplicateOf: z.optional(id),
  }),
  output: z.object({ report: reportRow }),
  errors: ['ownCase', 'reasonNeeded', 'pointsUnmet'],
})

export const judgeMany = command({
  name: 'reports.judgeMany',
  path: '/api/reports/judge-many',
  summary: '把多条没有疑点的上报一起判为有效',
  permission: 'reports.judge',
  input: z.object({ reportIds: z.array(id).check(z.minLength(1), z.maxLength(50)) }),
  output: z.object({
    judged: z.array(id),
    /** Left alone, each with why: restricted, urgent, has likenesses, one's own. */
    left: z.array(z.object({ reportId: id, why: z.string() })),
  }),
  errors: [],
})
