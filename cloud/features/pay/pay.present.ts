import type { OutputOf } from '../../contract/define'
import type * as contract from '../../contract/pay'
import { type Figure, type Statement, verdictLabel } from '../../contract/trace'
import { idText } from '../../platform/ids'
import { formatYuan, type HeldDecision } from '../../rules'
import type { Directory } from '../areas/areas.service'
import type { RunRow } from './closing.store'
import type { ObjectionRow, TownshipMonthRow } from './pay.store'
import type { StoredStatement } from './statement-rows.store'

type Month = OutputOf<typeof contract.months>['months'][number]
type Run = OutputOf<typeof contract.progress>['runs'][number]
type Row = OutputOf<typeof contract.statements>['rows'][number]
export type Objection = OutputOf<typeof contract.objections>['objections'][number]

export function presentMonth(
  row: TownshipMonthRow | undefined,
  around: {
    townshipCode: string
    townshipName: string
    month: string
    openObjections: number
    previousTotalFen: number | null
    stale: boolean
    abilities: Month['abilities']
  },
): Month {
  const { townshipCode, townshipName, month, openObjections, previousTotalFen, stale, abilities } =
    around
  return {
    townshipCode,
    townshipName,
    month,
    state: row?.state ?? 'open',
    workerCount: row?.workerCount ?? 0,
    totalFen: Number(row?.totalFen ?? 0),
    previousTotalFen,
    openObjections,
    stale,
    computedAtMs: row?.computedAt?.getTime() ?? null,
    frozenAtMs: row?.frozenAt?.getTime() ?? null,
    abilities,
  }
}

export function presentRun(row: RunRow, townshipName: string): Run {
  return {
    runId: idText(row.id),
    townshipCode: row.townshipCode,
    townshipName,
    state: row.state,
    doneCount: row.doneCount,
    totalCount: row.totalCount,
    message: row.message,
  }
}

const decidedWords: Record<string, (decision: HeldDecision) => string> = {
  verdict: ({ verdict }) => `考核认定为${verdict ? verdictLabel[verdict] : ''}`,
  proration: ({ accept }) => (accept ? '按在岗天数折算' : '不按天数折算'),
  quotaWaiver: () => '本月免考核',
  checkInQuota: ({ quota }) => `签到要求改为 ${quota} 次`,
  manualAdjustment: ({ amountFen = 0 }) => `金额调整 ${formatYuan(amountFen)} 元`,
}

const decidedSentence = (decision: HeldDecision): string =>
  `${decidedWords[decision.kind]?.(decision) ?? '认定'}：${decision.reason}`

/** As the pack has them: a list, or the one verdict that its statement tells. */
function decisionsOf({ facts }: StoredStatement, { verdict }: Statement): HeldDecision[] {
  if (facts.decisions) return [...facts.decisions]
  return verdict.decision ? [{ kind: 'verdict', ...verdict.decision }] : []
}

/** What people decided about the month, what the province counts otherwise, what is corrected of earlier months. */
function overridesOf(row: StoredStatement, statement: Statement): string[] {
  return [
    ...decisionsOf(row, statement).map(decidedSentence),
    ...statement.differences.map((difference) => difference.sentence),
    ...statement.lines
      .filter((line) => line.code.startsWith('correction.'))
      .map((line) => `${line.label}：${line.figure.sentence}`),
  ]
}

/** A figure that is no money, as a person reads its value. */
function figureText({ value, unit }: Figure): string {
  return unit === 'percent' ? `${value}%` : String(value)
}

export function presentStatementRow(
  row: StoredStatement,
  statement: Statement,
  around: {
    name: string
    directory: Directory
    counted: boolean
    previousPayFen: number | null
    openObjections: number
  },
): Row {
  return {
    accountId: row.accountId,
    workerName: around.name,
    gridName: around.directory.grid(row.gridCode)?.name ?? row.gridCode,
    workerKind: row.workerKind,
    counted: around.counted,
    checkInDays: row.checkInDays,
    validReports: row.validReports,
    figures: (statement.indicators ?? []).map((figure) => ({
      code: figure.code,
      label: figure.label,
      text: figureText(figure),
    })),
    payFen: row.payFen,
    previousPayFen: around.previousPayFen,
    accrualFen: row.accrualFen,
    uncollectedFen: row.uncollectedFen,
    verdict: row.verdict,
    proposals: statement.proposals.map((proposal) => proposal.sentence),
    overrides: overridesOf(row, statement),
    openObjections: around.openObjections,
  }
}

export function presentObjection(
  row: ObjectionRow,
  around: { nameOf(accountId: string): string; lineLabel: string; mayAnswer: boolean },
): Objection {
  return {
    id: idText(row.id),
    accountId: idText(row.accountId),
    workerName: around.nameOf(idText(row.accountId)),
    month: row.month,
    lineCode: row.lineCode,
    lineLabel: around.lineLabel,
    text: row.text,
    state: row.state,
    raisedAtMs: row.raisedAt.getTime(),
    answer: row.answer,
    answeredByName: row.answeredBy ? around.nameOf(idText(row.answeredBy)) : null,
    answeredAtMs: row.answeredAt?.getTime() ?? null,
    abilities: { answer: around.mayAnswer && row.state === 'open' },
  }
}
