import { assessment } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { AssessmentService } from './assessment.service'
import type { StatisticsService } from './import-statistics'

export function assessmentRoutes(
  service: AssessmentService,
  statistics: StatisticsService,
): Route[] {
  return [
    serve(assessment.records, (input, { actor }) => service.records(input, actor)),
    serve(assessment.recordFinding, async (input, context) => {
      const { record, worker } = await service.recordFinding(input, context)
      context.audit('finding.recorded', record.id, worker.gridCode, {
        accountId: record.accountId,
        kind: input.kind,
      })
      return { record }
    }),
    serve(assessment.withdrawFinding, async (input, context) => {
      const worker = await service.withdrawFinding(input, context)
      context.audit('finding.withdrawn', input.findingId, worker.gridCode, { reason: input.reason })
      return { done: true as const }
    }),
    serve(assessment.recordCommendation, async (input, context) => {
      const { record, worker } = await service.recordCommendation(input, context)
      context.audit('commendation.recorded', record.id, worker.gridCode, {
        reportId: input.reportId,
        level: input.level,
      })
      return { record }
    }),
    serve(assessment.nominateMajorReport, async (input, context) => {
      const { record, worker } = await service.nominateMajorReport(input, context)
      context.audit('majorReport.nominated', record.id, worker.gridCode, {
        reportId: input.reportId,
      })
      return { record }
    }),
    serve(assessment.decideMajorReport, async (input, context) => {
      const { record, worker } = await service.decideMajorReport(input, context)
      const { decision, amountFen } = input
      context.audit('majorReport.decided', record.id, worker.gridCode, {
        decision,
        amountFen: amountFen ?? null,
      })
      return { record }
    }),
    serve(assessment.recordSpotCheck, async (input, context) => {
      const { record, worker } = await service.recordSpotCheck(input, context)
      context.audit('spotCheck.recorded', record.id, worker.gridCode, {
        accountId: record.accountId,
      })
      return { record }
    }),
    serve(assessment.decide, async (input, context) => {
      const { record, worker } = await service.decide(input, context)
      const { accountId, month, decision } = input
      context.audit('month.decided', record.id, worker.gridCode, { accountId, month, decision })
      return { record }
    }),
    serve(assessment.importStatistics, (input, context) => statistics.importTable(input, context)),
    serve(assessment.statistics, (input, { actor }) => statistics.read(input, actor)),
  ]
}
