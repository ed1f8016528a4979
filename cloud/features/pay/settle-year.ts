import { monthEnd } from '../../platform/clock'
import type { AccrualSettlement, PayRegulation } from '../../rules'
import type { DisciplineService } from '../discipline/discipline.service'
import type { RegulationsService } from '../regulations/regulations.service'
import type { SavedRow } from './pay.store'

/** What one person saved up over the year, paid with its last month (DN-11.1g). */
export interface YearEnd {
  accountId: string
  gridCode: string
  workerKind: SavedRow['workerKind']
  /** No longer in service in the last month. */
  left: boolean
  settlement: AccrualSettlement
}

function byAccount(rows: readonly SavedRow[]): SavedRow[][] {
  const groups = new Map<string, SavedRow[]>()
  for (const row of rows) {
    const group = groups.get(row.accountId)
    if (group) group.push(row)
    else groups.set(row.accountId, [row])
  }
  return [...groups.values()]
}

/**
 * The year's saved-up reward of everybody whose last month of it was worked in this township, also
 * of those who left (A-DN-09). After an established fraud it waits for the decision on the
 * elimination: who is kept is paid, who is eliminated gets what the regulation says.
 */
export function settleYear(
  rows: readonly SavedRow[],
  {
    year,
    townshipCode,
    regulation,
    eliminatedForFraud,
  }: {
    year: string
    townshipCode: string
    regulation: PayRegulation
    /** What was decided of somebody; of whom nothing was, an established fraud alone holds it. */
    eliminatedForFraud: ReadonlyMap<string, boolean>
  },
): YearEnd[] {
  return byAccount(rows).flatMap((months) => {
    const last = months.at(-1)
    if (!last || last.townshipCode !== townshipCode) return []
    const left = last.month !== `${year}-12`
    const settlement = regulation.settleAccrual({
      year,
      months: months.map(({ month, accrualFen }) => ({ month, accrualFen })),
      eliminatedForFraud:
        eliminatedForFraud.get(last.accountId) ?? months.some((one) => Number(one.fraud) === 1),
      ...(left ? { leftOn: monthEnd(last.month) } : {}),
    })
    const { accountId, gridCode, workerKind } = last
    return [{ accountId, gridCode, workerKind, left, settlement }]
  })
}

export interface YearEndParts {
  regulations: Pick<RegulationsService, 'ofMonth'>
  discipline: Pick<DisciplineService, 'eliminatedForFraud'>
}

/** The same, by the regulation of the year's last month and by what was decided of these people. */
export async function yearEndsOf(
  { regulations, discipline }: YearEndParts,
  townshipCode: string,
  year: string,
  saved: readonly SavedRow[],
): Promise<YearEnd[]> {
  const people = [...new Set(saved.map((row) => row.accountId))]
  const [regulation, eliminatedForFraud] = await Promise.all([
    regulations.ofMonth(townshipCode, `${year}-12`),
    discipline.eliminatedForFraud(people, year),
  ])
  return settleYear(saved, { year, townshipCode, regulation, eliminatedForFraud })
}
