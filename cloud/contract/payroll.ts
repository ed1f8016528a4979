import * as z from 'zod/mini'
import { command, download, query, upload } from './define'
import {
  balance,
  ledgerKind,
  lineKey,
  payTable,
  payTableLine,
  payTableState,
  period,
  transfer,
  transferState,
} from './payroll-shapes'
import { areaCode, id, instantMs, money, month, text } from './primitives'

export * from './payroll-shapes'

export const tables = query({
  name: 'payroll.tables',
  path: '/api/payroll/tables',
  summary: '一年里各期的薪酬补助表',
  permission: 'payroll.read',
  input: z.object({
    year: z.string().check(z.regex(/^20\d{2}$/, '年份应写成 2026')),
  }),
  output: z.object({
    rows: z.array(
      z.object({
        townshipCode: areaCode,
        townshipName: z.string(),
        period,
        periodLabel: z.string(),
        /** Null: not prepared yet. */
        tableId: z.nullable(id),
        state: z.nullable(payTableState),
        revision: z.int(),
        workerCount: z.int(),
        totalFen: money,
        openObjections: z.int(),
        balance: z.nullable(balance),
        /** Months of the period that are not frozen; empty: it can be prepared. */
        unfrozenMonths: z.array(month),
        abilities: z.object({ prepare: z.boolean() }),
      }),
    ),
  }),
  errors: [],
})

export const table = query({
  name: 'payroll.table',
  path: '/api/payroll/table',
  summary: '一张薪酬补助表和它的每一笔',
  permission: 'payroll.read',
  input: z.object({
    tableId: id,
    revision: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(999))),
  }),
  output: z.object({ table: payTable }),
  errors: [],
})

/** What a step answers: where the table stands after it. */
const stood = z.object({ tableId: id, state: payTableState, revision: z.int() })
const revision = z.int().check(z.gte(1), z.lte(999))

export const prepare = command({
  name: 'payroll.prepare',
  path: '/api/payroll/prepare',
  summary: '制表：把已定案的月份汇成一张薪酬补助表',
  permission: 'payroll.prepare',
  input: z.object({ townshipCode: areaCode, period }),
  output: stood,
  errors: ['monthsNotFrozen', 'ownCase', 'alreadyDecided', 'nothingToPay', 'regulationUnbound'],
})

export const revise = command({
  name: 'payroll.revise',
  path: '/api/payroll/revise',
  summary: '退回后重新制表：成为新的一版，旧的一版不变',
  permission: 'payroll.prepare',
  input: z.object({ tableId: id, revision, correction: text(1000) }),
  output: stood,
  errors: ['payTableState', 'ownCase', 'sameHand', 'nothingToPay'],
})

export const sign = command({
  name: 'payroll.sign',
  path: '/api/payroll/sign',
  summary: '乡镇政法委员审核签字',
  permission: 'payroll.sign',
  input: z.object({ tableId: id, revision }),
  output: stood,
  errors: ['payTableState', 'sameHand', 'ownCase'],
})

export const attachScan = upload({
  name: 'payroll.attachScan',
  path: '/api/payroll/attach-scan',
  summary: '上传签字盖章后的扫描件，报县里复审',
  permission: 'payroll.attachScan',
  mostBytes: 10 * 1024 * 1024,
  input: z.object({
    tableId: id,
    revision: z.coerce.number().check(z.int(), z.gte(1), z.lte(999)),
  }),
  output: stood,
  errors: ['payTableState', 'sameHand', 'scanTypeNotAllowed', 'scanUnreadable', 'photoTooLarge'],
})

export const scan = download({
  name: 'payroll.scan',
  path: '/api/payroll/scan',
  summary: '看盖章件的扫描件',
  permission: 'payroll.read',
  input: z.object({
    tableId: id,
    revision: z.coerce.number().check(z.int(), z.gte(1), z.lte(999)),
  }),
  errors: [],
})

