import type { WorkerKind } from '../../contract/primitives'
import type { Statement } from '../../contract/trace'
import type { RowDataPacket } from '../../platform/database'
import { idText } from '../../platform/ids'
import type { PackFacts } from '../../rules'
import { computedColumns, type NewStatement } from './closing.store'

export interface StoredStatement extends Omit<NewStatement, 'factsJson'> {
  month: string
  facts: PackFacts
  frozen: boolean
  tree: Statement | null
}

export interface StatementRow extends RowDataPacket {
  accountId: Buffer
  month: string
  townshipCode: string
  gridCode: string
  workerKind: WorkerKind
  packVersion: string
  facts: string | PackFacts
  payFen: number
  accrualFen: number
  uncollectedFen: number
  verdict: 'pass' | 'fail'
  checkInDays: number
  validReports: number
  fullMonth: number
  exempt: number
  factsHash: Buffer
  tree: string | Statement | null
  frozen: number
}

export const columnList = [...computedColumns, 'frozen', 'tree'].join(', ')

/** What comes from a JSON column, which some drivers read themselves. */
export const parsed = <T>(value: string | T): T =>
  typeof value === 'string' ? (JSON.parse(value) as T) : value

export function statementOf(row: StatementRow): StoredStatement {
  return {
    accountId: idText(row.accountId),
    month: row.month,
    townshipCode: row.townshipCode,
    gridCode: row.gridCode,
    workerKind: row.workerKind,
    packVersion: row.packVersion,
    facts: parsed<PackFacts>(row.facts),
    payFen: row.payFen,
    accrualFen: row.accrualFen,
    uncollectedFen: row.uncollectedFen,
    verdict: row.verdict,
    checkInDays: row.checkInDays,
    validReports: row.validReports,
    fullMonth: row.fullMonth === 1,
    exempt: row.exempt === 1,
    factsHash: row.factsHash,
    frozen: row.frozen === 1,
    tree: row.tree ? parsed<Statement>(row.tree) : null,
  }
}
