import type { InputOf } from '../../contract/define'
import type * as contract from '../../contract/payroll'
import { Refusal } from '../../http/refusal'
import type { CallContext, FileAnswer } from '../../http/serve'
import type { AreasService } from '../areas/areas.service'
import type { PayService } from '../pay/pay.service'
import type { RegulationsService } from '../regulations/regulations.service'
import type { StaffService } from '../staff/staff.service'
import type { MyPay } from './my-pay'
import type { PayTablesStore } from './pay-tables.store'
import { articleTitleOf } from './period'
import { printedStatement } from './printed-statement'
import { drawStatement } from './statement-pdf'

export interface TakeStatementParts {
  store: Pick<PayTablesStore, 'noteDownload'>
  areas: AreasService
  staff: Pick<StaffService, 'worker'>
  regulations: Pick<RegulationsService, 'ofMonth'>
  pay: Pick<PayService, 'statement'>
  tablesOf: MyPay
}

/** One worker's month on paper, for himself and for whoever may read the statement; each is noted. */
export function createTakeStatement(parts: TakeStatementParts) {
  const { store, areas, staff, regulations, pay, tablesOf } = parts
  return async function statementPdf(
    input: InputOf<typeof contract.statementPdf>,
    { actor, nowMs }: CallContext,
  ): Promise<FileAnswer> {
    // refuses whoever may not read it
    const detail = await pay.statement(input, actor, nowMs)
    const { accountId, workerName } = detail
    const worker = await staff.worker(accountId, input.month)
    if (!worker) throw new Refusal('notInService')
    const [bound, directory, { tables }] = await Promise.all([
      regulations.ofMonth(worker.townshipCode, input.month),
      areas.directory(),
      tablesOf({ accountId }),
    ])
    const printed = printedStatement({
      detail,
      month: input.month,
      townshipName: directory.areaName(worker.townshipCode),
      regulationTitle: bound.title,
      titleOf: (articleId) => articleTitleOf(bound, articleId),
      tables,
    })
    const bytes = await drawStatement(printed, nowMs)
    await store.noteDownload({
      event: 'statement.exported',
      accountId: actor.accountId,
      atMs: nowMs,
      areaCode: worker.townshipCode,
      subjectId: accountId,
      detail: { month: input.month },
    })
    return {
      bytes,
      contentType: 'application/pdf',
      fileName: `${workerName} ${input.month} 绩效单.pdf`,
    }
  }
}
