import type { OutputOf } from '../../contract/define'
import type * as contract from '../../contract/payroll'
import type { Actor } from '../../http/actor'
import { idText } from '../../platform/ids'
import type { AreasService } from '../areas/areas.service'
import type { RegulationsService } from '../regulations/regulations.service'
import { allot } from './allot'
import type { LedgerStore } from './ledger.store'
import type { PayTablesStore } from './pay-tables.store'
import { balanceOf, causeLabel, grantedOf, presentLine } from './payroll.present'
import { articleTitleOf, lastMonthOf, periodLabel } from './period'

export interface MyPayParts {
  store: PayTablesStore
  ledger: LedgerStore
  areas: AreasService
  regulations: RegulationsService
}

export type MyPay = ReturnType<typeof createMyPay>

/** A worker's own tables: his lines, what was paid, what waits and why (P14). */
export function createMyPay({ store, ledger, areas, regulations }: MyPayParts) {
  return async function mine({
    accountId,
  }: Pick<Actor, 'accountId'>): Promise<OutputOf<typeof contract.mine>> {
    const found = await store.linesOfPerson(accountId)
    const ids = [...new Set(found.map((one) => one.tableId))]
    const [entries, transfers, directory] = await Promise.all([
      ledger.entriesOfPerson(accountId),
      ledger.transfers({ accountId }),
      areas.directory(),
    ])
    const tableOf = async (tableId: string): Promise<contract.Mine[]> => {
      const [table, objections] = await Promise.all([
        store.find(tableId),
        store.objections(tableId),
      ])
      if (!table) return []
      const regulation = await regulations.ofMonth(table.townshipCode, lastMonthOf(table.period))
      const own = entries.filter((one) => idText(one.tableId) === tableId)
      const paid = transfers.filter((one) => one.tableId === tableId)
      const lines = found.filter((one) => one.tableId === tableId).map((one) => one.line)
      const isOpen = (lineCode: string, month: string) =>
        objections.some(
          (one) =>
            one.state === 'open' &&
            idText(one.accountId) === accountId &&
            one.month === month &&
            one.lineCode === lineCode,
        )
      const counted = lines.filter((line) => line.heldCause === null)
      return [
        {
          tableId,
          townshipName: directory.areaName(table.townshipCode),
          period: table.period,
          periodLabel: periodLabel(table.period),
          state: table.state,
          totalFen: counted.reduce((total, line) => total + line.amountFen, 0),
          lines: lines.map((line) =>
            presentLine(line, {
              articleTitle: articleTitleOf(regulation, line.article),
              heldCause: line.heldCause && causeLabel(line.heldCause),
              openObjection: isOpen(line.lineCode, line.month),
            }),
          ),
          balance:
            table.state === 'approved' ? balanceOf(own, paid, allot(grantedOf(own), paid)) : null,
          transfers: paid.map(({ amountFen, state, changedAtMs }) => ({
            amountFen,
            state,
            changedAtMs,
          })),
          abilities: { object: paid.length === 0 },
        },
      ]
    }
    const tables = (await Promise.all(ids.map(tableOf))).flat()
    return { tables: tables.sort((a, b) => (a.period < b.period ? 1 : -1)) }
  }
}
