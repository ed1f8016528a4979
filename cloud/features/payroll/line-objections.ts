import type { InputOf } from '../../contract/define'
import type * as contract from '../../contract/payroll'
import { payTableStateLabel } from '../../contract/payroll'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { idBytes, idText } from '../../platform/ids'
import type { LedgerStore, NewEntry } from './ledger.store'
import { lockedTable } from './locked-table'
import { reviewCode, type TableLine } from './make-lines'
import type { PayTableObjectionRow, PayTableRow, PayTablesStore } from './pay-tables.store'
import { payrollPolicy } from './payroll.policy'

export interface LineObjectionsParts {
  store: PayTablesStore
  ledger: LedgerStore
}

interface Raised {
  lineCode: string
  month: string
  accountId: string
  text: string
  recognisedFen: number | null
  objector: 'worker' | 'county'
}

export function createLineObjections({ store, ledger }: LineObjectionsParts) {
  /** One open objection a line; and none beside a figure that was agreed to. */
  async function assertFree(table: PayTableRow, raised: Raised, { tx }: CommandContext) {
    const earlier = (await store.objections(idText(table.id), tx)).filter(
      (one) =>
        idText(one.accountId) === raised.accountId &&
        one.month === raised.month &&
        one.lineCode === raised.lineCode,
    )
    const isTaken = earlier.some(
      (one) => one.state === 'open' || (one.state === 'upheld' && one.recognisedFen !== null),
    )
    if (isTaken) throw new Refusal('alreadyDecided')
  }

  async function raise(table: PayTableRow, raised: Raised, context: CommandContext) {
    const { tx, actor, nowMs, commandId, audit } = context
    const tableId = idText(table.id)
    const line = await store.line(tx, table, raised)
    if (!line) throw new Refusal('badInput', { message: '补助表上没有这一笔' })
    await assertFree(table, raised, context)
    await store.createObjection(tx, {
      ...raised,
      id: idBytes(commandId),
      tableId: table.id,
      accountId: idBytes(raised.accountId),
      raisedBy: idBytes(actor.accountId),
      raisedAt: new Date(nowMs),
      state: 'open',
    })
    if (table.state === 'approved' && line.heldCause === null && line.amountFen > 0)
      await setApart(tableId, line, context)
    const detail = { month: raised.month, lineCode: raised.lineCode, objector: raised.objector }
    audit('payTable.objected', commandId, table.townshipCode, detail)
    return { objectionId: commandId }
  }

  async function setApart(tableId: string, line: TableLine, context: CommandContext) {
    const { accountId, month, lineCode, amountFen, article } = line
    const held: NewEntry = {
      tableId,
      accountId,
      month,
      lineCode,
      amountFen,
      article,
      kind: 'held',
      cause: 'objection',
    }
    await ledger.add(context.tx, [held], { by: context.actor.accountId, atMs: context.nowMs })
  }

  /** After the approval the ledger is what is paid by: the line goes free, as it was recognised. */
  async function settle(
    table: PayTableRow,
    objection: PayTableObjectionRow,
    { decision, answer }: InputOf<typeof contract.answerObjection>,
    { tx, actor, nowMs }: CommandContext,
  ) {
    const tableId = idText(table.id)
    const { month, lineCode, recognisedFen } = objection
    const accountId = idText(objection.accountId)
    const line = await store.line(tx, table, { accountId, month, lineCode })
    if (!line) return
    const reason = answer.slice(0, 500)
    const of = { tableId, accountId, month, article: line.article, reason }
    const entries: NewEntry[] = []
    const heldFen = line.heldCause ? 0 : await ledger.heldOfLine(tx, tableId, line)
    if (heldFen !== 0) {
      const cause = 'objectionAnswered'
      entries.push({ ...of, lineCode, kind: 'released', amountFen: heldFen, cause })
    }
    const delta =
      decision === 'upheld' && recognisedFen !== null ? recognisedFen - line.amountFen : 0
    if (delta !== 0) {
      const code = reviewCode(lineCode)
      entries.push({ ...of, lineCode: code, kind: 'due', amountFen: delta, cause: 'review' })
    }
    await ledger.add(tx, entries, { by: actor.accountId, atMs: nowMs })
  }

  return {
    /** The county's, while it reviews: with the amount that it recognises (A-DN-38). */
    async raiseByCounty(input: InputOf<typeof contract.raiseObjection>, context: CommandContext) {
      const { tableId, ...raised } = input
      const wanted = {
        tableId,
        hand: 'reviews' as const,
        may: payrollPolicy.mayReview,
        states: ['sealed'] as const,
      }
      const table = await lockedTable(store, wanted, context)
      return raise(table, { ...raised, objector: 'county' }, context)
    },

    /** A worker's, to a line of his own, until it is in a batch. */
    async raiseByWorker(input: InputOf<typeof contract.objectToOwn>, context: CommandContext) {
      const { tx, actor } = context
      const { tableId, ...raised } = input
      const { accountId } = actor
      const table = await store.lock(tx, tableId)
      if (!table || !(await store.isOnTable(tableId, accountId, tx))) throw new Refusal('notFound')
      if ((await ledger.transfers({ tableId, accountId }, tx)).length > 0) {
        const state = `${payTableStateLabel[table.state]}，已进入发放批次`
        throw new Refusal('payTableState', { state })
      }
      const own = { ...raised, accountId, recognisedFen: null, objector: 'worker' as const }
      return raise(table, own, context)
    },

    async answer(input: InputOf<typeof contract.answerObjection>, context: CommandContext) {
      const { tx, actor, nowMs, audit } = context
      const { objectionId, decision, answer } = input
      const found = await store.objection(objectionId)
      if (!found) throw new Refusal('notFound')
      const tableId = idText(found.tableId)
      const wanted = { tableId, hand: 'prepares' as const, may: payrollPolicy.mayPrepare }
      const table = await lockedTable(store, wanted, context)
      const objection = await store.objection(objectionId, tx)
      if (objection?.state !== 'open') throw new Refusal('alreadyDecided')
      await store.answerObjection(tx, objectionId, {
        state: decision,
        answer,
        answeredBy: idBytes(actor.accountId),
        answeredAt: new Date(nowMs),
      })
      if (table.state === 'approved') await settle(table, objection, input, context)
      audit('payTable.objectionAnswered', objectionId, table.townshipCode, { decision })
      return { objectionId, state: decision }
    },
  }
}
