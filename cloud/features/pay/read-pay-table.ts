import type { InputOf } from '../../contract/define'
import type * as contract from '../../contract/pay'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { AreasService } from '../areas/areas.service'
import type { DisciplineService } from '../discipline/discipline.service'
import type { RegulationsService } from '../regulations/regulations.service'
import type { StaffService } from '../staff/staff.service'
import type { PayStore } from './pay.store'
import type { MonthsReader } from './read-months'
import { type YearEnd, yearEndsOf } from './settle-year'

export interface PayTableParts {
  store: PayStore
  areas: AreasService
  staff: StaffService
  regulations: RegulationsService
  reader: Pick<MonthsReader, 'statements'>
  discipline: Pick<DisciplineService, 'eliminatedForFraud'>
}

export type PayTable = Awaited<ReturnType<ReturnType<typeof createPayTableReader>>>

/** The month's statements with what the year's last batch adds, and what is open with people who left. */
export function createPayTableReader(parts: PayTableParts) {
  const { store, areas, staff, reader } = parts

  async function yearEnds(townshipCode: string, month: string): Promise<YearEnd[]> {
    const [year = '', number] = month.split('-')
    if (number !== '12') return []
    return yearEndsOf(parts, townshipCode, year, await store.savedInYear(townshipCode, year))
  }

  return async function read(
    input: InputOf<typeof contract.statementsTable>,
    actor: Actor,
    nowMs: number,
  ) {
    const { townshipCode, month } = input
    const found = await reader.statements(input, actor, nowMs)
    if (found.rows.length === 0) throw new Refusal('monthNotComputed')
    const [ends, corrections, directory] = await Promise.all([
      yearEnds(townshipCode, month),
      store.correctionsWithout(townshipCode, month),
      areas.directory(),
    ])
    const names = await staff.names([...ends, ...corrections].map((one) => one.accountId))
    const nameOf = (accountId: string) => names.get(accountId) ?? ''
    const lastOfYear = month.endsWith('-12')
    const payable = new Map(ends.map((one) => [one.accountId, one.settlement.payableFen]))
    const yearEndFen = ends.reduce((sum, one) => sum + one.settlement.payableFen, 0)
    return {
      month: found.month,
      township: found.township,
      lastOfYear,
      rows: found.rows.map((row) => ({
        ...row,
        yearEndFen: lastOfYear ? (payable.get(row.shown.accountId) ?? 0) : null,
      })),
      leavers: ends
        .filter((one) => one.left && one.settlement.payableFen !== 0)
        .map((one) => ({
          name: nameOf(one.accountId),
          gridName: directory.grid(one.gridCode)?.name ?? '',
          workerKind: one.workerKind,
          yearEndFen: one.settlement.payableFen,
        })),
      held: ends
        .filter((one) => one.settlement.heldFen !== 0)
        .map((one) => ({ name: nameOf(one.accountId), heldFen: one.settlement.heldFen })),
      corrections: corrections.map((one) => ({ ...one, name: nameOf(one.accountId) })),
      totalFen: found.totalFen + yearEndFen,
    }
  }
}
