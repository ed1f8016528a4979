import type { InputOf } from '../../contract/define'
import type * as contract from '../../contract/payroll'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { idText } from '../../platform/ids'
import type { LedgerStore, NewEntry } from './ledger.store'
import { lockedTable } from './locked-table'
import type { PayTablesStore } from './pay-tables.store'
import { payrollPolicy } from './payroll.policy'

/** The county decides what the regulation leaves to a person (A-DN-09): paid with the next batch, or not at all. */
export function createHeldDecisions(parts: { store: PayTablesStore; ledger: LedgerStore }) {
  const { store, ledger } = parts
  return async function decide(
    input: InputOf<typeof contract.decideHeld>,
    context: CommandContext,
  ) {
    const { tx, actor, nowMs } = context
    const { tableId, decision, reason, ...key } = input
    const wanted = {
      tableId,
      hand: 'reviews' as const,
      may: payrollPolicy.mayReview,
      states: ['approved'] as const,
    }
    const table = await lockedTable(store, wanted, context)
    const line = await store.line(tx, table, key)
    if (!line?.heldCause) throw new Refusal('badInput', { message: '这一笔没有暂存' })
    const heldFen = await ledger.heldOfLine(tx, tableId, key)
    if (heldFen === 0) throw new Refusal('alreadyDecided')
    const open = (await store.objections(tableId, tx)).filter(
      (one) =>
        one.state === 'open' &&
        idText(one.accountId) === key.accountId &&
        one.month === key.month &&
        one.lineCode === key.lineCode,
    )
    if (open.length > 0) throw new Refusal('lineDisputed')
    const of = { ...key, tableId, article: line.article, reason }
    const isReleased = decision === 'released'
    const released: NewEntry = {
      ...of,
      kind: 'released',
      amountFen: heldFen,
      cause: isReleased ? 'heldReleased' : 'heldRefused',
    }
    const refused: NewEntry = { ...of, kind: 'due', amountFen: -heldFen, cause: 'heldRefused' }
    const by = { by: actor.accountId, atMs: nowMs }
    await ledger.add(tx, isReleased ? [released] : [released, refused], by)
    const detail = { month: key.month, lineCode: key.lineCode, decision, amountFen: heldFen }
    context.audit('payTable.heldDecided', tableId, table.townshipCode, detail)
    return { decision }
  }
}
