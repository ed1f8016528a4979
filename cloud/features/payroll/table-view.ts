import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { idText } from '../../platform/ids'
import type { AreasService } from '../areas/areas.service'
import type { RegulationsService } from '../regulations/regulations.service'
import type { LedgerStore } from './ledger.store'
import type { PayTablesStore } from './pay-tables.store'
import { payrollPolicy } from './payroll.policy'
import { articleTitleOf, lastMonthOf, monthsOfPeriod, periodLabel, periodRuleOf } from './period'

export interface TableViewParts {
  store: PayTablesStore
  ledger: LedgerStore
  areas: AreasService
  regulations: RegulationsService
}

export type TableView = Awaited<ReturnType<ReturnType<typeof createTableViews>>>

/** Everything that is known of one revision of a table, for whoever may read it. */
export function createTableViews({ store, ledger, areas, regulations }: TableViewParts) {
  return async function view(
    { tableId, revision: asked }: { tableId: string; revision?: number | undefined },
    actor: Actor,
  ) {
    const table = await store.find(tableId)
    if (!table || !payrollPolicy.mayRead(actor, table.townshipCode)) throw new Refusal('notFound')
    const number = asked ?? table.revision
    const isCurrent = number === table.revision
    const [revision, lines, steps, objections, directory] = await Promise.all([
      store.revision(tableId, number),
      store.lines(tableId, number),
      store.steps(tableId),
      store.objections(tableId),
      areas.directory(),
    ])
    if (!revision) throw new Refusal('notFound')
    const [entries, batches, transfers] = await Promise.all([
      ledger.entries(tableId),
      ledger.batches(tableId),
      ledger.transfers({ tableId }),
    ])
    const hands = steps.map((one) => one.accountId)
    const raisers = objections.flatMap((one) => [one.raisedBy, one.answeredBy ?? one.raisedBy])
    const people = await store.people([
      ...lines.map((line) => line.accountId),
      ...[...hands, ...raisers, ...batches.map((one) => one.createdBy)].map(idText),
    ])
    const lastMonth = lastMonthOf(table.period)
    const bound = await regulations.ofMonth(table.townshipCode, lastMonth)
    return {
      tableId,
      table,
      number,
      isCurrent,
      revision,
      lines,
      steps,
      objections,
      entries,
      batches,
      transfers,
      people,
      directory,
      article: periodRuleOf(bound, lastMonth).article,
      months: monthsOfPeriod(table.period),
      townshipName: directory.areaName(table.townshipCode),
      periodLabel: periodLabel(table.period),
      regulationTitle: bound.title,
      titleOf: (articleId: string) => articleTitleOf(bound, articleId),
      nameOf: (accountId: string) => people.get(accountId)?.name ?? '',
    }
  }
}
