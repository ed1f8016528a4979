import {
  type AssessmentRecord,
  findingKindLabel,
  noticeLevelLabel,
} from '../../contract/assessment'
import { dayOfDate } from '../../platform/clock'
import { idText } from '../../platform/ids'
import type {
  CommendationRow,
  DecisionRow,
  FindingRow,
  MajorReportRow,
  SpotCheckRow,
} from './assessment.store'

/** What a presenter needs beside the row. */
export interface Around {
  nameOf(accountId: string): string
  mayRecord: boolean
  mayDecide: boolean
  warnings?: string[]
}

export const levelLabel = (level: string | null): string =>
  level && level in noticeLevelLabel ? noticeLevelLabel[level as keyof typeof noticeLevelLabel] : ''

const yuan = (fen: number): string =>
  `${Math.trunc(fen / 100)}.${String(Math.abs(fen % 100)).padStart(2, '0')} 元`

export function presentFinding(row: FindingRow, around: Around): AssessmentRecord {
  const occurredOn = dayOfDate(row.occurredOn)
  return {
    id: idText(row.id),
    kind: 'finding',
    accountId: idText(row.accountId),
    workerName: around.nameOf(idText(row.accountId)),
    month: row.month,
    title: `${levelLabel(row.level)}${findingKindLabel[row.kind]}`,
    state: row.withdrawnAt ? '已撤回' : '有效',
    sentence: row.withdrawnAt
      ? `${occurredOn} ${row.incident}；已撤回：${row.withdrawReason ?? ''}`
      : `${occurredOn} ${row.incident}，计入 ${row.month}`,
    evidence: row.evidence,
    documentNumber: row.documentNumber,
    reportId: null,
    amountFen: null,
    recordedByName: around.nameOf(idText(row.recordedBy)),
    recordedAtMs: row.recordedAt.getTime(),
    warnings: around.warnings ?? [],
    abilities: { withdraw: around.mayRecord && row.withdrawnAt === null, decide: false },
  }
}

export function presentCommendation(row: CommendationRow, around: Around): AssessmentRecord {
  return {
    id: idText(row.id),
    kind: 'commendation',
    accountId: idText(row.accountId),
    workerName: around.nameOf(idText(row.accountId)),
    month: row.month,
    title: `${levelLabel(row.level)}通报表扬`,
    state: '有效',
    sentence: `${dayOfDate(row.noticedOn)} 文号 ${row.documentNumber}，计入 ${row.month}`,
    evidence: row.evidence,
    documentNumber: row.documentNumber,
    reportId: idText(row.reportId),
    amountFen: null,
    recordedByName: around.nameOf(idText(row.recordedBy)),
    recordedAtMs: row.recordedAt.getTime(),
    warnings: around.warnings ?? [],
    abilities: { withdraw: false, decide: false },
  }
}

const requestStateLabel = { waiting: '等县里认定', approved: '已认定', refused: '未认定' } as const

export function presentMajorReport(row: MajorReportRow, around: Around): AssessmentRecord {
  const title = row.grade === 'especiallyMajor' ? '特别重大信息' : '重大信息'
  const outcome = row.amountFen === null ? '' : `，奖励 ${yuan(row.amountFen)}`
  return {
    id: idText(row.id),
    kind: 'majorReport',
    accountId: idText(row.accountId),
    workerName: around.nameOf(idText(row.accountId)),
    month: row.month,
    title,
    state: requestStateLabel[row.state],
    sentence: `${requestStateLabel[row.state]}${outcome}${row.decisionReason ? `：${row.decisionReason}` : ''}`,
    evidence: row.deliberation ? `${row.grounds}\n一事一议：${row.deliberation}` : row.grounds,
    documentNumber: null,
    reportId: idText(row.reportId),
    amountFen: row.amountFen,
    recordedByName: around.nameOf(idText(row.decidedBy ?? row.nominatedBy)),
    recordedAtMs: (row.decidedAt ?? row.nominatedAt).getTime(),
    warnings: around.warnings ?? [],
    abilities: { withdraw: false, decide: around.mayDecide && row.state === 'waiting' },
  }
}

function spotCheckState(row: SpotCheckRow): string {
  if (row.answered) return '已接听'
  return row.calledBackAt ? '未接听，已回拨' : '未接听，未回拨'
}

export function presentSpotCheck(
  row: SpotCheckRow,
  month: string,
  around: Around,
): AssessmentRecord {
  return {
    id: idText(row.id),
    kind: 'spotCheck',
    accountId: idText(row.accountId),
    workerName: around.nameOf(idText(row.accountId)),
    month,
    title: '电话抽查',
    state: spotCheckState(row),
    sentence: spotCheckState(row),
    evidence: '',
    documentNumber: null,
    reportId: null,
    amountFen: null,
    recordedByName: around.nameOf(idText(row.recordedBy)),
    recordedAtMs: row.recordedAt.getTime(),
    warnings: around.warnings ?? [],
    abilities: { withdraw: false, decide: false },
  }
}

export interface DecisionValue {
  verdict?: 'pass' | 'fail'
  accept?: boolean
  dispatched?: boolean
  amountFen?: number
}

function decisionSentence(kind: string, value: DecisionValue): string {
  if (kind === 'verdict') return `考核认定为${value.verdict === 'pass' ? '合格' : '不合格'}`
  if (kind === 'proration') return value.accept ? '同意按在岗天数折算' : '不按在岗天数折算'
  if (kind === 'employment') return value.dispatched ? '从本月起按劳务派遣' : '从本月起按直接聘用'
  if (kind === 'quotaWaiver') return '免本月签到和上报的数量要求'
  return `金额调整 ${yuan(value.amountFen ?? 0)}`
}

export function presentDecision(row: DecisionRow, around: Around): AssessmentRecord {
  const value = row.value as DecisionValue
  return {
    id: idText(row.id),
    kind: 'decision',
    accountId: idText(row.accountId),
    workerName: around.nameOf(idText(row.accountId)),
    month: row.month,
    title: decisionSentence(row.kind, value),
    state: '有效',
    sentence: `${decisionSentence(row.kind, value)}：${row.reason}`,
    evidence: row.reason,
    documentNumber: null,
    reportId: null,
    amountFen: value.amountFen ?? null,
    recordedByName: around.nameOf(idText(row.decidedBy)),
    recordedAtMs: row.decidedAt.getTime(),
    warnings: around.warnings ?? [],
    abilities: { withdraw: false, decide: false },
  }
}
