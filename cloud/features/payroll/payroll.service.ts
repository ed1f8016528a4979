import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/payroll'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CallContext, FileAnswer } from '../../http/serve'
import { idText } from '../../platform/ids'
import { allot } from './allot'
import { type CarryParts, createCarrying } from './carry-table'
import { createHeldDecisions } from './decide-held'
import { createLineObjections } from './line-objections'
import { type BatchParts, createBatches } from './make-batch'
import { createMyPay, type MyPayParts } from './my-pay'
import { balanceOf, causeLabel, grantedOf, presentTable } from './payroll.present'
import { createPreparing, type PrepareParts } from './prepare-table'
import { printedTable } from './printed-table'
import { proveTable } from './prove-totals'
import { createBatchReader, type ReadBatchParts } from './read-batch'
import { createTablesReader, type ReadTablesParts } from './read-tables'
import { tablePage } from './table-page'
import { tablePdf } from './table-pdf'
import { tableSheet } from './table-sheet'
import { createTakeStatement, type TakeStatementParts } from './take-statement'
import { createTableViews, type TableView } from './table-view'

export type PayrollParts = PrepareParts &
  Omit<CarryParts, 'preparing'> &
  BatchParts &
  ReadTablesParts &
  Omit<ReadBatchParts, 'view'> &
  MyPayParts &
  Omit<TakeStatementParts, 'tablesOf'>

export type PayrollService = ReturnType<typeof createPayrollService>

/** Line by line the lines must come to what was signed, and to the ledger once that has them. */
function prove(view: TableView): void {
  const signed = {
    totalFen: Number(view.revision.totalFen),
    heldFen: Number(view.revision.heldFen),
  }
  const isInLedger = view.isCurrent && view.table.state === 'approved'
  const due = view.entries
    .filter((one) => one.kind === 'due' && one.cause === 'payTable')
    .map((one) => ({ ...one, accountId: idText(one.accountId) }))
  proveTable(view.lines, signed, isInLedger ? due : null)
}

/** From frozen months to money on the card: table, signature, review, batch, bank, ledger. */
export function createPayrollService(parts: PayrollParts) {
  const { store } = parts
  const view = createTableViews(parts)
  const preparing = createPreparing(parts)
  const batches = createBatchReader({ ...parts, view })
  const mine = createMyPay(parts)

  async function exported(
    input: InputOf<typeof contract.tableSheet>,
    { actor, nowMs }: CallContext,
  ): Promise<TableView> {
    const found = await view(input, actor)
    prove(found)
    await store.noteDownload({
      event: 'table.exported',
      accountId: actor.accountId,
      atMs: nowMs,
      areaCode: found.table.townshipCode,
      subjectId: input.tableId,
    })
    return found
  }

  return {
    tables: createTablesReader(parts),
    prepare: preparing.prepare,
    carrying: createCarrying({ ...parts, preparing }),
    objections: createLineObjections(parts),
    decideHeld: createHeldDecisions(parts),
    batches: createBatches(parts),
    batch: batches.batch,
    bankFile: batches.bankFile,
    batchSheet: batches.batchSheet,
    mine,
    statementPdf: createTakeStatement({ ...parts, tablesOf: mine }),

    async table(
      input: InputOf<typeof contract.table>,
      actor: Actor,
    ): Promise<OutputOf<typeof contract.table>> {
      return { table: presentTable(await view(input, actor), actor) }
    },

    async ledger(
      { tableId, accountId }: InputOf<typeof contract.ledger>,
      actor: Actor,
    ): Promise<OutputOf<typeof contract.ledger>> {
      const found = await view({ tableId }, actor)
      const entries = found.entries.filter((one) => idText(one.accountId) === accountId)
      const isHere = entries.length > 0 || found.lines.some((line) => line.accountId === accountId)
      if (!isHere) throw new Refusal('notFound')
      const transfers = found.transfers.filter((one) => one.accountId === accountId)
      const names = await store.people(entries.map((one) => idText(one.recordedBy)))
      return {
        entries: entries.map((one) => ({
          id: String(one.id),
          month: one.month,
          kind: one.kind,
          amountFen: one.amountFen,
          causeLabel: causeLabel(one.cause),
          reason: one.reason,
          article: one.article,
          articleTitle: found.titleOf(one.article),
          lineCode: one.lineCode,
          byName: names.get(idText(one.recordedBy))?.name ?? '',
          atMs: one.recordedAt.getTime(),
        })),
        balance: balanceOf(entries, transfers, allot(grantedOf(entries), transfers)),
      }
    },

    async scan(input: InputOf<typeof contract.scan>, actor: Actor): Promise<FileAnswer> {
      await view({ tableId: input.tableId, revision: input.revision }, actor)
      return this.carrying.scan(input)
    },

    async tableSheet(input: InputOf<typeof contract.tableSheet>, context: CallContext) {
      return tableSheet(printedTable(await exported(input, context)))
    },

    async tablePage(
      input: InputOf<typeof contract.tablePage>,
      context: CallContext,
    ): Promise<FileAnswer> {
      const page = tablePage(printedTable(await exported(input, context)))
      return { bytes: Buffer.from(page), contentType: 'text/html; charset=utf-8' }
    },

    async tablePdf(input: InputOf<typeof contract.tablePdf>, context: CallContext) {
      return tablePdf(printedTable(await exported(input, context)), context.nowMs)
    },
  }
}
