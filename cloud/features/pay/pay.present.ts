import type { OutputOf } from '../../contract/define'
import type * as contract from '../../contract/pay'
import type { Statement } from '../../contract/trace'
import { idText } from '../../platform/ids'
import type { Directory } from '../areas/areas.service'
import type { ClosingRunRow, ObjectionRow, StoredStatement, TownshipMonthRow } from './pay.store'

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
    stale: boolean
    abilities: Month['abilities']
  },
): Month {
  const { townshipCode, townshipName, month, openObjections, stale, abilities } = around
  return {
    townshipCode,
    townshipName,
    month,
    state: row?.state ?? 'open',
    workerCount: row?.workerCount ?? 0,
    totalFen: Number(row?.totalFen ?? 0),
    openObjections,
    stale,
    computedAtMs: row?.computedAt?.getTime() ?? null,
    frozenAtMs: row?.frozenAt?.getTime() ?? null,
    abilities,
  }
}

export function presentRun(row: ClosingRunRow, townshipName: string): Run {
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

/** What people decided about the month, each as a short sentence. */
function overridesOf(statement: Statement): string[] {
  const decided = statement.verdict.decision
  const verdict = decided ? [`考核由人认定：${decided.reason}`] : []
  const adjusted = statement.lines
    .filter((line) => /manual|adjust/i.test(line.code))
    .map((line) => `${line.label}：${line.figure.sentence}`)
  return [...verdict, ...adjusted]
}

export function presentStatementRow(
  row: StoredStatement,
  statement: Statement,
  around: { name: string; directory: Directory; previousPayFen: number | null; openObjections: number },
): Row {
  return {
    accountId: row.accountId,
    workerName: around.name,
    gridName: around.directory.grid(row.gridCode)?.name ?? row.gridCode,
    workerKind: row.workerKind,
    checkInDays: row.checkInDays,
    validReports: row.validReports,
    payFen: row.payFen,
    previousPayFen: around.previousPayFen,
    accrualFen: row.accrualFen,
    uncollectedFen: row.uncollectedFen,
    verdict: row.verdict,
    proposals: statement.proposals.map((proposal) => proposal.sentence),
    overrides: overridesOf(statement),
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
