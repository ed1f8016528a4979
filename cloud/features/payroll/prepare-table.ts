import type { InputOf } from '../../contract/define'
import type * as contract from '../../contract/payroll'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import type { Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'
import type { AreasService } from '../areas/areas.service'
import type { PayService } from '../pay/pay.service'
import type { RegulationsService } from '../regulations/regulations.service'
import type { StaffService } from '../staff/staff.service'
import { overpaidBefore } from './carried-lines'
import type { LedgerStore } from './ledger.store'
import { type AgreedObjection, makeLines } from './make-lines'
import type { PayTableObjectionRow, PayTableRow, PayTablesStore } from './pay-tables.store'
import { payrollPolicy } from './payroll.policy'
import {
  kindOfPeriod,
  lastMonthOf,
  monthLabel,
  monthsOfPeriod,
  periodRuleOf,
  yearPaidIn,
} from './period'

export interface PrepareParts {
  store: PayTablesStore
  ledger: LedgerStore
  areas: AreasService
  staff: StaffService
  regulations: RegulationsService
  pay: Pick<PayService, 'tableSource'>
}

/** Objections of the county that the township agreed to. */
export function agreedOf(objections: readonly PayTableObjectionRow[]): AgreedObjection[] {
  return objections.flatMap(({ state, recognisedFen, accountId, month, lineCode }) =>
    state === 'upheld' && recognisedFen !== null
      ? [{ accountId: idText(accountId), month, lineCode, recognisedFen }]
      : [],
  )
}

type Key = InputOf<typeof contract.prepare>

export function createPreparing({ store, ledger, areas, staff, regulations, pay }: PrepareParts) {
  /** The lines as the frozen months give them now; refuses with the months that are not frozen. */
  async function linesOf({ townshipCode, period }: Key, agreed: readonly AgreedObjection[]) {
    const year = yearPaidIn(period)
    const lastMonth = lastMonthOf(period)
    const regulation = await regulations.ofMonth(townshipCode, lastMonth)
    const rule = periodRuleOf(regulation, lastMonth)
    if (rule.kind !== kindOfPeriod(period)) {
      const message = rule.kind === 'quarter' ? '按办法这里按季度制表' : '按办法这里按月制表'
      throw new Refusal('badInput', { message })
    }
    const source = await pay.tableSource(townshipCode, monthsOfPeriod(period), year)
    if (source.unfrozen.length > 0) {
      const directory = await areas.directory()
      const months = source.unfrozen.map(
        (key) => `${directory.areaName(key.townshipCode)} ${monthLabel(key.month)}`,
      )
      throw new Refusal('monthsNotFrozen', { months: months.join('、') })
    }
    const overpaid = overpaidBefore(await ledger.overpaid(townshipCode), period)
    const people = [...source.statements, ...source.yearEnds, ...source.corrections]
    const names = await staff.names([...new Set(people.map((one) => one.accountId))])
    const made = makeLines({
      ...source,
      agreed,
      overpaid,
      yearEndMonth: year ? lastMonth : null,
      article: rule.article,
      nameOf: (accountId) => names.get(accountId) ?? '',
    })
    if (made.lines.length === 0) throw new Refusal('nothingToPay')
    return { ...made, regulation: regulation.id }
  }

  async function record(
    tx: Transaction,
    table: { tableId: string; revision: number; correction: string | null },
    made: Awaited<ReturnType<typeof linesOf>>,
    { actor, nowMs }: CommandContext,
  ): Promise<void> {
    if (made.lines.some((line) => line.accountId === actor.accountId)) throw new Refusal('ownCase')
    const { lines, notes, workerCount, totalFen, heldFen } = made
    await store.addRevision(tx, { ...table, lines, notes, workerCount, totalFen, heldFen })
    const { tableId, revision } = table
    const step = { tableId, revision, kind: 'prepared' as const, by: actor.accountId, atMs: nowMs }
    await store.addStep(tx, step)
  }

  return {
    /** The first revision of a township's period; the database keeps it the only table of it. */
    async prepare(key: Key, context: CommandContext) {
      const { actor, tx, commandId, nowMs } = context
      const { townshipCode, period } = key
      const township = (await areas.directory()).area(townshipCode)
      if (township?.level !== 'township' || !payrollPolicy.mayPrepare(actor, townshipCode))
        throw new Refusal('notFound')
      const made = await linesOf(key, [])
      await store.createTable(tx, {
        id: idBytes(commandId),
        townshipCode,
        period,
        regulation: made.regulation,
        state: 'prepared',
        revision: 1,
        createdAt: new Date(nowMs),
      })
      await record(tx, { tableId: commandId, revision: 1, correction: null }, made, context)
      const detail = { period, totalFen: made.totalFen }
      context.audit('payTable.prepared', commandId, townshipCode, detail)
      return { tableId: commandId, state: 'prepared' as const, revision: 1 }
    },

    /** The next revision of a table that the county returned. */
    async revise(table: PayTableRow, correction: string, context: CommandContext) {
      const { tx } = context
      const tableId = idText(table.id)
      const agreed = agreedOf(await store.objections(tableId, tx))
      const made = await linesOf(table, agreed)
      const revision = table.revision + 1
      await record(tx, { tableId, revision, correction }, made, context)
      await store.stand(tx, tableId, 'prepared', revision)
      const detail = { period: table.period, revision, totalFen: made.totalFen }
      context.audit('payTable.prepared', tableId, table.townshipCode, detail)
      return { tableId, state: 'prepared' as const, revision }
    },
  }
}
