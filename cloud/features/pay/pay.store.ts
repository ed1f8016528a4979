import type { WorkerKind } from '../../contract/primitives'
import type { Statement } from '../../contract/trace'
import {
  bulkTransaction,
  type Database,
  type PoolConnection,
  type Prisma,
  type RowDataPacket,
  type Transaction,
} from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'
import type { MonthFacts } from '../../rules'

export type AdjustmentRow = Prisma.AdjustmentGetPayload<object>
export type ObjectionRow = Prisma.ObjectionGetPayload<object>
export type TownshipMonthRow = Prisma.TownshipMonthGetPayload<object>
export type ClosingRunRow = Prisma.ClosingRunGetPayload<object>

/** What a later month looks back on. */
export interface EarlierStatement {
  month: string
  verdict: 'pass' | 'fail'
  validReports: number
  fullMonth: boolean
  exempt?: boolean
}

export interface NewStatement {
  accountId: string
  townshipCode: string
  gridCode: string
  workerKind: WorkerKind
  packVersion: string
  facts: MonthFacts
  payFen: number
  accrualFen: number
  uncollectedFen: number
  verdict: 'pass' | 'fail'
  checkInDays: number
  validReports: number
  fullMonth: boolean
  exempt: boolean
  factsHash: Uint8Array
}

export interface StoredStatement extends Omit<NewStatement, 'factsHash'> {
  month: string
  factsHash: Buffer
  frozen: boolean
  tree: Statement | null
}

export interface Deed {
  event: string
  subjectId: string
  areaCode: string | null
  detail?: object | undefined
  accountId: string
  commandId: string
  atMs: number
}

interface StatementRow extends RowDataPacket {
  accountId: Buffer
  month: string
  townshipCode: string
  gridCode: string
  workerKind: WorkerKind
  packVersion: string
  facts: string | MonthFacts
  payFen: number
  accrualFen: number
  uncollectedFen: number
  verdict: 'pass' | 'fail'
  checkInDays: number
  validReports: number
  fullMonth: number
  exempt: number
  factsHash: Buffer
  tree?: string | Statement | null
  frozen: number
}

const columns = [
  'accountId',
  'month',
  'townshipCode',
  'gridCode',
  'workerKind',
  'packVersion',
  'facts',
  'payFen',
  'accrualFen',
  'uncollectedFen',
  'verdict',
  'checkInDays',
  'validReports',
  'fullMonth',
  'exempt',
  'factsHash',
] as const
const columnList = columns.join(', ')
const writeChunk = 500
const treeChunk = 50
const buffer = (id: string) => Buffer.from(idBytes(id))
const parsed = <T>(value: string | T): T => (typeof value === 'string' ? (JSON.parse(value) as T) : value)

