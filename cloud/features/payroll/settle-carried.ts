import { Refusal } from '../../http/refusal'
import type { Transaction } from '../../platform/database'
import { idText } from '../../platform/ids'
import { carriedCode, carriedPrefix } from './carried-lines'
import type { LedgerStore, NewEntry } from './ledger.store'
import { reviewCode, type TableLine } from './make-lines'
import type { PayTableRow, PayTablesStore } from './pay-tables.store'
import { lastMonthOf, periodLabel } from './period'

/** What the lines take back of one earlier table, with what the county recognised otherwise. */
function takenBack(
  lines: readonly TableLine[],
): { line: TableLine; period: string; fen: number }[] {
  return lines
    .filter((line) => line.lineCode.startsWith(carriedPrefix))
    .map((line) => {
      const isReview = (other: TableLine) =>
        other.accountId === line.accountId &&
        other.month === line.month &&
        other.lineCode === reviewCode(line.lineCode)
      const review = lines.find(isReview)?.amountFen ?? 0
      const period = line.lineCode.slice(carriedPrefix.length)
      return { line, period, fen: -(line.amountFen + review) }
    })
    .filter((one) => one.fen > 0)
}

/**
 * With the approval the earlier table's balance goes up by what this one takes back, so that nothing
 * is taken twice. Refuses where the earlier balance is another by now: then the table is outdated.
 */
export async function settleCarried(
  { store, ledger }: { store: PayTablesStore; ledger: LedgerStore },
  table: PayTableRow,
  lines: readonly TableLine[],
  tx: Transaction,
): Promise<NewEntry[]> {
  const entries: NewEntry[] = []
  for (const { line, period, fen } of takenBack(lines)) {
    const earlier = await store.lockPeriod(tx, table.townshipCode, period)
    if (!earlier) throw new Refusal('payTableOutdated')
    const tableId = idText(earlier.id)
    const owedBackFen = await ledger.owedBack(tx, tableId, line.accountId)
    if (owedBackFen < fen) throw new Refusal('payTableOutdated')
    entries.push({
      tableId,
      accountId: line.accountId,
      month: lastMonthOf(period),
      kind: 'due',
      amountFen: fen,
      lineCode: carriedCode(table.period),
      cause: 'carried',
      reason: `已在${periodLabel(table.period)}的补助表扣回`,
      article: line.article,
    })
  }
  return entries
}
