import { type Actor, reaches } from '../../http/actor'
import { shanghaiMonth } from '../../platform/clock'
import { idText } from '../../platform/ids'
import type { StaffService, WorkerInMonth } from '../staff/staff.service'
import { assessmentPolicy } from './assessment.policy'
import {
  type Around,
  presentCommendation,
  presentDecision,
  presentFinding,
  presentMajorReport,
  presentSpotCheck,
} from './assessment.present'
import type { MonthRows } from './assessment.store'

/** The month's records of those workers, each with what the actor may do with it. */
export async function presentRecords(
  staff: Pick<StaffService, 'names'>,
  actor: Actor,
  rows: MonthRows,
  month: string,
  byId: ReadonlyMap<string, WorkerInMonth>,
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
