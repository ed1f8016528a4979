import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/assessment'
import { type Actor, reaches, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { dateOfDay, dayOfDate, dayStartMs, shanghaiDay, shanghaiMonth } from '../../platform/clock'
import type { Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'
import type { FactSort } from '../../rules'
import type { MonthsService } from '../pay/months.service'
import type { StaffService, WorkerInMonth } from '../staff/staff.service'
import { assessmentPolicy } from './assessment.policy'
import {
  type Around,
  levelLabel,
  presentCommendation,
  presentDecision,
  presentFinding,
  presentMajorReport,
  presentSpotCheck,
} from './assessment.present'
import type { AssessmentStore, MonthRows } from './assessment.store'

export type { MonthRows } from './assessment.store'

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

  return {
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
      return { records: await presentRows(actor, rows, input.month, byId) }
    },

    async recordFinding(input: InputOf<typeof contract.recordFinding>, deed: Deed) {
      const { actor, nowMs, tx } = deed
      if (input.occurredOn > shanghaiDay(nowMs))
        throw new Refusal('badInput', { message: '发生日期还没有到' })
      if (input.kind === 'criticismNotice' && !input.level)
        throw new Refusal('badInput', { message: '请选择通报级别' })
      const worker = await workerFor(actor, input.accountId, input.occurredOn.slice(0, 7))
      const month = await months.firstOpenMonth(
        worker.townshipCode,
        input.occurredOn.slice(0, 7),
        tx,
      )
      await mustBeRead(worker.gridCode, month, input.kind === 'fraud' ? 'fraud' : 'findings')
      const earlier = await store.sameIncident(tx, input.accountId, input.incident)
      const row = await store.createFinding(tx, {
        id: idBytes(deed.commandId),
        accountId: idBytes(input.accountId),
        month,
        kind: input.kind,
        level: input.level ?? null,
        incident: input.incident,
        evidence: input.evidence,
        documentNumber: input.documentNumber ?? null,
        occurredOn: dateOfDay(input.occurredOn),
        recordedBy: idBytes(actor.accountId),
        recordedAt: new Date(nowMs),
      })
      const warnings = earlier > 0 ? ['此人已有一条同一事由的登记，请核对是否重复扣罚'] : []
      return {
        record: presentFinding(
          row,
          await around(actor, worker.gridCode, [worker.accountId, actor.accountId], warnings),
        ),
        worker,
      }
    },

    async withdrawFinding(
      { findingId, reason }: InputOf<typeof contract.withdrawFinding>,
      deed: Deed,
    ) {
      const row = await store.finding(deed.tx, findingId)
      if (!row) throw new Refusal('notFound')
      const worker = await workerFor(deed.actor, idText(row.accountId), row.month)
      if (await months.isFrozen(worker.townshipCode, row.month, deed.tx))
        throw new Refusal('monthFrozen')
      const withdrawn = { by: deed.actor.accountId, atMs: deed.nowMs, reason }
      const count = await store.withdrawFinding(deed.tx, findingId, withdrawn)
      if (count === 0) throw new Refusal('alreadyDecided')
      return worker
    },

    async recordCommendation(input: InputOf<typeof contract.recordCommendation>, deed: Deed) {
      const { worker } = await validReport(deed.actor, input.reportId)
      const others = await store.commendationsOf(deed.tx, input.reportId)
      if (
        others.some(
          (one) => one.level === input.level && one.documentNumber === input.documentNumber,
        )
      ) {
        throw new Refusal('alreadyDecided')
      }
      const month = await months.firstOpenMonth(
        worker.townshipCode,
        shanghaiMonth(deed.nowMs),
        deed.tx,
      )
      await mustBeRead(worker.gridCode, month, 'commendations')
      const row = await store.createCommendation(deed.tx, {
        id: idBytes(deed.commandId),
        accountId: idBytes(worker.accountId),
        reportId: idBytes(input.reportId),
        month,
        level: input.level,
        documentNumber: input.documentNumber,
        evidence: input.evidence,
        noticedOn: dateOfDay(input.noticedOn),
        recordedBy: idBytes(deed.actor.accountId),
        recordedAt: new Date(deed.nowMs),
      })
      const warnings = others.length > 0 ? ['这条信息已受过表扬，按最高级别计奖，只补差额'] : []
      const ids = [worker.accountId, deed.actor.accountId]
      return {
        record: presentCommendation(row, await around(deed.actor, worker.gridCode, ids, warnings)),
        worker,
      }
    },

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

  async function presentRows(
    actor: Actor,
    rows: MonthRows,
    month: string,
    byId: Map<string, WorkerInMonth>,
  ) {
    const known = <Row extends { accountId: Uint8Array }>(list: Row[]) =>
      list.filter((row) => byId.has(idText(row.accountId)))
    const findings = known(rows.findings)
    const commendations = known(rows.commendations)
    const majorReports = known(rows.majorReports)
    const inMonth = known(rows.spotChecks).filter(
      (row) => shanghaiMonth(row.calledAt.getTime()) === month,
    )
    const decisions = known(rows.decisions)
    const people = [
      ...findings.flatMap((row) => [row.accountId, row.recordedBy]),
      ...commendations.flatMap((row) => [row.accountId, row.recordedBy]),
      ...majorReports.flatMap((row) => [row.accountId, row.decidedBy ?? row.nominatedBy]),
      ...inMonth.flatMap((row) => [row.accountId, row.recordedBy]),
      ...decisions.flatMap((row) => [row.accountId, row.decidedBy]),
    ].map(idText)
    const names = await staff.names([...new Set(people)])
    const of = (accountId: Uint8Array): Around => {
      const gridCode = byId.get(idText(accountId))?.gridCode ?? ''
      return {
        nameOf: (one) => names.get(one) ?? '',
        mayRecord:
          assessmentPolicy.mayRecord(actor, gridCode) && idText(accountId) !== actor.accountId,
        mayDecide:
          reaches(actor, ['countyCentre'], gridCode) && idText(accountId) !== actor.accountId,
      }
    }
    return [
      ...majorReports.map((row) => presentMajorReport(row, of(row.accountId))),
      ...findings.map((row) => presentFinding(row, of(row.accountId))),
      ...commendations.map((row) => presentCommendation(row, of(row.accountId))),
      ...inMonth.map((row) => presentSpotCheck(row, month, of(row.accountId))),
      ...decisions.map((row) => presentDecision(row, of(row.accountId))),
    ]
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