export const raiseObjection = command({
  name: 'payroll.raiseObjection',
  path: '/api/payroll/raise-objection',
  summary: '县里复审时对一笔提出异议，写明认定的金额',
  permission: 'payroll.review',
  input: z.object({ ...lineKey, text: text(1000), recognisedFen: money }),
  output: z.object({ objectionId: id }),
  errors: ['payTableState', 'sameHand', 'ownCase', 'alreadyDecided'],
})

export const objectToOwn = command({
  name: 'payroll.objectToOwn',
  path: '/api/payroll/object-to-own',
  summary: '网格员对补助表上自己的一笔提出异议',
  permission: 'payroll.mine',
  input: z.object({
    tableId: id,
    month,
    lineCode: z.string().check(z.minLength(1), z.maxLength(64)),
    text: text(1000),
  }),
  output: z.object({ objectionId: id }),
  errors: ['payTableState', 'alreadyDecided'],
})

export const answerObjection = command({
  name: 'payroll.answerObjection',
  path: '/api/payroll/answer-objection',
  summary: '乡镇平安办答复补助表上的异议',
  permission: 'payroll.prepare',
  input: z.object({
    objectionId: id,
    decision: z.enum(['upheld', 'rejected']),
    answer: text(1000),
  }),
  output: z.object({ objectionId: id, state: z.enum(['upheld', 'rejected']) }),
  errors: ['alreadyDecided', 'ownCase', 'sameHand'],
})

export const review = command({
  name: 'payroll.review',
  path: '/api/payroll/review',
  summary: '县综治中心复审：通过，或写明原因退回',
  permission: 'payroll.review',
  input: z.object({
    tableId: id,
    revision,
    decision: z.enum(['approved', 'returned']),
    reason: z.optional(text(1000)),
  }),
  output: stood,
  errors: ['payTableState', 'sameHand', 'ownCase', 'reasonNeeded', 'payTableOutdated'],
})

export const decideHeld = command({
  name: 'payroll.decideHeld',
  path: '/api/payroll/decide-held',
  summary: '县综治中心决定暂存的金额发不发',
  permission: 'payroll.review',
  input: z.object({ ...lineKey, decision: z.enum(['released', 'refused']), reason: text(500) }),
  output: z.object({ decision: z.enum(['released', 'refused']) }),
  errors: ['payTableState', 'alreadyDecided', 'sameHand', 'ownCase', 'lineDisputed'],
})

export const makeBatch = command({
  name: 'payroll.makeBatch',
  path: '/api/payroll/make-batch',
  summary: '生成发放批次：现在能发的都进这一批',
  permission: 'payroll.pay',
  input: z.object({ tableId: id }),
  output: z.object({ batchId: id, transferCount: z.int(), totalFen: money }),
  errors: ['payTableState', 'nothingToPay', 'sameHand', 'ownCase'],
})

export const batch = query({
  name: 'payroll.batch',
  path: '/api/payroll/batch',
  summary: '一个发放批次和每一笔的到账情况',
  permission: 'payroll.read',
  input: z.object({ batchId: id }),
  output: z.object({
    batchId: id,
    tableId: id,
    title: z.string(),
    number: z.int(),
    createdAtMs: instantMs,
    createdByName: z.string(),
    totalFen: money,
    totalInWords: z.string(),
    sums: z.array(z.object({ state: transferState, count: z.int(), amountFen: money })),
    transfers: z.array(transfer),
    abilities: z.object({ pay: z.boolean() }),
  }),
  errors: [],
})

export const recordTransfers = command({
  name: 'payroll.recordTransfers',
  path: '/api/payroll/record-transfers',
  summary: '登记银行代发结果：已发、未成功、已补发',
  permission: 'payroll.pay',
  input: z.object({
    batchId: id,
    transferIds: z.array(id).check(z.minLength(1), z.maxLength(2_000)),
    state: z.enum(['paid', 'failed', 'repaid']),
    reason: z.optional(text(500)),
  }),
  output: z.object({ recorded: z.int() }),
  errors: ['transferState', 'reasonNeeded', 'sameHand', 'ownCase'],
})

