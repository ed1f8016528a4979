import type { WorkerKind } from '../../contract/primitives'
import type { Statement } from '../../contract/trace'
import { Refusal } from '../../http/refusal'
import { addMonths } from '../../platform/clock'
import type { PayRegulation } from '../../rules'
import type { DisciplineService } from '../discipline/discipline.service'
import type { RegulationsService } from '../regulations/regulations.service'
import type { ClosingStore } from './closing.store'
import { evaluatedOf } from './evaluated'
import type { LeftCorrection, PayStore, SavedRow } from './pay.store'
import { type YearEnd, yearEndsOf } from './settle-year'

export interface TableSourceParts {
  store: PayStore
  closing: ClosingStore
  regulations: RegulationsService
  discipline: Pick<DisciplineService, 'eliminatedForFraud'>
  packs: ReadonlyMap<string, PayRegulation>
}

export interface FrozenStatement {
  accountId: string
  month: string
  gridCode: string
  workerKind: WorkerKind
  statement: Statement
}

export interface TownshipMonthKey {
  townshipCode: string
  month: string
}

/** Of somebody who has no statement in the month that should carry it. */
export interface LeaverCorrection extends LeftCorrection {
  /** The month that should carry it. */
  month: string
  gridCode: string
  workerKind: WorkerKind
}

export interface TableSource {
  /** Months that would have to be frozen first; then nothing else is given. */
  unfrozen: TownshipMonthKey[]
  statements: FrozenStatement[]
  yearEnds: YearEnd[]
  corrections: LeaverCorrection[]
}

/** What a pay table is made of: frozen statements, and with the year's last month what was saved up. */
export function createTableSource(parts: TableSourceParts) {
  const { store, closing, regulations, packs } = parts

  async function unfrozenOf(keys: readonly TownshipMonthKey[]): Promise<TownshipMonthKey[]> {
    const months = [...new Set(keys.map((key) => key.month))]
    const frozen = new Set<string>()
    for (const month of months) {
      const codes = keys.filter((key) => key.month === month).map((key) => key.townshipCode)
      for (const row of await closing.months(codes, month))
        if (row.state === 'frozen') frozen.add(`${row.townshipCode} ${month}`)
    }
    return keys.filter((key) => !frozen.has(`${key.townshipCode} ${key.month}`))
  }

  /** Months before a regulation was in force are nobody's to close. */
  async function coveredMonths(townshipCode: string, months: readonly string[]): Promise<string[]> {
    const covered: string[] = []
    for (const month of months) {
      try {
        await regulations.ofMonth(townshipCode, month)
        covered.push(month)
      } catch (error) {
        if (!(error instanceof Refusal && error.code === 'regulationUnbound')) throw error
      }
    }
    return covered
  }

  async function statementsOf(townshipCode: string, month: string): Promise<FrozenStatement[]> {
    const stored = await store.statementsOf(townshipCode, month)
    return stored.map((row) => ({
      accountId: row.accountId,
      month,
      gridCode: row.gridCode,
      workerKind: row.workerKind,
      statement: evaluatedOf(row, packs),
    }))
  }

  async function correctionsOf(townshipCode: string, month: string): Promise<LeaverCorrection[]> {
    const found = await store.correctionsWithout(townshipCode, month)
    return Promise.all(
      found.map(async (one) => {
        const [last] = await store.statementsFor([one.accountId], one.correctedMonth)
        const { gridCode = townshipCode, workerKind = 'rural' as const } = last ?? {}
        return { ...one, month, gridCode, workerKind }
      }),
    )
  }

  const keysOf = (rows: readonly SavedRow[]): TownshipMonthKey[] => {
    const keys = rows.map(({ townshipCode, month }) => ({ townshipCode, month }))
    return [...new Map(keys.map((key) => [`${key.townshipCode} ${key.month}`, key])).values()]
  }

  return {
    coveredMonths,

    /** Of a year the months that are frozen, as 'townshipCode month'. */
    async frozenMonths(townshipCodes: readonly string[], year: string): Promise<Set<string>> {
      const months = Array.from({ length: 12 }, (_none, index) => addMonths(`${year}-01`, index))
      const rows = await Promise.all(months.map((month) => closing.months(townshipCodes, month)))
      const frozen = rows.flat().filter((row) => row.state === 'frozen')
      return new Set(frozen.map((row) => `${row.townshipCode} ${row.month}`))
    },

    /** With `year` the reward saved up over it is settled as well (DN-11.1g). */
    async tableSource(
      townshipCode: string,
      months: readonly string[],
      year: string | null,
    ): Promise<TableSource> {
      const covered = await coveredMonths(townshipCode, months)
      const saved = year ? await store.savedInYear(townshipCode, year) : []
      const own = covered.map((month) => ({ townshipCode, month }))
      const keys = new Map(
        [...own, ...keysOf(saved)].map((key) => [`${key.townshipCode} ${key.month}`, key]),
      )
      const unfrozen = await unfrozenOf([...keys.values()])
      if (unfrozen.length > 0) return { unfrozen, statements: [], yearEnds: [], corrections: [] }
      const [statements, corrections] = await Promise.all([
        Promise.all(covered.map((month) => statementsOf(townshipCode, month))),
        Promise.all(covered.map((month) => correctionsOf(townshipCode, month))),
      ])
      const yearEnds = year ? await yearEndsOf(parts, townshipCode, year, saved) : []
      return { unfrozen, statements: statements.flat(), yearEnds, corrections: corrections.flat() }
    },
  }
}
