import type { InputOf, OutputOf } from '../../contract/define'
import type { WorkerKind } from '../../contract/primitives'
import type * as contract from '../../contract/reports'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CallContext } from '../../http/serve'
import { addMonths, shanghaiMonth } from '../../platform/clock'
import { idText } from '../../platform/ids'
import type { AreasService } from '../areas/areas.service'
import type { StaffService } from '../staff/staff.service'
import { readCursor, readQueueCursor, writeCursor, writeQueueCursor } from './cursors'
import { findLikenesses, type Subject, subjectOf } from './find-likenesses'
import type { ReportContext } from './report-context'
import { reportsPolicy } from './reports.policy'
import { judgementsOf, presentJudgement, presentReport, veiled } from './reports.present'
import type { ReportRecord, ReportsStore } from './reports.store'
import { placeOfReport } from './submit-report'

/** Valid reports that a month asks of a worker of this kind in this grid; null: none. */
export type ReportQuota = (
  gridCode: string,
  month: string,
  kind: WorkerKind,
) => Promise<number | null>

/** Reports that an office merged with this one. */
export type MergedReports = (reportId: string) => Promise<string[]>

export interface ReadParts {
  store: ReportsStore
  areas: AreasService
  shown: ReportContext
  staff: Pick<StaffService, 'worker'>
  /** What the regulation in force asks for; refuses with regulationUnbound where none binds. */
  reportQuota: ReportQuota
  mergedReports: MergedReports
}

type Answer<E> = Promise<OutputOf<E>>

const usualLimit = 50
/** How far back the author's history looks, this month included. */
const historyMonths = 6

export function createReadReports(parts: ReadParts) {
  const { store, areas, shown, staff, reportQuota, mergedReports } = parts
  const { around, presentLikenesses } = shown

  /** The grid a report would be filed under, where that is clear already. */
  async function likelyGrid(actor: Actor): Promise<string | null> {
    try {
      return placeOfReport(actor, await areas.directory(), undefined).gridCode
    } catch (error) {
      if (error instanceof Refusal) return null
      throw error
    }
  }

  /** Without one regulation that binds there is no goal to show: the closing settles that. */
  async function quotaOf(accountId: string, month: string): Promise<number | null> {
    const worker = await staff.worker(accountId, month)
    if (!worker) return null
    try {
      return await reportQuota(worker.gridCode, month, worker.workerKind)
    } catch (error) {
      if (error instanceof Refusal && error.code === 'regulationUnbound') return null
      throw error
    }
  }

  async function authorHistory(report: ReportRecord, nowMs: number) {
    const sinceMonth = addMonths(shanghaiMonth(nowMs), 1 - historyMonths)
    const { valid, invalid } = await store.countsOf(idText(report.accountId), { from: sinceMonth })
    return { valid, invalid, sinceMonth }
  }

  return {
    async mine(
      input: InputOf<typeof contract.mine>,
      { actor }: CallContext,
    ): Answer<typeof contract.mine> {
      const { month, limit = usualLimit } = input
      const question = { month, after: readCursor(input.after), limit: limit + 1 }
      const [rows, counts, quota] = await Promise.all([
        store.mine(actor.accountId, question),
        store.countsOf(actor.accountId, { month }),
        month ? quotaOf(actor.accountId, month) : null,
      ])
      const page = rows.slice(0, limit)
      const know = await around(store.reader, actor, page)
      return {
        reports: page.map((report) => presentReport(report, know)),
        counts: {
          submitted: counts.submitted,
          valid: counts.valid,
          invalid: counts.invalid,
          waiting: counts.unjudged + counts.pending,
        },
        quota,
        next: rows.length > limit ? writeCursor(page.at(-1)) : null,
      }
    },

    async detail(reportId: string, context: CallContext): Answer<typeof contract.detail> {
      const { actor, nowMs } = context
      const sight = reportsPolicy.sight(actor)
      const report = await store.findSeen(store.reader, reportId, sight)
      if (!report) throw new Refusal('notFound')
      const own = idText(report.accountId) === actor.accountId
      if (report.restricted && !own)
        await store.noteRestrictedView(reportId, report.gridCode, context)
      const know = await around(store.reader, actor, [report])
      const merged = await mergedReports(reportId)
      const found = await findLikenesses(store, store.reader, subjectOf(report), sight, merged)
      return {
        report: presentReport(report, know),
        judgements: judgementsOf(report, know).map((row) => presentJudgement(report, row, know)),
        authorHistory: know.mayJudge(report) ? await authorHistory(report, nowMs) : null,
        likenesses: await presentLikenesses(actor, found),
      }
    },

    async similar(
      input: InputOf<typeof contract.similar>,
      context: CallContext,
    ): Answer<typeof contract.similar> {
      const { actor, nowMs } = context
      const gridCode = await likelyGrid(actor)
      const subject: Subject = { reportId: null, gridCode, ...input, atMs: nowMs }
      const found = await findLikenesses(
        store,
        store.reader,
        subject,
        reportsPolicy.neighbourSight(actor),
      )
      return { likenesses: await presentLikenesses(actor, found) }
    },

    async queue(
      input: InputOf<typeof contract.queue>,
      { actor, nowMs }: CallContext,
    ): Answer<typeof contract.queue> {
      const scopes = visibleScopes(actor, reportsPolicy.judges, input.areaCode)
      if (scopes.length === 0) throw new Refusal('notFound')
      const { verdict = 'unjudged', limit = usualLimit } = input
      const sight = reportsPolicy.sight(actor)
      const judged = verdict === 'valid' || verdict === 'invalid'
      const [rows, waitingCount] = await Promise.all([
        store.queue({
          sight,
          scopes,
          verdict,
          // what waits is shown whole; of what is judged, a month at a time
          month: input.month ?? (judged ? shanghaiMonth(nowMs) : undefined),
          urgentOnly: input.urgentOnly === 'yes',
          after: readQueueCursor(input.after),
          limit: limit + 1,
        }),
        store.waitingCount(sight, scopes),
      ])
      const page = rows.slice(0, limit)
      const know = await around(store.reader, actor, page)
      const shown = page.map((report) => presentReport(report, know))
      return {
        reports: shown.map((row) =>
          row.restricted && row.authorId !== actor.accountId ? veiled(row) : row,
        ),
        waitingCount,
        next: rows.length > limit ? writeQueueCursor(page.at(-1)) : null,
      }
    },
  }
}
