import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { Transaction } from '../../platform/database'
import type { FactSort } from '../../rules'
import type { MonthsService } from '../pay/months.service'
import type { StaffService, WorkerInMonth } from '../staff/staff.service'
import { assessmentPolicy } from './assessment.policy'
import type { Around } from './assessment.present'
import type { AssessmentStore } from './assessment.store'

/** What the assessment must know of a report; handed over by the reports feature. */
export interface ReportSummary {
  reportId: string
  accountId: string
  gridCode: string
  month: string
  verdict: 'unjudged' | 'valid' | 'invalid' | 'pending'
}

/** The regulation's own limits on a major report's amount (DN-11.3); null: within them. */
export type AmountFault = {
  code: 'amountOutOfRange' | 'deliberationNeeded'
  message: string
} | null

export interface AssessmentParts {
  store: AssessmentStore
  staff: StaffService
  months: MonthsService
  reportSummary(reportId: string): Promise<ReportSummary | null>
  /** Why the regulation of the place and month makes nothing of such a record; null: it reads it. */
  unreadFault(gridCode: string, month: string, sort: FactSort): Promise<string | null>
  majorAmountFault(
    gridCode: string,
    day: string,
    amount: {
      grade: 'major' | 'especiallyMajor'
      amountFen: number
      deliberation?: string | undefined
    },
  ): Promise<AmountFault>
}

/** Who and when of a command. */
export interface Deed {
  actor: Actor
  nowMs: number
  commandId: string
  tx: Transaction
}

export type Recording = ReturnType<typeof createRecording>

/** What every record asks before it is made: whose it is, who may make it, and whether anything reads it. */
export function createRecording(parts: AssessmentParts) {
  const { staff } = parts

  async function around(
    actor: Actor,
    gridCode: string,
    ids: readonly string[],
    warnings: string[] = [],
  ): Promise<Around> {
    const names = await staff.names(ids)
    return {
      nameOf: (accountId) => names.get(accountId) ?? '',
      mayRecord: assessmentPolicy.mayRecord(actor, gridCode),
      mayDecide: assessmentPolicy.mayDecideMajor(actor, gridCode),
      warnings,
    }
  }

  async function workerFor(actor: Actor, accountId: string, month: string): Promise<WorkerInMonth> {
    return assessmentPolicy.workerToRecord(actor, await staff.worker(accountId, month))
  }

  /** A record that its regulation makes nothing of is refused, so that nobody counts on it. */
  async function mustBeRead(gridCode: string, month: string, sort: FactSort): Promise<void> {
    const message = await parts.unreadFault(gridCode, month, sort)
    if (message !== null) throw new Refusal('badInput', { message })
  }

  /** The report's author as a worker, and the report itself, which must have been judged valid. */
  async function validReport(
    actor: Actor,
    reportId: string,
  ): Promise<{ report: ReportSummary; worker: WorkerInMonth }> {
    const report = await parts.reportSummary(reportId)
    if (!report) throw new Refusal('notFound')
    const worker = await workerFor(actor, report.accountId, report.month)
    if (report.verdict !== 'valid')
      throw new Refusal('badInput', { message: '只有判为有效的信息才能登记' })
    return { report, worker }
  }

  return { around, workerFor, mustBeRead, validReport }
}
