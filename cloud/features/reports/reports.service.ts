import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/reports'
import type { Actor } from '../../http/actor'
import { visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CallContext, CommandContext } from '../../http/serve'
import { addMonths, shanghaiMonth } from '../../platform/clock'
import { idText } from '../../platform/ids'
import type { AreasService } from '../areas/areas.service'
import type { StaffService } from '../staff/staff.service'
import { type FoundLikeness, findLikenesses, type Subject, subjectOf } from './find-likenesses'
import { createJudgeReport, type JudgeParts } from './judge-report'
import { readCursor, readQueueCursor, writeCursor, writeQueueCursor } from './cursors'
import { createPhotosService, type PhotosParts } from './photos.service'
import type { PhotosStore } from './photos.store'
import type { ReportCountsStore } from './report-counts.store'
import { reportsPolicy } from './reports.policy'
import {
  type Around,
  judgementsOf,
  type LikenessRow,
  presentJudgement,
  presentLikeness,
  presentReport,
  veiled,
} from './reports.present'
import type { Reader, ReportRecord, ReportsStore } from './reports.store'
import { createSubmitReport, placeOfReport } from './submit-report'

export interface ReportsParts extends Omit<JudgeParts, 'store'>, Pick<PhotosParts, 'files'> {
  store: ReportsStore
  photosStore: PhotosStore
  countsStore: ReportCountsStore
  areas: AreasService
  staff: StaffService
  signingKey: Uint8Array
}

type Answer<E> = Promise<OutputOf<E>>

const usualLimit = 50
/** How far back the author's history looks, this month included. */
const historyMonths = 6

export type ReportsService = ReturnType<typeof createReportsService>

export function createReportsService(parts: ReportsParts) {
  const { store, staff, areas, countsStore } = parts
  const submitReport = createSubmitReport(parts)
  const judging = createJudgeReport(parts)
  const photos = createPhotosService({
    store: parts.photosStore,
    files: parts.files,
    noteRestrictedView: (reportId, gridCode, context) =>
      store.noteRestrictedView(reportId, gridCode, context),
  })

  /** What presenting these reports needs beside them, asked once for all. */
  async function around(
    reader: Reader,
    actor: Actor,
    reports: readonly ReportRecord[],
    fresh = false,
  ): Promise<Around> {
    const ids = reports.map((report) => idText(report.id))
    const [directory, photoRows, judgements] = await Promise.all([
      areas.directory(),
      store.photosOf(reader, ids),
      fresh ? [] : store.judgementsOf(reader, ids),
    ])
    const people = [
      ...reports.map((one) => one.accountId),
      ...judgements.map((one) => one.judgedBy),
    ].map(idText)
    const others = [...new Set(people)].filter((id) => id !== actor.accountId)
    const names = others.length > 0 ? await staff.names(others) : new Map<string, string>()
    const seenAs = (report: ReportRecord) => ({
      accountId: idText(report.accountId),
      gridCode: report.gridCode,
    })
    return {
      directory,
      nameOf: (accountId) =>
        accountId === actor.accountId ? actor.name : (names.get(accountId) ?? ''),
      photos: photoRows,
      judgements,
      mayJudge: (report) => reportsPolicy.mayJudge(actor, seenAs(report)),
      knowsJudge: (report) => reportsPolicy.knowsJudge(actor, seenAs(report)),
    }
  }

  async function presentLikenesses(
    actor: Actor,
    found: readonly FoundLikeness[],
  ): Promise<LikenessRow[]> {
    const sight = reportsPolicy.sight(actor)
    const names = await staff.names([...new Set(found.map((one) => idText(one.report.accountId)))])
    return found.map(({ report, distanceMeters, reasons }) => {
      const accountId = idText(report.accountId)
      const own = accountId === actor.accountId
      const full = reportsPolicy.sees(sight, { ...report, accountId })
      const closeness = own ? 'own' : full ? 'full' : 'shortened'
      return presentLikeness(report, {
        closeness,
        authorName: names.get(accountId) ?? '',
        distanceMeters,
        reasons,
      })
    })
  }

  /** The grid a report would be filed under, where that is clear already. */
  async function likelyGrid(actor: Actor): Promise<string | null> {
    try {
      return placeOfReport(actor, await areas.directory(), undefined).gridCode
    } catch (error) {
      if (error instanceof Refusal) return null
      throw error
    }
  }

  async function authorHistory(report: ReportRecord, nowMs: number) {
    const sinceMonth = addMonths(shanghaiMonth(nowMs), 1 - historyMonths)
    const { valid, invalid } = await store.countsOf(idText(report.accountId), { from: sinceMonth })
    return { valid, invalid, sinceMonth }
  }

  return {
    photos,

    async submit(
      input: InputOf<typeof contract.submit>,
      context: CommandContext,
    ): Answer<typeof contract.submit> {
      const report = await submitReport(input, context)
      return {
        report: presentReport(report, await around(context.tx, context.actor, [report], true)),
      }
    },

    async mine(
      input: InputOf<typeof contract.mine>,
      { actor }: CallContext,
    ): Answer<typeof contract.mine> {
      const { month, limit = usualLimit } = input
      const question = { month, after: readCursor(input.after), limit: limit + 1 }
      const [rows, counts] = await Promise.all([
        store.mine(actor.accountId, question),
        store.countsOf(actor.accountId, { month }),
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
      const found = await findLikenesses(store, store.reader, subjectOf(report), sight)
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

    async judge(
      input: InputOf<typeof contract.judge>,
      context: CommandContext,
    ): Answer<typeof contract.judge> {
      await judging.judge(input, context)
      const report = await store.find(context.tx, input.reportId)
      if (!report) throw new Refusal('notFound')
      return { report: presentReport(report, await around(context.tx, context.actor, [report])) }
    },

    judgeMany: (reportIds: readonly string[], context: CommandContext) =>
      judging.judgeMany(reportIds, context),

    /** Recounted from the reports themselves; of everybody with a worker's post in these areas. */
    countReports: countsStore.count,
    /** What a worker's month counts as valid, for the explanation of his pay. */
    validReportsOf: countsStore.validOf,
    reportSummary: countsStore.summary,
  }
}
