import { formatYuan } from '../../rules'
import type { Overpaid } from './ledger.store'
import type { TableLine } from './make-lines'
import { lastMonthOf, periodLabel } from './period'

export const carriedPrefix = 'carried.'

/** Line of a table that takes back what an earlier one of the township paid too much. */
export const carriedCode = (period: string) => `${carriedPrefix}${period}`

/** What earlier tables are still owed back, oldest first. */
export function overpaidBefore(overpaid: readonly Overpaid[], period: string): Overpaid[] {
  return overpaid
    .filter((one) => lastMonthOf(one.period) < lastMonthOf(period))
    .sort((a, b) => (lastMonthOf(a.period) < lastMonthOf(b.period) ? -1 : 1))
}

/**
 * One line for each earlier table and person, never more than what he is paid here: nobody's pay
 * goes below zero, and what is left is told and waits for the next table.
 */
export function carriedLines(
  lines: readonly TableLine[],
  overpaid: readonly Overpaid[],
  { article, nameOf }: { article: string; nameOf(accountId: string): string },
): { lines: TableLine[]; notes: string[] } {
  const left = new Map<string, number>()
  const last = new Map<string, TableLine>()
  for (const line of lines) {
    const { accountId, month, amountFen, heldCause } = line
    if (heldCause === null) left.set(accountId, (left.get(accountId) ?? 0) + amountFen)
    const known = last.get(accountId)
    if (!known || known.month <= month) last.set(accountId, line)
  }
  const carried: TableLine[] = []
  const notes: string[] = []
  for (const { accountId, period, amountFen } of overpaid) {
    const place = last.get(accountId)
    if (!place) continue
    const { month, gridCode, workerKind } = place
    const takenFen = Math.min(amountFen, Math.max(0, left.get(accountId) ?? 0))
    const restFen = amountFen - takenFen
    const told = `${nameOf(accountId)}：${periodLabel(period)}多发 ${formatYuan(amountFen)} 元，本次扣回 ${formatYuan(takenFen)} 元`
    notes.push(restFen > 0 ? `${told}，还有 ${formatYuan(restFen)} 元以后再扣` : told)
    if (takenFen === 0) continue
    left.set(accountId, (left.get(accountId) ?? 0) - takenFen)
    carried.push({
      accountId,
      month,
      lineCode: carriedCode(period),
      kind: 'deduction',
      label: `扣回${periodLabel(period)}多发的`,
      amountFen: -takenFen,
      article,
      gridCode,
      workerKind,
      heldCause: null,
    })
  }
  return { lines: carried, notes }
}
