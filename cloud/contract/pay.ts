import * as z from 'zod/mini'
import { command, download, query } from './define'
import { areaCode, done, id, instantMs, money, month, text, workerKind } from './primitives'
import { statement } from './trace'

export const monthState = z.enum(['open', 'computing', 'proposed', 'frozen'])
export type MonthState = z.infer<typeof monthState>
export const monthStateLabel: Record<MonthState, string> = {
  open: '未计算',
  computing: '计算中',
  proposed: '已计算，待定案',
  frozen: '已定案',
}

export const townshipMonth = z.object({
  townshipCode: areaCode,
  townshipName: z.string(),
  month,
  state: monthState,
  workerCount: z.int(),
  totalFen: money,
  /** Total of the month before; null while it is not computed. */
  previousTotalFen: z.nullable(money),
  openObjections: z.int(),
  /** Facts changed after the computation: compute again before freezing. */
  stale: z.boolean(),
  computedAtMs: z.nullable(instantMs),
  frozenAtMs: z.nullable(instantMs),
  abilities: z.object({ close: z.boolean(), freeze: z.boolean() }),
})

export const months = query({
  name: 'pay.months',
  path: '/api/pay/months',
  summary: '各乡镇的月结情况',
  permission: 'pay.read',
  input: z.object({ month }),
  output: z.object({ months: z.array(townshipMonth), totalFen: money }),
  errors: [],
})

export const close = command({
  name: 'pay.close',
  path: '/api/pay/close',
  summary: '计算一个月（乡镇算本乡镇，县可算全部）',
  permission: 'pay.close',
  input: z.object({
    month,
    townshipCodes: z.array(areaCode).check(z.minLength(1), z.maxLength(200)),
  }),
  output: z.object({ runIds: z.array(id) }),
  errors: ['monthNotOver', 'monthFrozen', 'closingUnderWay', 'regulationUnbound'],
})

/** By which regulation a month is computed, what it is made of, and what of that is not there yet. */
export const monthNeeds = query({
  name: 'pay.monthNeeds',
  path: '/api/pay/month-needs',
  summary: '一个月按哪个办法计算、用到哪些事实、还缺什么',
  permission: 'pay.read',
  input: z.object({ townshipCode: areaCode, month }),
  output: z.object({
    regulation: z.string(),
    title: z.string(),
    /** Everything the regulation reads of a month, and where it is recorded. */
    facts: z.array(z.object({ sort: z.string(), label: z.string(), from: z.string() })),
    /** Values that the text leaves open and the county has not set. */
    unset: z.array(z.object({ name: z.string(), label: z.string(), articleTitle: z.string() })),
    /** One sentence each, with the people it is about. */
    missing: z.array(z.string()),
  }),
  errors: ['regulationUnbound'],
})

/**
 * Corrections of final months that no final month carries yet, so that none is forgotten.
 * listed: a line stands in a month that is not final. due: matters were decided since; the line is
 * made when the next month is computed. tooOld: the same of a month that computing no longer looks at.
 */
export const waitingCorrections = query({
  name: 'pay.waitingCorrections',
  path: '/api/pay/waiting-corrections',
  summary: '还没有随任何定案月份发放的更正',
  permission: 'pay.read',
  /** Without a township: of all that one reads. */
  input: z.object({ townshipCode: z.optional(areaCode) }),
  output: z.object({
    rows: z.array(
      z.object({
        townshipCode: areaCode,
        townshipName: z.string(),
        accountId: id,
        workerName: z.string(),
        correctedMonth: month,
        kind: z.enum(['listed', 'due', 'tooOld']),
        /** The month whose statement should carry it; null: none has it yet. */
        month: z.nullable(month),
        payDeltaFen: money,
        accrualDeltaFen: money,
        reason: z.string(),
      }),
    ),
    /** How many more there are than are shown. */
    more: z.int(),
  }),
  errors: [],
})

export const progress = query({
  name: 'pay.progress',
  path: '/api/pay/progress',
  summary: '月结计算的进度',
  permission: 'pay.read',
  input: z.object({ month }),
  output: z.object({
    runs: z.array(
      z.object({
        runId: id,
        townshipCode: areaCode,
        townshipName: z.string(),
        state: z.enum(['running', 'done', 'failed']),
        doneCount: z.int(),
        totalCount: z.int(),
        message: z.nullable(z.string()),
      }),
    ),
  }),
  errors: [],
})

export const statementRow = z.object({
  accountId: id,
  workerName: z.string(),
  gridName: z.string(),
  workerKind,
  /** Whether the regulation makes anything of check-ins and reports. */
  counted: z.boolean(),
  checkInDays: z.int(),
  validReports: z.int(),
  /** What the month was assessed by instead: scores, ranks; none where it is counted. */
  figures: z.array(z.object({ code: z.string(), label: z.string(), text: z.string() })),
  payFen: money,
  previousPayFen: z.nullable(money),
  accrualFen: money,
  uncollectedFen: money,
  verdict: z.enum(['pass', 'fail']),
  proposals: z.array(z.string()),
  overrides: z.array(z.string()),
  openObjections: z.int(),
})

export const statements = query({
  name: 'pay.statements',
  path: '/api/pay/statements',
  summary: '一个乡镇一个月的补助表',
  permission: 'pay.read',
  input: z.object({ townshipCode: areaCode, month }),
  output: z.object({
    month: townshipMonth,
    rows: z.array(statementRow),
    totalFen: money,
    totalInWords: z.string(),
  }),
  errors: [],
})

