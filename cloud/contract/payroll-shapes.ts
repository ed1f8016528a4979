import * as z from 'zod/mini'
import { areaCode, id, instantMs, money, month, workerKind } from './primitives'

/** A quarter 'YYYY-Qn' or a month 'YYYY-MM': what one pay table is about. */
export const period = z
  .string()
  .check(z.regex(/^20\d{2}-(Q[1-4]|0[1-9]|1[0-2])$/, '期间应写成 2026-Q2 或 2026-05'))

export const payTableState = z.enum(['prepared', 'signed', 'sealed', 'returned', 'approved'])
export type PayTableState = z.infer<typeof payTableState>
export const payTableStateLabel: Record<PayTableState, string> = {
  prepared: '待签字',
  signed: '待传盖章件',
  sealed: '待县里复审',
  returned: '县里退回',
  approved: '复审通过',
}

export const payTableLineKind = z.enum(['earning', 'deduction', 'yearEnd', 'leaver', 'review'])
export type PayTableLineKind = z.infer<typeof payTableLineKind>

export const transferState = z.enum(['waiting', 'paid', 'failed', 'repaid'])
export type TransferState = z.infer<typeof transferState>
export const transferStateLabel: Record<TransferState, string> = {
  waiting: '待发',
  paid: '已发',
  failed: '未成功',
  repaid: '已补发',
}

export const ledgerKind = z.enum(['due', 'paid', 'failed', 'repaid', 'held', 'released'])
export type LedgerKind = z.infer<typeof ledgerKind>
export const ledgerKindLabel: Record<LedgerKind, string> = {
  due: '应发',
  paid: '已发',
  failed: '未成功',
  repaid: '补发',
  held: '暂存',
  released: '不再暂存',
}

/** Why something was written in the ledger, or a line waits. */
export const ledgerCauseLabel = {
  payTable: '补助表复审通过',
  objection: '有异议未答复',
  objectionAnswered: '异议已答复',
  review: '按县里复审认定的金额',
  fraud: '弄虚作假被清退，待决定',
  leaverCorrection: '离岗人员的更正，待决定',
  heldReleased: '决定发放',
  heldRefused: '决定不发',
  transfer: '银行代发',
  carried: '多发的已在以后的补助表扣回',
} as const
export type LedgerCause = keyof typeof ledgerCauseLabel

/** Sums over the ledger, fen; payable is what the next batch would pay. */
export const balance = z.object({
  dueFen: money,
  paidFen: money,
  heldFen: money,
  underWayFen: money,
  payableFen: money,
})

export const lineKey = {
  tableId: id,
  accountId: id,
  month,
  lineCode: z.string().check(z.minLength(1), z.maxLength(64)),
}

export const payTableLine = z.object({
  month,
  lineCode: z.string(),
  kind: payTableLineKind,
  label: z.string(),
  amountFen: money,
  article: z.string(),
  /** As people name it, e.g. '第九条第3项'. */
  articleTitle: z.string(),
  /** Why it is set apart; null: it is not. */
  heldCause: z.nullable(z.string()),
  openObjection: z.boolean(),
})

export const payTableWorker = z.object({
  accountId: id,
  name: z.string(),
  idNumberMasked: z.string(),
  bankCardMasked: z.nullable(z.string()),
  gridName: z.string(),
  workerKind,
  lines: z.array(payTableLine),
  monthTotals: z.array(z.object({ month, amountFen: money })),
  totalFen: money,
})

export const payTableObjection = z.object({
  id,
  accountId: id,
  workerName: z.string(),
  month,
  lineCode: z.string(),
  lineLabel: z.string(),
  amountFen: money,
  objector: z.enum(['worker', 'county']),
  text: z.string(),
  recognisedFen: z.nullable(money),
  state: z.enum(['open', 'upheld', 'rejected']),
  raisedByName: z.string(),
  raisedAtMs: instantMs,
  answer: z.nullable(z.string()),
  answeredByName: z.nullable(z.string()),
  answeredAtMs: z.nullable(instantMs),
  abilities: z.object({ answer: z.boolean() }),
})

/** An amount that waits for a person's decision. */
export const heldAmount = z.object({
  accountId: id,
  workerName: z.string(),
  month,
  lineCode: z.string(),
  label: z.string(),
  amountFen: money,
  cause: z.string(),
  state: z.enum(['waiting', 'released', 'refused']),
  reason: z.nullable(z.string()),
  abilities: z.object({ decide: z.boolean() }),
})

export const payTableStep = z.object({
  revision: z.int(),
  kind: payTableState,
  byName: z.string(),
  atMs: instantMs,
  reason: z.nullable(z.string()),
})

export const batchRow = z.object({
  batchId: id,
  number: z.int(),
  createdAtMs: instantMs,
  transferCount: z.int(),
  totalFen: money,
  paidCount: z.int(),
  failedCount: z.int(),
})

export const payTable = z.object({
  tableId: id,
  townshipCode: areaCode,
  townshipName: z.string(),
  period,
  periodLabel: z.string(),
  months: z.array(month),
  state: payTableState,
  revision: z.int(),
  /** The newest one; an older one can only be looked at. */
  currentRevision: z.int(),
  correction: z.nullable(z.string()),
  notes: z.array(z.string()),
  totalFen: money,
  totalInWords: z.string(),
  heldFen: money,
  /** Stands on every printed table of this revision, so that paper and table can be compared. */
  checkCode: z.string(),
  article: z.string(),
  steps: z.array(payTableStep),
  workers: z.array(payTableWorker),
  objections: z.array(payTableObjection),
  held: z.array(heldAmount),
  batches: z.array(batchRow),
  balance: z.nullable(balance),
  /** People whom nothing can be paid to: no bank card is known. */
  withoutCard: z.array(z.string()),
  hasScan: z.boolean(),
  abilities: z.object({
    sign: z.boolean(),
    attachScan: z.boolean(),
    objectTo: z.boolean(),
    approve: z.boolean(),
    return: z.boolean(),
    revise: z.boolean(),
    makeBatch: z.boolean(),
    pay: z.boolean(),
  }),
  /** Why the next step is not this person's, in words; null: it is, or there is none. */
  blocked: z.nullable(z.string()),
})

export const transfer = z.object({
  transferId: id,
  accountId: id,
  workerName: z.string(),
  gridName: z.string(),
  bankCardMasked: z.nullable(z.string()),
  amountFen: money,
  parts: z.array(z.object({ month, amountFen: money })),
  state: transferState,
  reason: z.nullable(z.string()),
  changedAtMs: instantMs,
})
