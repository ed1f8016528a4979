import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/reports'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import type { AreasService } from '../areas/areas.service'
import type { StaffService } from '../staff/staff.service'
import { createJudgeReport, type JudgeParts } from './judge-report'
import { createPhotosService, type PhotosParts } from './photos.service'
import type { PhotosStore } from './photos.store'
import { createReadReports, type ReportQuota } from './read-reports'
import type { ReportCountsStore } from './report-counts.store'
import { createReportContext } from './report-context'
import { presentReport } from './reports.present'
import type { ReportsStore } from './reports.store'
import { createSubmitReport, type SubmitParts } from './submit-report'

export interface ReportsParts
  extends Omit<JudgeParts, 'store'>,
    Pick<PhotosParts, 'files'>,
    Pick<SubmitParts, 'raiseMatter'> {
  store: ReportsStore
  photosStore: PhotosStore
  countsStore: ReportCountsStore
  areas: AreasService
  staff: StaffService
  signingKey: Uint8Array
  reportQuota: ReportQuota
}

type Answer<E> = Promise<OutputOf<E>>

export type ReportsService = ReturnType<typeof createReportsService>

export function createReportsService(parts: ReportsParts) {
  const { store, areas, staff, countsStore, reportQuota, mergedReports } = parts
  const shown = createReportContext(parts)
  const submitReport = createSubmitReport(parts)
  const judging = createJudgeReport(parts)
  const photos = createPhotosService({
    store: parts.photosStore,
    files: parts.files,
    noteRestrictedView: (reportId, gridCode, context) =>
      store.noteRestrictedView(reportId, gridCode, context),
  })

  return {
    photos,
    ...createReadReports({ store, areas, shown, staff, reportQuota, mergedReports }),

    async submit(
      input: InputOf<typeof contract.submit>,
      context: CommandContext,
    ): Answer<typeof contract.submit> {
      const report = await submitReport(input, context)
      return {
        report: presentReport(
          report,
          await shown.around(context.tx, context.actor, [report], true),
        ),
      }
    },

    async judge(
      input: InputOf<typeof contract.judge>,
      context: CommandContext,
    ): Answer<typeof contract.judge> {
      await judging.judge(input, context)
      const report = await store.find(context.tx, input.reportId)
      if (!report) throw new Refusal('notFound')
      return {
        report: presentReport(report, await shown.around(context.tx, context.actor, [report])),
      }
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