export const bankFile = download({
  name: 'payroll.bankFile',
  path: '/api/payroll/bank-file',
  summary: '银行代发文件（csv，含完整卡号，下载会记录）',
  permission: 'payroll.pay',
  input: z.object({
    batchId: id,
    /** What has arrived stands in no file again, so that nothing is paid twice. */
    part: z.enum(['waiting', 'failed']),
    encoding: z.enum(['gb18030', 'utf8']),
  }),
  errors: ['ledgerDiffers', 'nothingToPay', 'sameHand', 'cardMissing'],
})

export const batchSheet = download({
  name: 'payroll.batchSheet',
  path: '/api/payroll/batch-sheet',
  summary: '发放批次明细（xlsx）',
  permission: 'payroll.read',
  input: z.object({ batchId: id }),
  errors: ['ledgerDiffers'],
})

export const tableSheet = download({
  name: 'payroll.tableSheet',
  path: '/api/payroll/table-sheet',
  summary: '薪酬补助表（xlsx）',
  permission: 'payroll.read',
  input: z.object({
    tableId: id,
    revision: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(999))),
  }),
  errors: ['ledgerDiffers'],
})

export const tablePage = download({
  name: 'payroll.tablePage',
  path: '/api/payroll/table-page',
  summary: '薪酬补助表（打印页，A4 横向）',
  permission: 'payroll.read',
  input: z.object({
    tableId: id,
    revision: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(999))),
  }),
  errors: ['ledgerDiffers'],
})

export const tablePdf = download({
  name: 'payroll.tablePdf',
  path: '/api/payroll/table-pdf',
  summary: '薪酬补助表（PDF，A4 横向）',
  permission: 'payroll.read',
  input: z.object({
    tableId: id,
    revision: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(999))),
  }),
  errors: ['ledgerDiffers'],
})

/** For the worker himself, and for whoever may read the statement. */
export const statementPdf = download({
  name: 'payroll.statementPdf',
  path: '/api/payroll/statement-pdf',
  summary: '一个人一个月的绩效单（PDF）',
  permission: 'signedIn',
  input: z.object({ month, accountId: z.optional(id) }),
  errors: ['notInService', 'regulationUnbound', 'monthNotReady'],
})

export const ledger = query({
  name: 'payroll.ledger',
  path: '/api/payroll/ledger',
  summary: '一个人在一张补助表里的账',
  permission: 'payroll.read',
  input: z.object({ tableId: id, accountId: id }),
  output: z.object({
    entries: z.array(
      z.object({
        id: z.string(),
        month,
        kind: ledgerKind,
        amountFen: money,
        causeLabel: z.string(),
        reason: z.nullable(z.string()),
        article: z.string(),
        articleTitle: z.string(),
        lineCode: z.nullable(z.string()),
        byName: z.string(),
        atMs: instantMs,
      }),
    ),
    balance,
  }),
  errors: [],
})

export const mine = query({
  name: 'payroll.mine',
  path: '/api/payroll/mine',
  summary: '我的发放情况',
  permission: 'payroll.mine',
  input: z.object({}),
  output: z.object({
    tables: z.array(
      z.object({
        tableId: id,
        townshipName: z.string(),
        period,
        periodLabel: z.string(),
        state: payTableState,
        totalFen: money,
        lines: z.array(payTableLine),
        balance: z.nullable(balance),
        transfers: z.array(
          z.object({ amountFen: money, state: transferState, changedAtMs: instantMs }),
        ),
        abilities: z.object({ object: z.boolean() }),
      }),
    ),
  }),
  errors: [],
})
/** One of the worker's own pay tables. */
export type Mine = z.infer<(typeof mine)['output']>['tables'][number]