function statementOf(row: StatementRow): StoredStatement {
  return {
    accountId: idText(row.accountId),
    month: row.month,
    townshipCode: row.townshipCode,
    gridCode: row.gridCode,
    workerKind: row.workerKind,
    packVersion: row.packVersion,
    facts: parsed<MonthFacts>(row.facts),
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

function valuesOf(month: string, one: NewStatement): unknown[] {
  return [
    buffer(one.accountId),
    month,
    one.townshipCode,
    one.gridCode,
    one.workerKind,
    one.packVersion,
    JSON.stringify(one.facts),
    one.payFen,
    one.accrualFen,
    one.uncollectedFen,
    one.verdict,
    one.checkInDays,
    one.validReports,
    one.fullMonth,
    one.exempt,
    Buffer.from(one.factsHash),
  ]
}

async function insertStatements(connection: PoolConnection, month: string, statements: readonly NewStatement[]) {
  for (let at = 0; at < statements.length; at += writeChunk) {
    const part = statements.slice(at, at + writeChunk)
    await connection.query(`INSERT INTO statement (${columnList}) VALUES ?`, [part.map((one) => valuesOf(month, one))])
  }
}

export type PayStore = ReturnType<typeof createPayStore>

export function createPayStore({ prisma, pool }: Database) {
  return {
    /**
     * Replaces what was proposed for these townships' month. A frozen statement is in nobody's way:
     * the closing refuses frozen townships, and what is frozen is never deleted here.
     */
    replaceProposed(townshipCodes: readonly string[], month: string, statements: readonly NewStatement[]): Promise<void> {
      return bulkTransaction(pool, async (connection) => {
        await connection.query('DELETE FROM statement WHERE townshipCode IN (?) AND month = ? AND frozen = 0', [
          townshipCodes,
          month,
        ])
        // a worker may have been proposed elsewhere before he moved here
        for (let at = 0; at < statements.length; at += writeChunk) {
          const ids = statements.slice(at, at + writeChunk).map((one) => buffer(one.accountId))
          await connection.query('DELETE FROM statement WHERE accountId IN (?) AND month = ? AND frozen = 0', [ids, month])
        }
        await insertStatements(connection, month, statements)
      })
    },

    async statement(accountId: string, month: string): Promise<StoredStatement | null> {
      const [rows] = await pool.query<StatementRow[]>(
        `SELECT ${columnList}, tree, frozen FROM statement WHERE accountId = ? AND month = ?`,
        [buffer(accountId), month],
      )
      return rows[0] ? statementOf(rows[0]) : null
    },

    /** Locked until the transaction ends, so that one later truth is told after another. */
    async lockFrozen(tx: Transaction, accountId: string, month: string): Promise<StoredStatement | null> {
      const rows = await tx.$queryRawUnsafe<StatementRow[]>(
        `SELECT ${columnList}, tree, frozen FROM statement WHERE accountId = ? AND month = ? AND frozen = 1 FOR UPDATE`,
        idBytes(accountId),
        month,
      )
      const [row] = rows
      return row ? statementOf({ ...row, factsHash: Buffer.from(row.factsHash), frozen: 1 } as StatementRow) : null
    },

    async statementsOf(townshipCode: string, month: string): Promise<StoredStatement[]> {
      const [rows] = await pool.query<StatementRow[]>(
        `SELECT ${columnList}, frozen FROM statement WHERE townshipCode = ? AND month = ? ORDER BY gridCode, accountId`,
        [townshipCode, month],
      )
      return rows.map(statementOf)
    },

    async payOf(accountIds: readonly string[], month: string): Promise<Map<string, number>> {
      if (accountIds.length === 0) return new Map()
      const [rows] = await pool.query<({ accountId: Buffer; payFen: number } & RowDataPacket)[]>(
        'SELECT accountId, payFen FROM statement WHERE accountId IN (?) AND month = ?',
        [accountIds.map(buffer), month],
      )
      return new Map(rows.map((row) => [idText(row.accountId), row.payFen]))
    },

    /** Statements of earlier months, at most `from` the first of them, by account. */
    async history(scopes: readonly string[], from: string, before: string, accountId?: string): Promise<Map<string, EarlierStatement[]>> {
      const who = accountId ? 'accountId = ?' : `(${scopes.map(() => 'townshipCode LIKE ?').join(' OR ')})`
      const values = accountId ? [buffer(accountId)] : scopes.map((scope) => `${scope}%`)
      const [rows] = await pool.query<StatementRow[]>(
        `SELECT accountId, month, verdict, validReports, fullMonth, exempt FROM statement
         WHERE month >= ? AND month < ? AND ${who} ORDER BY month`,
        [from, before, ...values],
      )
      const history = new Map<string, EarlierStatement[]>()
      for (const row of rows) {
        const id = idText(row.accountId)
        const months = history.get(id) ?? []
        months.push({
          month: row.month,
          verdict: row.verdict,
          validReports: row.validReports,
          fullMonth: row.fullMonth === 1,
          ...(row.exempt === 1 ? { exempt: true } : {}),
        })
        history.set(id, months)
      }
      return history
    },

    myStatements: (accountId: string) =>
      prisma.statement.findMany({
        where: { accountId: idBytes(accountId) },
        select: { month: true, payFen: true, accrualFen: true, verdict: true, frozen: true },
        orderBy: { month: 'desc' },
      }),

    /** Keeps the whole trees and closes the rows to change. */
    async freezeStatements(tx: Transaction, month: string, trees: readonly { accountId: string; tree: Statement }[]): Promise<void> {
      for (let at = 0; at < trees.length; at += treeChunk) {
        const part = trees.slice(at, at + treeChunk)
        const cases = part.map(() => 'WHEN accountId = ? THEN ?').join(' ')
        const places = part.map(() => '?').join(', ')
        await tx.$executeRawUnsafe(
          `UPDATE statement SET tree = CASE ${cases} END, frozen = 1 WHERE accountId IN (${places}) AND month = ? AND frozen = 0`,
          ...part.flatMap((one) => [idBytes(one.accountId), JSON.stringify(one.tree)]),
          ...part.map((one) => idBytes(one.accountId)),
          month,
        )
      }
    },

    adjustmentsInto: (month: string, accountId?: string) =>
      prisma.adjustment.findMany({
        where: { month, ...(accountId ? { accountId: idBytes(accountId) } : {}) },
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
      }),
    adjustmentsOf: (tx: Transaction, accountId: string, correctedMonth: string) =>
      tx.adjustment.findMany({ where: { accountId: idBytes(accountId), correctedMonth } }),
    createAdjustment: (tx: Transaction, data: Prisma.AdjustmentCreateInput) => tx.adjustment.create({ data }),

    /** Deeds told outside a command, in the transaction that does them. */
    async writeAudit(tx: Transaction, deeds: readonly Deed[]): Promise<void> {
      if (deeds.length === 0) return
      await tx.auditEntry.createMany({
        data: deeds.map(({ atMs, accountId, commandId, detail, ...deed }) => ({
          ...deed,
          at: new Date(atMs),
          accountId: idBytes(accountId),
          commandId: idBytes(commandId),
          ...(detail ? { detail } : {}),
        })),
      })
    },

    validReportsIn: (tx: Transaction, accountId: string, month: string) =>
      tx.report.count({ where: { accountId: idBytes(accountId), month, asWorker: true, verdict: 'valid' } }),
    newestProvincial: (tx: Transaction, accountId: string, month: string) =>
      tx.provincialStatistic.findFirst({
        where: { accountId: idBytes(accountId), month },
        orderBy: { importId: 'desc' },
      }),

    objections: (townshipCodes: readonly string[], month: string) =>
      prisma.objection.findMany({
        where: { townshipCode: { in: [...townshipCodes] }, month },
        orderBy: { raisedAt: 'asc' },
      }),
    objectionsOf: (accountId: string, month: string) =>
      prisma.objection.findMany({ where: { accountId: idBytes(accountId), month }, orderBy: { raisedAt: 'asc' } }),
    objection: (tx: Transaction, id: string) => tx.objection.findUnique({ where: { id: idBytes(id) } }),
    createObjection: (tx: Transaction, data: Prisma.ObjectionCreateInput) => tx.objection.create({ data }),
    async answerObjection(tx: Transaction, id: string, data: Prisma.ObjectionUpdateManyMutationInput): Promise<number> {
      const { count } = await tx.objection.updateMany({ where: { id: idBytes(id), state: 'open' }, data })
      return count
    },
    openObjections: (client: Pick<Transaction, 'objection'>, townshipCode: string, month: string) =>
      client.objection.count({ where: { townshipCode, month, state: 'open' } }),
    reader: prisma as Pick<Transaction, 'objection'>,
  }
}
