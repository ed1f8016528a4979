import { payTableStateLabel } from '../../contract/payroll'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import type { PayTableRow, PayTablesStore } from './pay-tables.store'
import { type Hand, payrollPolicy } from './payroll.policy'

interface Wanted {
  tableId: string
  hand: Hand
  /** Whether his post reaches the township at all; else the table is not there for him. */
  may(actor: Actor, townshipCode: string): boolean
  /** States in which this can be done; absent: any. */
  states?: readonly PayTableRow['state'][]
  /** The revision that was looked at; another one means that the table has changed since. */
  revision?: number
}

/**
 * The table, locked until the command is done, once its caller may do this to it: reached by his
 * post, in the right state, and by a hand that has been no other (P2) and is not paid by it (P1).
 */
export async function lockedTable(
  store: PayTablesStore,
  wanted: Wanted,
  { tx, actor }: Pick<CommandContext, 'tx' | 'actor'>,
): Promise<PayTableRow> {
  const { tableId, hand, may, states, revision } = wanted
  const table = await store.lock(tx, tableId)
  if (!table || !may(actor, table.townshipCode)) throw new Refusal('notFound')
  const isMoved = revision !== undefined && revision !== table.revision
  if (isMoved || (states && !states.includes(table.state)))
    throw new Refusal('payTableState', { state: payTableStateLabel[table.state] })
  const steps = await store.steps(tableId, tx)
  const isOnTable = await store.isOnTable(tableId, actor.accountId, tx)
  payrollPolicy.assertHand(actor, hand, { steps, isOnTable })
  return table
}
