import type * as contract from '../../contract/assessment'
import type { InputOf } from '../../contract/define'
import { Refusal } from '../../http/refusal'
import { shanghaiDay, shanghaiMonth } from '../../platform/clock'
import { idBytes, idText } from '../../platform/ids'
import type { WorkerInMonth } from '../staff/staff.service'
import { assessmentPolicy } from './assessment.policy'
import { presentMajorReport } from './assessment.present'
import type { AssessmentParts, Deed, Recording } from './recording'

/** A valid report that is nominated as a major one, and what the county's centre decides on it. */
export function createMajorReports(parts: AssessmentParts, recording: Recording) {
  const { store, staff, months } = parts
  const { around, mustBeRead, validReport } = recording

  return {
    async nominateMajorReport(input: InputOf<typeof contract.nominateMajorReport>, deed: Deed) {
      const { worker } = await validReport(deed.actor, input.reportId)
      await mustBeRead(worker.gridCode, shanghaiMonth(deed.nowMs), 'majorReports')
      if (await store.majorReportOf(deed.tx, input.reportId)) throw new Refusal('alreadyDecided')
      const row = await store.createMajorReport(deed.tx, {
        id: idBytes(deed.commandId),
        accountId: idBytes(worker.accountId),
        reportId: idBytes(input.reportId),
        grade: input.grade,
        grounds: input.grounds,
        state: 'waiting',
        nominatedBy: idBytes(deed.actor.accountId),
        nominatedAt: new Date(deed.nowMs),
      })
      const ids = [worker.accountId, deed.actor.accountId]
      return {
        record: presentMajorReport(row, await around(deed.actor, worker.gridCode, ids)),
        worker,
      }
    },

    async decideMajorReport(input: InputOf<typeof contract.decideMajorReport>, deed: Deed) {
      const row = await store.majorReport(deed.tx, input.majorReportId)
      if (!row) throw new Refusal('notFound')
      const thisMonth = shanghaiMonth(deed.nowMs)
      const report = await parts.reportSummary(idText(row.reportId))
      const worker = await staff.worker(idText(row.accountId), report?.month ?? thisMonth)
      if (!worker || !assessmentPolicy.mayDecideMajor(deed.actor, worker.gridCode))
        throw new Refusal('notFound')
      // the nominator and the one who decides are two people
      const nominator = idText(row.nominatedBy)
      if ([worker.accountId, nominator].includes(deed.actor.accountId)) throw new Refusal('ownCase')
      const data = await majorDecision(input, deed, row.grade, worker)
      const count = await store.decideMajorReport(deed.tx, input.majorReportId, data)
      if (count === 0) throw new Refusal('alreadyDecided')
      const decided = await store.majorReport(deed.tx, input.majorReportId)
      const ids = [worker.accountId, deed.actor.accountId]
      return {
        record: presentMajorReport(decided ?? row, await around(deed.actor, worker.gridCode, ids)),
        worker,
      }
    },
  }

  async function majorDecision(
    input: InputOf<typeof contract.decideMajorReport>,
    deed: Deed,
    nominatedGrade: 'major' | 'especiallyMajor',
    worker: WorkerInMonth,
  ) {
    const decided = {
      decidedBy: idBytes(deed.actor.accountId),
      decidedAt: new Date(deed.nowMs),
      decisionReason: input.reason,
    }
    if (input.decision === 'refused') return { ...decided, state: 'refused' as const }
    const grade = input.grade ?? nominatedGrade
    if (input.amountFen === undefined)
      throw new Refusal('amountOutOfRange', { message: '请填写金额' })
    const today = shanghaiDay(deed.nowMs)
    const { amountFen, deliberation } = input
    const fault = await parts.majorAmountFault(worker.gridCode, today, {
      grade,
      amountFen,
      deliberation,
    })
    if (fault) throw new Refusal(fault.code, { message: fault.message })
    const month = await months.firstOpenMonth(
      worker.townshipCode,
      shanghaiMonth(deed.nowMs),
      deed.tx,
    )
    return {
      ...decided,
      state: 'approved' as const,
      grade,
      amountFen,
      deliberation: deliberation ?? null,
      month,
    }
  }
}
