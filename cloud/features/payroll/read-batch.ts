import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/payroll'
import { type TransferState, transferState } from '../../contract/payroll'
import type { CallContext, FileAnswer } from '../../http/serve'
import { Refusal } from '../../http/refusal'
import { type KeyRing, openText } from '../../platform/crypto'
import { idText } from '../../platform/ids'
import { capitalForm } from '../../rules'
import type { Actor } from '../../http/actor'
import { bankFile, batchSheet } from './bank-file'
import type { LedgerStore } from './ledger.store'
import type { PayTablesStore } from './pay-tables.store'
import { payrollPolicy } from './payroll.policy'
import { proveBatch } from './prove-totals'
import type { createTableViews } from './table-view'

export interface ReadBatchParts {
  store: PayTablesStore
  ledger: LedgerStore
  /** Opens sealed cards. */
  personalKeys: KeyRing
  view: ReturnType<typeof createTableViews>
}

export function createBatchReader({ store, ledger, personalKeys, view: viewOf }: ReadBatchParts) {
  async function read(batchId: string, actor: Actor) {
    const batch = await ledger.batch(batchId)
    if (!batch) throw new Refusal('notFound')
    const tableId = idText(batch.tableId)
    const view = await viewOf({ tableId }, actor)
    const transfers = view.transfers.filter((one) => one.batchId === batchId)
    const gridOf = new Map(view.lines.map((line) => [line.accountId, line.gridCode]))
    const personOf = (accountId: string) => {
      const person = view.people.get(accountId)
      const gridName = view.directory.grid(gridOf.get(accountId) ?? '')?.name ?? ''
      return person && { ...person, gridName }
    }
    const title = `${view.townshipName} ${view.periodLabel} 第 ${batch.number} 批`
    return { batch, view, transfers, personOf, title }
  }

  /** Refuses to go on when the batch is not what the ledger says. */
  async function prove({ batch, view, transfers }: Awaited<ReturnType<typeof read>>) {
    const numbers = new Map(view.batches.map((one) => [idText(one.id), one.number]))
    proveBatch({
      batch: {
        number: batch.number,
        totalFen: Number(batch.totalFen),
        transferCount: batch.transferCount,
      },
      transfers,
      earlier: view.transfers.filter((one) => (numbers.get(one.batchId) ?? 0) < batch.number),
      granted: await ledger.granted(view.tableId, batch.throughEntry),
      entries: view.entries,
      idText,
    })
  }

  function note(
    event: 'payment.bankFileTaken' | 'table.exported',
    found: Awaited<ReturnType<typeof read>>,
    { actor, nowMs }: CallContext,
    detail: object,
  ): Promise<void> {
    return store.noteDownload({
      event,
      accountId: actor.accountId,
      atMs: nowMs,
      areaCode: found.view.table.townshipCode,
      subjectId: idText(found.batch.id),
      detail,
    })
  }

  return {
    async batch(
      { batchId }: InputOf<typeof contract.batch>,
      actor: Actor,
    ): Promise<OutputOf<typeof contract.batch>> {
      const { batch, view, transfers, personOf, title } = await read(batchId, actor)
      const isOnTable = view.lines.some((line) => line.accountId === actor.accountId)
      const isOther = payrollPolicy.isOtherHand(actor.accountId, 'reviews', view.steps)
      const mayReview = payrollPolicy.mayReview(actor, view.table.townshipCode)
      const sumIn = (state: TransferState) => {
        const own = transfers.filter((one) => one.state === state)
        return {
          state,
          count: own.length,
          amountFen: own.reduce((total, one) => total + one.amountFen, 0),
        }
      }
      return {
        batchId,
        tableId: view.tableId,
        title,
        number: batch.number,
        createdAtMs: batch.createdAt.getTime(),
        createdByName: view.nameOf(idText(batch.createdBy)),
        totalFen: Number(batch.totalFen),
        totalInWords: capitalForm(Number(batch.totalFen)),
        sums: transferState.options.map(sumIn),
        transfers: transfers.map((one) => ({
          transferId: one.id,
          accountId: one.accountId,
          workerName: personOf(one.accountId)?.name ?? '',
          gridName: personOf(one.accountId)?.gridName ?? '',
          bankCardMasked: personOf(one.accountId)?.bankCardMasked ?? null,
          amountFen: one.amountFen,
          parts: one.parts.map(({ month, amountFen }) => ({ month, amountFen })),
          state: one.state,
          reason: one.reason,
          changedAtMs: one.changedAtMs,
        })),
        abilities: { pay: mayReview && !isOnTable && !isOther },
      }
    },

    /** Cards are opened for this file alone, and every time it is written down who took it. */
    async bankFile(
      { batchId, part, encoding }: InputOf<typeof contract.bankFile>,
      context: CallContext,
    ): Promise<FileAnswer> {
      const { actor } = context
      const found = await read(batchId, actor)
      const { view, title, personOf } = found
      if (!payrollPolicy.mayReview(actor, view.table.townshipCode)) throw new Refusal('notFound')
      const isOnTable = view.lines.some((line) => line.accountId === actor.accountId)
      payrollPolicy.assertHand(actor, 'reviews', { steps: view.steps, isOnTable })
      await prove(found)
      const transfers = found.transfers.filter((one) => one.state === part)
      if (transfers.length === 0) throw new Refusal('nothingToPay')
      const sealed = await store.sealedCards(transfers.map((one) => one.accountId))
      const cardOf = (accountId: string) => {
        const card = sealed.get(accountId)
        return card && openText(card, personalKeys, 'bankCard')
      }
      const shown = part === 'failed' ? `${title} 补发` : title
      const file = await bankFile({ title: shown, transfers, personOf }, cardOf, encoding)
      const totalFen = transfers.reduce((total, one) => total + one.amountFen, 0)
      const detail = { part, encoding, transfers: transfers.length, totalFen }
      await note('payment.bankFileTaken', found, context, detail)
      return file
    },

    async batchSheet(
      { batchId }: InputOf<typeof contract.batchSheet>,
      context: CallContext,
    ): Promise<FileAnswer> {
      const found = await read(batchId, context.actor)
      await prove(found)
      const file = await batchSheet(found)
      await note('table.exported', found, context, { transfers: found.transfers.length })
      return file
    },
  }
}
