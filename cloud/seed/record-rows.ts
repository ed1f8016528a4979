import type { DemoCounty } from '../../prisma/demo/county'
import { countyCode } from '../../prisma/demo/county'
import type { DemoHistory } from '../../prisma/demo/history'
import { evidenceOf } from '../features/check-ins/correct-day'
import { shanghaiDay } from '../platform/clock'
import { newId } from '../platform/ids'
import { bytes, holderOf } from './county-rows'
import type { Row } from './seed.store'

const bytesOrNull = (id: string | null) => (id === null ? null : bytes(id))
const dateOrNull = (atMs: number | null) => (atMs === null ? null : new Date(atMs))

export function findingRows({ findings }: DemoHistory): Row[] {
  return findings.map(({ id, accountId, recordedBy, recordedAtMs, ...finding }) => ({
    id: bytes(id),
    accountId: bytes(accountId),
    ...finding,
    recordedBy: bytes(recordedBy),
    recordedAt: new Date(recordedAtMs),
  }))
}

export function commendationRows({ commendations }: DemoHistory): Row[] {
  return commendations.map(
    ({ id, accountId, reportId, recordedBy, recordedAtMs, ...commendation }) => ({
      id: bytes(id),
      accountId: bytes(accountId),
      reportId: bytes(reportId),
      ...commendation,
      recordedBy: bytes(recordedBy),
      recordedAt: new Date(recordedAtMs),
    }),
  )
}

export function majorReportRows({ majorReports }: DemoHistory): Row[] {
  return majorReports.map((one) => ({
    id: bytes(one.id),
    accountId: bytes(one.accountId),
    reportId: bytes(one.reportId),
    month: one.month,
    grade: one.grade,
    grounds: one.grounds,
    state: one.state,
    amountFen: one.amountFen,
    nominatedBy: bytes(one.nominatedBy),
    nominatedAt: new Date(one.nominatedAtMs),
    decidedBy: bytesOrNull(one.decidedBy),
    decidedAt: dateOrNull(one.decidedAtMs),
    decisionReason: one.decisionReason,
  }))
}

/** With the evidence in the words in which the check-ins themselves hold it. */
export function correctionRows({ corrections, reports }: DemoHistory): Row[] {
  return corrections.map((one) => {
    const reportTimes = reports
      .filter(({ accountId, atMs }) => accountId === one.accountId && shanghaiDay(atMs) === one.day)
      .map((report) => report.atMs)
      .sort((a, b) => a - b)
    return {
      id: bytes(one.id),
      accountId: bytes(one.accountId),
      gridCode: one.gridCode,
      day: one.day,
      reason: one.reason,
      // nothing is checked in on a day that is asked for
      evidence: JSON.stringify(evidenceOf([], reportTimes)),
      state: one.state,
      requestedAt: new Date(one.requestedAtMs),
      decidedBy: bytesOrNull(one.decidedBy),
      decidedAt: dateOrNull(one.decidedAtMs),
      decisionReason: one.decisionReason,
    }
  })
}

export function objectionRows({ objections }: DemoHistory): Row[] {
  return objections.map((one) => ({
    id: bytes(one.id),
    accountId: bytes(one.accountId),
    month: one.month,
    townshipCode: one.townshipCode,
    lineCode: one.lineCode,
    text: one.text,
    state: one.state,
    raisedAt: new Date(one.raisedAtMs),
    answer: one.answer,
    answeredBy: bytesOrNull(one.answeredBy),
    answeredAt: dateOrNull(one.answeredAtMs),
  }))
}

/** As the county centre's import of the province's table of the month leaves it. */
export function statisticRows(
  { statistics }: DemoHistory,
  county: DemoCounty,
  importedAtMs: number,
): { imports: Row[]; figures: Row[] } {
  const { month, rows } = statistics
  const importId = bytes(newId())
  const imported = {
    id: importId,
    countyCode,
    month,
    fileName: `省平台网格员统计${month}.xlsx`,
    rowCount: rows.length,
    importedBy: bytes(holderOf(county, 'countyCentre', countyCode).accountId),
    importedAt: new Date(importedAtMs),
  }
  const figures = rows.map(({ accountId, checkIns, validReports }) => ({
    accountId: bytes(accountId),
    month,
    importId,
    checkIns,
    validReports,
  }))
  return { imports: [imported], figures }
}