export const statementsTable = download({
  name: 'pay.statementsTable',
  path: '/api/pay/statements-table',
  summary: '下载补助表（xlsx）',
  permission: 'pay.read',
  input: z.object({ townshipCode: areaCode, month }),
  errors: ['monthNotComputed'],
})

export const objection = z.object({
  id,
  accountId: id,
  workerName: z.string(),
  month,
  lineCode: z.string(),
  lineLabel: z.string(),
  text: z.string(),
  state: z.enum(['open', 'upheld', 'rejected']),
  raisedAtMs: instantMs,
  answer: z.nullable(z.string()),
  answeredByName: z.nullable(z.string()),
  answeredAtMs: z.nullable(instantMs),
  abilities: z.object({ answer: z.boolean() }),
})

/** One statement with its whole tree; for the open month an estimate by today's facts. */
export const statementDetail = query({
  name: 'pay.statement',
  path: '/api/pay/statement',
  summary: '一个人一个月的绩效和每一笔的由来',
  permission: 'signedIn',
  input: z.object({ month, accountId: z.optional(id) }),
  output: z.object({
    accountId: id,
    workerName: z.string(),
    gridName: z.string(),
    state: z.enum(['estimate', 'proposed', 'frozen']),
    statement,
    objections: z.array(objection),
    abilities: z.object({ object: z.boolean() }),
    /** The records behind the counts, for the two taps from a yuan to its facts. */
    evidence: z.object({
      countedDays: z.array(z.string()),
      missedDays: z.int(),
      validReports: z.array(z.object({ reportId: id, label: z.string(), receivedAtMs: instantMs })),
    }),
  }),
  errors: ['notInService', 'regulationUnbound', 'monthNotReady'],
})

export const myMonths = query({
  name: 'pay.myMonths',
  path: '/api/pay/my-months',
  summary: '我的各月绩效',
  permission: 'pay.object',
  input: z.object({}),
  output: z.object({
    months: z.array(
      z.object({
        month,
        state: z.enum(['proposed', 'frozen']),
        payFen: money,
        accrualFen: money,
        /** Whether its regulation makes anything of check-ins and reports. */
        counted: z.boolean(),
        checkInDays: z.int(),
        validReports: z.int(),
        verdict: z.enum(['pass', 'fail']),
      }),
    ),
    /** The calendar year so far: what its months come to, frozen or proposed. */
    year: z.object({ year: z.string(), payFen: money, passed: z.int(), failed: z.int() }),
    /** Whether the present month is counted, so that more days and reports can be tried out. */
    counted: z.boolean(),
    /** Over-quota reward saved up this calendar year, paid with its last batch (DN-11.1g). */
    accruedFen: money,
  }),
  errors: [],
})

const outcome = z.object({
  payFen: money,
  accrualFen: money,
  verdict: z.enum(['pass', 'fail']),
})

/** The open month by today's facts, and with some more check-ins and valid reports. Changes nothing. */
export const whatIf = query({
  name: 'pay.whatIf',
  path: '/api/pay/what-if',
  summary: '如果再签几天、再报几条，这个月会是多少',
  permission: 'pay.object',
  input: z.object({
    month,
    checkInDays: z.coerce.number().check(z.int(), z.gte(0), z.lte(31)),
    validReports: z.coerce.number().check(z.int(), z.gte(0), z.lte(200)),
  }),
  output: z.object({
    now: outcome,
    after: outcome,
    /** Only the lines that would change. */
    lines: z.array(
      z.object({
        code: z.string(),
        label: z.string(),
        beforeFen: money,
        afterFen: money,
        deltaFen: money,
      }),
    ),
    /** Days that were asked for beyond those the month still has. */
    daysLeftOut: z.int(),
    sentence: z.string(),
  }),
  errors: ['notInService', 'regulationUnbound', 'monthNotOpen', 'notByCounts'],
})

export const raiseObjection = command({
  name: 'pay.raiseObjection',
  path: '/api/pay/raise-objection',
  summary: '对自己绩效中的一笔提出异议',
  permission: 'pay.object',
  input: z.object({
    month,
    lineCode: z.string().check(z.minLength(1), z.maxLength(48)),
    text: text(1000),
  }),
  output: z.object({ objection }),
  errors: ['monthNotComputed', 'monthFrozen'],
})

export const answerObjection = command({
  name: 'pay.answerObjection',
  path: '/api/pay/answer-objection',
  summary: '答复异议，写明理由',
  permission: 'pay.freeze',
  input: z.object({
    objectionId: id,
    decision: z.enum(['upheld', 'rejected']),
    answer: text(1000),
  }),
  output: z.object({ objection }),
  errors: ['ownCase', 'alreadyDecided'],
})

export const objections = query({
  name: 'pay.objections',
  path: '/api/pay/objections',
  summary: '管理范围内的异议',
  permission: 'pay.read',
  input: z.object({ month, areaCode: z.optional(areaCode) }),
  output: z.object({ objections: z.array(objection) }),
  errors: [],
})

export const freeze = command({
  name: 'pay.freeze',
  path: '/api/pay/freeze',
  summary: '定案：这个月从此不再改',
  permission: 'pay.freeze',
  input: z.object({ townshipCode: areaCode, month }),
  output: done,
  errors: ['ownCase', 'monthNotComputed', 'monthStale', 'objectionsOpen', 'monthFrozen'],
})
