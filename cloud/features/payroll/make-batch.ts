import type { InputOf } from '../../contract/define'
import type * as contract from '../../contract/payroll'
import { transferStateLabel } from '../../contract/payroll'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { idBytes, idText, newId } from '../../platform/ids'
import type { RegulationsService } from '../regulations/regulations.service'
import { allot } from './allot'
import type { LedgerStore, NewEntry, TransferRow } from './ledger.store'
import { lockedTable } from './locked-table'
import type { PayTableRow, PayTablesStore } from './pay-tables.store'
import { payrollPolicy } from './payroll.policy'
import { lastMonthOf, periodRuleOf } from './period'

export interface BatchParts {
  store: PayTablesStore
  ledger: LedgerStore
  regulations: RegulationsService
}

type Result = InputOf<typeof contract.recordTransfers>['state']

/** From which states the bank's answer may come: a failed one may also have been taken for paid. */
const before: Record<Result, readonly TransferRow['state'][]> = {
  paid: ['waiting'],
  failed: ['waiting', 'paid', 'repaid'],
  repaid: ['failed'],
}

export function createBatches({ store, ledger, regulations }: BatchParts) {
  async function lockedBy(tableId: string, context: CommandContext): Promise<PayTableRow> {
    const wanted = {
      tableId,
      hand: 'reviews' as const,
      may: payrollPolicy.mayReview,
      states: ['approved'] as const,
    }
    return lockedTable(store, wanted, context)
  }

  /** What the ledger grants and no batch has taken, for everybody whose card is known. */
  async function payable(table: PayTableRow, { tx }: CommandContext) {
    const tableId = idText(table.id)
    const granted = await ledger.granted(tableId, undefined, tx)
    const taken = await ledger.transfers({ tableId }, tx)
    const allotments = allot(granted, taken)
    const people = await store.people(allotments.map((one) => one.accountId))
    const lines = await store.lines(tableId, table.revision, tx)
    const place = new Map([...lines].reverse().map((line, index) => [line.accountId, -index]))
    return allotments
      .filter((one) => people.get(one.accountId)?.bankCardMasked)
      .sort((a, b) => (place.get(a.accountId) ?? 0) - (place.get(b.accountId) ?? 0))
  }

  /** Ledger entries of one transfer's answer, month by month. */
  function entriesOf(
    transfer: TransferRow,
    { state, reason }: { state: Result; reason: string | undefined },
    article: string,
  ): NewEntry[] {
    const wasPaid = transfer.state === 'paid' || transfer.state === 'repaid'
    return transfer.parts.map((part) => ({
      ...part,
      tableId: transfer.tableId,
      accountId: transfer.accountId,
      transferId: transfer.id,
      kind: state,
      wasPaid,
      cause: 'transfer',
      article,
      reason,
    }))
  }

  return {
    /** Everything that can be paid now in one batch; what is set apart stays for a later one. */
    async make({ tableId }: InputOf<typeof contract.makeBatch>, context: CommandContext) {
      const { tx, actor, nowMs, commandId } = context
      const table = await lockedBy(tableId, context)
      const allotments = await payable(table, context)
      if (allotments.length === 0) throw new Refusal('nothingToPay')
      const totalFen = allotments.reduce((total, one) => total + one.amountFen, 0)
      const number = (await ledger.batches(tableId, tx)).length + 1
      await ledger.createBatch(tx, {
        id: idBytes(commandId),
        tableId: idBytes(tableId),
        number,
        throughEntry: await ledger.lastEntry(tx, tableId),
        transferCount: allotments.length,
        totalFen,
        createdBy: idBytes(actor.accountId),
        createdAt: new Date(nowMs),
      })
      const rows = allotments.map((one) => ({ ...one, id: newId() }))
      const of = { batchId: commandId, tableId, by: actor.accountId, atMs: nowMs }
      await ledger.createTransfers(tx, rows, of)
      const detail = { number, transfers: rows.length, totalFen }
      context.audit('payment.batchMade', commandId, table.townshipCode, detail)
      return { batchId: commandId, transferCount: rows.length, totalFen }
    },

    /** What the bank answered, for many transfers at once: all of them, or none. */
    async record(input: InputOf<typeof contract.recordTransfers>, context: CommandContext) {
      const { tx, actor, nowMs } = context
      const { batchId, state, reason } = input
      // outside the transaction, whose view of the past begins with its first read: the lock's
      const found = await ledger.batch(batchId)
      if (!found) throw new Refusal('notFound')
      const table = await lockedBy(idText(found.tableId), context)
      if (state === 'failed' && !reason) throw new Refusal('reasonNeeded')
      const wanted = new Set(input.transferIds)
      const all = await ledger.transfers({ tableId: idText(table.id) }, tx)
      const transfers = all.filter((one) => one.batchId === batchId && wanted.has(one.id))
      if (transfers.length !== wanted.size) throw new Refusal('notFound')
      const wrong = transfers.find((one) => !before[state].includes(one.state))
      if (wrong) {
        const labels = { state: transferStateLabel[wrong.state], wanted: transferStateLabel[state] }
        throw new Refusal('transferState', labels)
      }
      const lastMonth = lastMonthOf(table.period)
      const bound = await regulations.ofMonth(table.townshipCode, lastMonth)
      const { article } = periodRuleOf(bound, lastMonth)
      const by = { by: actor.accountId, atMs: nowMs }
      const entries = transfers.flatMap((one) => entriesOf(one, { state, reason }, article))
      await ledger.add(tx, entries, by)
      await ledger.changeTransfers(
        tx,
        transfers.map((one) => one.id),
        { ...by, state, reason: reason ?? null },
      )
      const detail = { state, transfers: transfers.length, ...(reason ? { reason } : {}) }
      context.audit('payment.recorded', batchId, table.townshipCode, detail)
      return { recorded: transfers.length }
    },
  }
}
