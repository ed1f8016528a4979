import * as z from 'zod/mini'
import { command, query, upload } from './define'
import { tableProblem } from './areas'
import { areaCode, day, done, id, instantMs, money, month, text } from './primitives'

export const findingKind = z.enum([
  'unreportedHazard',
  'disobeyedCommand',
  'uncooperativeNotice',
  'criticismNotice',
  'fraud',
])
export const findingKindLabel: Record<z.infer<typeof findingKind>, string> = {
  unreportedHazard: '明显隐患或纠纷未及时上报',
  disobeyedCommand: '不服从综治中心指令',
  uncooperativeNotice: '不配合部门工作被通报或反馈',
  criticismNotice: '被上级通报批评',
  fraud: '弄虚作假',
}
export const noticeLevel = z.enum(['county', 'city', 'province'])
export const noticeLevelLabel: Record<z.infer<typeof noticeLevel>, string> = {
  county: '县级',
  city: '市级',
  province: '省级',
}

const evidence = text(1000)

/** Records of a worker's month that bear on money or on his post, each with its evidence. */
export const record = z.object({
  id,
  kind: z.enum(['finding', 'commendation', 'majorReport', 'spotCheck', 'decision']),
  accountId: id,
  workerName: z.string(),
  month: z.nullable(month),
  /** e.g. '不服从综治中心指令' or '市级表扬' */
  title: z.string(),
  state: z.string(),
  sentence: z.string(),
  evidence: z.string(),
  documentNumber: z.nullable(z.string()),
  reportId: z.nullable(id),
  amountFen: z.nullable(money),
  recordedByName: z.string(),
  recordedAtMs: instantMs,
  warnings: z.array(z.string()),
  abilities: z.object({ withdraw: z.boolean(), decide: z.boolean() }),
})
export type AssessmentRecord = z.infer<typeof record>

export const records = query({
  name: 'assessment.records',
  path: '/api/assessment/records',
  summary: '一个月的扣罚、表扬、重大信息、抽查和决定',
  permission: 'assessment.read',
  input: z.object({ month, areaCode: z.optional(areaCode), accountId: z.optional(id) }),
  output: z.object({ records: z.array(record) }),
  errors: [],
})

export const recordFinding = command({
  name: 'assessment.recordFinding',
  path: '/api/assessment/record-finding',
  summary: '登记一次扣罚事实，附证据',
  permission: 'assessment.record',
  input: z.object({
    accountId: id,
    kind: findingKind,
    level: z.optional(noticeLevel),
    incident: text(120),
    evidence,
    documentNumber: z.optional(text(64)),
    occurredOn: day,
  }),
  output: z.object({ record }),
  errors: ['ownCase', 'monthFrozen', 'notInService'],
})

export const withdrawFinding = command({
  name: 'assessment.withdrawFinding',
  path: '/api/assessment/withdraw-finding',
  summary: '撤回一次登记，写明理由',
  permission: 'assessment.record',
  input: z.object({ findingId: id, reason: text(500) }),
  output: done,
  errors: ['ownCase', 'alreadyDecided', 'monthFrozen'],
})

export const recordCommendation = command({
  name: 'assessment.recordCommendation',
  path: '/api/assessment/record-commendation',
  summary: '登记一条有效信息受到的上级表扬',
  permission: 'assessment.record',
  input: z.object({
    reportId: id,
    level: noticeLevel,
    documentNumber: text(64),
    evidence,
    noticedOn: day,
  }),
  output: z.object({ record }),
  errors: ['ownCase', 'alreadyDecided', 'monthFrozen'],
})

const grade = z.enum(['major', 'especiallyMajor'])

export const nominateMajorReport = command({
  name: 'assessment.nominateMajorReport',
  path: '/api/assessment/nominate-major-report',
  summary: '提名重大信息',
  permission: 'assessment.record',
  input: z.object({ reportId: id, grade, grounds: text(1000) }),
  output: z.object({ record }),
  errors: ['ownCase', 'alreadyDecided'],
})

export const decideMajorReport = command({
  name: 'assessment.decideMajorReport',
  path: '/api/assessment/decide-major-report',
  summary: '认定重大信息的奖励金额',
  permission: 'assessment.decideMajor',
  input: z.object({
    majorReportId: id,
    decision: z.enum(['approved', 'refused']),
    grade: z.optional(grade),
    amountFen: z.optional(z.int().check(z.gte(0), z.lte(100_000_000))),
    deliberation: z.optional(text(2000)),
    reason: text(500),
  }),
  output: z.object({ record }),
  errors: ['ownCase', 'alreadyDecided', 'amountOutOfRange', 'deliberationNeeded', 'monthFrozen'],
})

export const recordSpotCheck = command({
  name: 'assessment.recordSpotCheck',
  path: '/api/assessment/record-spot-check',
  summary: '登记一次电话抽查',
  permission: 'assessment.record',
  input: z.object({
    accountId: id,
    calledAtMs: instantMs,
    answered: z.boolean(),
    calledBackAtMs: z.optional(instantMs),
  }),
  output: z.object({ record }),
  errors: ['ownCase'],
})

/** A decision the computation takes as a fact: who decides and why stand on the statement. */
export const decide = command({
  name: 'assessment.decide',
  path: '/api/assessment/decide',
  summary: '对某人某月作出认定（考核结果、折算、免考核、金额调整）',
  permission: 'assessment.record',
  input: z.object({
    accountId: id,
    month,
    decision: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('verdict'), verdict: z.enum(['pass', 'fail']) }),
      z.object({ kind: z.literal('proration'), accept: z.boolean() }),
      z.object({ kind: z.literal('quotaWaiver') }),
      /** From this month on, until decided otherwise. */
      z.object({ kind: z.literal('employment'), dispatched: z.boolean() }),
      z.object({
        kind: z.literal('manualAdjustment'),
        amountFen: z.int().check(z.gte(-1_000_000), z.lte(1_000_000)),
      }),
    ]),
    reason: text(500),
  }),
  output: z.object({ record }),
  errors: ['ownCase', 'monthFrozen', 'notInService'],
})

/** One worker whose local count and provincial count differ. */
export const difference = z.object({
  accountId: id,
  workerName: z.string(),
  townshipName: z.string(),
  localCheckInDays: z.int(),
  provincialCheckIns: z.int(),
  localValidReports: z.int(),
  provincialValidReports: z.int(),
  payDeltaFen: z.nullable(money),
})

export const importStatistics = upload({
  name: 'assessment.importStatistics',
  path: '/api/assessment/import-statistics',
  summary: '导入省平台的月度统计（以省平台为准），列出差异',
  permission: 'assessment.importStatistics',
  mostBytes: 20_000_000,
  input: z.object({ month, rehearse: z.enum(['yes', 'no']) }),
  output: z.object({
    imported: z.boolean(),
    rowCount: z.int(),
    problems: z.array(tableProblem),
    differences: z.array(difference),
    /** Correction lines made because a month was frozen already. */
    adjustmentCount: z.int(),
  }),
  errors: ['fileUnreadable'],
})

export const statistics = query({
  name: 'assessment.statistics',
  path: '/api/assessment/statistics',
  summary: '某月省平台统计的导入情况和差异',
  permission: 'assessment.read',
  input: z.object({ month, areaCode: z.optional(areaCode) }),
  output: z.object({
    imports: z.array(
      z.object({
        id,
        fileName: z.string(),
        rowCount: z.int(),
        importedByName: z.string(),
        importedAtMs: instantMs,
      }),
    ),
    differences: z.array(difference),
  }),
  errors: [],
})
