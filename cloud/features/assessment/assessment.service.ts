import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/assessment'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { dayOfDate, dayStartMs, shanghaiMonth } from '../../platform/clock'
import { idBytes } from '../../platform/ids'
import type { FactSort } from '../../rules'
import { assessmentPolicy } from './assessment.policy'
import { levelLabel, presentDecision, presentSpotCheck } from './assessment.present'
import type { MonthRows } from './assessment.store'
import { createCommendations } from './commend-reports'
import { createMajorReports } from './decide-major-reports'
import { presentRecords } from './present-records'
import { createFindings } from './record-findings'
import { type AssessmentParts, createRecording, type Deed } from './recording'

export type { MonthRows } from './assessment.store'

type Answer<E> = Promise<OutputOf<E>>

const sortOfDecision = {
  verdict: 'verdictDecision',
  proration: 'proration',
  quotaWaiver: 'wholeMonthLeave',
  employment: 'employment',
  manualAdjustment: 'manualAdjustment',
} as const satisfies Record<string, FactSort>

/** The calendar year of a month, for what is counted over the year (DN-13.2b). */
export function yearRange(month: string): { from: Date; to: Date } {
  const year = Number(month.slice(0, 4))
  return {
    from: new Date(dayStartMs(`${year}-01-01`)),
    to: new Date(dayStartMs(`${year + 1}-01-01`)),
  }
}

export type AssessmentService = ReturnType<typeof createAssessmentService>

export function createAssessmentService(parts: AssessmentParts) {
  const { store, staff, months } = parts
  const recording = createRecording(parts)
  const { around, workerFor, mustBeRead } = recording

  return {
    ...createFindings(parts, recording),
    ...createCommendations(parts, recording),
    ...createMajorReports(parts, recording),

    async records(
      input: InputOf<typeof contract.records>,
      actor: Actor,
    ): Answer<typeof contract.records> {
      const scopes = visibleScopes(actor, assessmentPolicy.readers, input.areaCode)
      if (scopes.length === 0) throw new Refusal('notFound')
      const [workers, rows] = await Promise.all([
        staff.workersOf(scopes, input.month),
        store.rowsOf(input.month, yearRange(input.month), input.accountId),
      ])
      const byId = new Map(workers.map((worker) => [worker.accountId, worker]))
      return { records: await presentRecords(staff, actor, rows, input.month, byId) }
    },

    async recordSpotCheck(input: InputOf<typeof contract.recordSpotCheck>, deed: Deed) {
      const month = shanghaiMonth(input.calledAtMs)
      if (input.calledAtMs > deed.nowMs)
        throw new Refusal('badInput', { message: '抽查时间还没有到' })
      if (input.calledBackAtMs !== undefined && input.calledBackAtMs < input.calledAtMs) {
        throw new Refusal('badInput', { message: '回拨时间早于抽查时间' })
      }
      const worker = await workerFor(deed.actor, input.accountId, month)
      await mustBeRead(worker.gridCode, month, 'spotChecks')
      const row = await store.createSpotCheck(deed.tx, {
        id: idBytes(deed.commandId),
        accountId: idBytes(worker.accountId),
        calledAt: new Date(input.calledAtMs),
        answered: input.answered,
        calledBackAt: input.calledBackAtMs === undefined ? null : new Date(input.calledBackAtMs),
        recordedBy: idBytes(deed.actor.accountId),
        recordedAt: new Date(deed.nowMs),
      })
      const ids = [worker.accountId, deed.actor.accountId]
      return {
        record: presentSpotCheck(row, month, await around(deed.actor, worker.gridCode, ids)),
        worker,
      }
    },

    async decide(input: InputOf<typeof contract.decide>, deed: Deed) {
      const worker = await workerFor(deed.actor, input.accountId, input.month)
      if (await months.isFrozen(worker.townshipCode, input.month, deed.tx))
        throw new Refusal('monthFrozen')
      const { kind, ...value } = input.decision
      await mustBeRead(worker.gridCode, input.month, sortOfDecision[kind])
      const row = await store.createDecision(deed.tx, {
        id: idBytes(deed.commandId),
        accountId: idBytes(worker.accountId),
        month: input.month,
        kind,
        value,
        reason: input.reason,
        decidedBy: idBytes(deed.actor.accountId),
        decidedAt: new Date(deed.nowMs),
      })
      const ids = [worker.accountId, deed.actor.accountId]
      return {
        record: presentDecision(row, await around(deed.actor, worker.gridCode, ids)),
        worker,
      }
    },

    /** For a person's own file: everything he was commended for. */
    async commendationsOf(accountId: string) {
      const rows = await store.commendationsOfPerson(accountId)
      return rows.map(({ level, documentNumber, noticedOn }) => ({
        levelLabel: levelLabel(level),
        documentNumber,
        noticedOn: dayOfDate(noticedOn),
      }))
    },

    /** For the pay feature: the month's records, of one or of all, not yet in the regulation's words. */
    async recordsOf(
      month: string,
      accountId?: string,
    ): Promise<MonthRows & { earlierCommendations: MonthRows['commendations'] }> {
      const rows = await store.rowsOf(month, yearRange(month), accountId)
      const reportIds = rows.commendations.map((row) => row.reportId as Uint8Array<ArrayBuffer>)
      return { ...rows, earlierCommendations: await store.earlierCommendations(reportIds, month) }
    },

    /** Who was sent by an agency, as last decided up to the month. */
    dispatchedIn: (month: string, accountId?: string) => store.dispatched(month, accountId),

    onLeaveIn: (month: string) => store.onLeave(month),

    /** The province's newest figures of the month by account; they win over the local ones (A-DN-24). */
    provincialOf: (month: string, accountId?: string) => store.provincial(month, accountId),
  }
}
