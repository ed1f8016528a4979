import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/payroll'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { monthEnd, shanghaiDay } from '../../platform/clock'
import { idText } from '../../platform/ids'
import type { AreaEntry, AreasService } from '../areas/areas.service'
import type { PayService } from '../pay/pay.service'
import type { RegulationsService } from '../regulations/regulations.service'
import type { LedgerStore, PersonSums, TransferRow } from './ledger.store'
import type { PayTablesStore } from './pay-tables.store'
import { payrollPolicy } from './payroll.policy'
import { lastMonthOf, monthsOfPeriod, periodLabel, periodRuleOf, periodsOf } from './period'

export interface ReadTablesParts {
  store: PayTablesStore
  ledger: LedgerStore
  areas: AreasService
  regulations: RegulationsService
  pay: Pick<PayService, 'frozenMonths' | 'coveredMonths'>
}

type Row = OutputOf<typeof contract.tables>['rows'][number]

/** What a table's ledger comes to, from what each person's entries come to. */
function balanceOf(people: readonly PersonSums[], transfers: readonly TransferRow[]) {
  const open = transfers.filter((one) => one.state === 'waiting' || one.state === 'failed')
  const underWay = new Map<string, number>()
  for (const { accountId, amountFen } of open)
    underWay.set(accountId, (underWay.get(accountId) ?? 0) + amountFen)
  const sum = (value: (one: PersonSums) => number) =>
    people.reduce((total, one) => total + value(one), 0)
  return {
    dueFen: sum((one) => one.dueFen),
    paidFen: sum((one) => one.dueFen - one.owedFen),
    heldFen: sum((one) => one.heldFen),
    underWayFen: open.reduce((total, one) => total + one.amountFen, 0),
    payableFen: sum((one) =>
      Math.max(0, one.owedFen - one.heldFen - (underWay.get(one.accountId) ?? 0)),
    ),
  }
}

export function createTablesReader(parts: ReadTablesParts) {
  const { store, ledger, areas, regulations, pay } = parts

  /** The year's periods of a township, by the pack that binds it at the year's end or now. */
  async function periodsHere(code: string, year: string, nowMs: number): Promise<string[]> {
    const today = shanghaiDay(nowMs)
    const thisMonth = today.slice(0, 7)
    const month = thisMonth.startsWith(year) ? thisMonth : `${year}-12`
    try {
      const { kind } = periodRuleOf(await regulations.ofMonth(code, month), month)
      // a period is there from its first month on
      return periodsOf(kind, year).filter((one) => `${monthsOfPeriod(one)[0]}-01` <= today)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'regulationUnbound') return []
      throw error
    }
  }

  async function unfrozenOf(code: string, period: string, frozen: ReadonlySet<string>) {
    const months = monthsOfPeriod(period)
    const open = months.filter((month) => !frozen.has(`${code} ${month}`))
    // months before the regulation was in force are nobody's to close
    if (open.length === 0 || open.length === months.length) return open
    return pay.coveredMonths(code, open)
  }

  /** Tables of the year with what the ledger says of them, by township and period. */
  async function known(codes: readonly string[], year: string) {
    const tables = await store.ofTownships(codes, year)
    const ids = tables.map((one) => idText(one.id))
    const [revisions, sums, transfers, objections] = await Promise.all([
      store.revisions(tables),
      ledger.sums(ids),
      ledger.transfers({ tableIds: ids }),
      store.openObjectionCounts(ids),
    ])
    const made = new Map(revisions.map((one) => [idText(one.tableId), one]))
    return new Map(
      tables.map((table) => {
        const tableId = idText(table.id)
        const own = transfers.filter((one) => one.tableId === tableId)
        return [
          `${table.townshipCode} ${table.period}`,
          {
            tableId,
            state: table.state,
            revision: table.revision,
            workerCount: made.get(tableId)?.workerCount ?? 0,
            totalFen: Number(made.get(tableId)?.totalFen ?? 0),
            openObjections: objections.get(tableId) ?? 0,
            balance: table.state === 'approved' ? balanceOf(sums.get(tableId) ?? [], own) : null,
          },
        ]
      }),
    )
  }

  const none = {
    tableId: null,
    state: null,
    revision: 0,
    workerCount: 0,
    totalFen: 0,
    openObjections: 0,
    balance: null,
  }

  return async function tables(
    { year }: InputOf<typeof contract.tables>,
    actor: Actor,
    nowMs: number,
  ): Promise<OutputOf<typeof contract.tables>> {
    const directory = await areas.directory()
    const townships = visibleScopes(actor, payrollPolicy.readers).flatMap((scope) =>
      directory.townshipsUnder(scope),
    )
    const codes = townships.map((one) => one.code)
    const [frozen, found] = await Promise.all([pay.frozenMonths(codes, year), known(codes, year)])
    const rowOf = async ({ code, name }: AreaEntry, period: string): Promise<Row> => {
      const table = found.get(`${code} ${period}`) ?? none
      const unfrozenMonths = table.tableId ? [] : await unfrozenOf(code, period, frozen)
      const isOver = monthEnd(lastMonthOf(period)) < shanghaiDay(nowMs)
      const isReady = table.tableId === null && unfrozenMonths.length === 0 && isOver
      return {
        ...table,
        townshipCode: code,
        townshipName: name,
        period,
        periodLabel: periodLabel(period),
        unfrozenMonths,
        abilities: { prepare: isReady && payrollPolicy.mayPrepare(actor, code) },
      }
    }
    const rows = await Promise.all(
      townships.map(async (township) => {
        const periods = await periodsHere(township.code, year, nowMs)
        return Promise.all(periods.map((period) => rowOf(township, period)))
      }),
    )
    return { rows: rows.flat() }
  }
}
