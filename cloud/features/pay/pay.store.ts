import type { WorkerKind } from '../../contract/primitives'
import type { Figure, Statement } from '../../contract/trace'
import type { Database, Prisma, RowDataPacket, Transaction } from '../../platform/database'
import { type ExportedTable, noteExport } from '../../platform/database/note-deed'
import { idBytes, idText } from '../../platform/ids'
import type { PackFacts, RankOfMonth } from '../../rules'
import {
  columnList,
  parsed,
  type StatementRow,
  type StoredStatement,
  statementOf,
} from './statement-rows.store'

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
  /** Kept by decision although he was to be eliminated. */
  kept?: true
}

export interface LeftCorrection {
  accountId: string
  correctedMonth: string
  payDeltaFen: number
}

export interface SavedRow {
  accountId: string
  month: string
  townshipCode: string
  gridCode: string
  workerKind: WorkerKind
  accrualFen: number
  fraud: 0 | 1
}

/** A month as a later one looks back on its score. */
export interface AssessedMonth {
  accountId: string
  month: string
  payFen: number
  /** By which it was computed. */
  regulation: string
  /** Once it is frozen. */
  indicators: Figure[] | null
  /** Before that. */
  facts: PackFacts | null
}

interface AssessedRow extends RowDataPacket {
  accountId: Buffer
  month: string
  payFen: number
  regulation: string
  indicators: string | Figure[] | null
  facts: string | PackFacts | null
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

const treeChunk = 50
const buffer = (id: string) => Buffer.from(idBytes(id).buffer)

export type PayStore = ReturnType<typeof createPayStore>

export function createPayStore({ prisma, pool }: Database) {
  return {
    async statement(accountId: string, month: string): Promise<StoredStatement | null> {
      const [rows] = await pool.query<StatementRow[]>(
        `SELECT ${columnList} FROM statement WHERE accountId = ? AND month = ?`,
        [buffer(accountId), month],
      )
      return rows[0] ? statementOf(rows[0]) : null
    },

    async statementsOf(townshipCode: string, month: string): Promise<StoredStatement[]> {
      const [rows] = await pool.query<StatementRow[]>(
        `SELECT ${columnList} FROM statement WHERE townshipCode = ? AND month = ? ORDER BY gridCode, accountId`,
        [townshipCode, month],
      )
      return rows.map(statementOf)
    },

    /** One month's statements of these people, wherever they worked. */
    async statementsFor(accountIds: readonly string[], month: string): Promise<StoredStatement[]> {
      if (accountIds.length === 0) return []
      const [rows] = await pool.query<StatementRow[]>(
        `SELECT ${columnList} FROM statement WHERE accountId IN (?) AND month = ?`,
        [accountIds.map(buffer), month],
      )
      return rows.map(statementOf)
    },

    /** What the proposed statements were made of, by account. */
    async hashesOf(townshipCode: string, month: string): Promise<Map<string, Buffer>> {
      const [rows] = await pool.query<({ accountId: Buffer; factsHash: Buffer } & RowDataPacket)[]>(
        'SELECT accountId, factsHash FROM statement WHERE townshipCode = ? AND month = ?',
        [townshipCode, month],
      )
      return new Map(rows.map((row) => [idText(row.accountId), row.factsHash]))
    },

    async frozenAmong(accountIds: readonly string[], month: string): Promise<number> {
      if (accountIds.length === 0) return 0
      const [rows] = await pool.query<({ count: number } & RowDataPacket)[]>(
        'SELECT COUNT(*) AS count FROM statement WHERE accountId IN (?) AND month = ? AND frozen = 1',
        [accountIds.map(buffer), month],
      )
      return Number(rows[0]?.count ?? 0)
    },

    async payOf(accountIds: readonly string[], month: string): Promise<Map<string, number>> {
      if (accountIds.length === 0) return new Map()
      const [rows] = await pool.query<({ accountId: Buffer; payFen: number } & RowDataPacket)[]>(
        'SELECT accountId, payFen FROM statement WHERE accountId IN (?) AND month = ?',
        [accountIds.map(buffer), month],
      )
      return new Map(rows.map((row) => [idText(row.accountId), row.payFen]))
    },

    /** Statements of the months from `from` up to before `before`, by account. */
    async history(
      accountIds: readonly string[],
      from: string,
      before: string,
    ): Promise<Map<string, EarlierStatement[]>> {
      if (accountIds.length === 0) return new Map()
      const [rows] = await pool.query<StatementRow[]>(
        `SELECT accountId, month, verdict, validReports, fullMonth, exempt FROM statement
         WHERE accountId IN (?) AND month >= ? AND month < ? ORDER BY accountId, month`,
        [accountIds.map(buffer), from, before],
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

    /** Of every earlier statement of these people the rank it was made with, oldest first. */
    async ranksBefore(
      accountIds: readonly string[],
      before: string,
    ): Promise<Map<string, { month: string; ranking: RankOfMonth | null }[]>> {
      if (accountIds.length === 0) return new Map()
      const [rows] = await pool.query<
        ({
          accountId: Buffer
          month: string
          ranking: string | RankOfMonth | null
        } & RowDataPacket)[]
      >(
        `SELECT accountId, month, JSON_EXTRACT(facts, '$.ranking') AS ranking FROM statement
         WHERE accountId IN (?) AND month < ? ORDER BY accountId, month`,
        [accountIds.map(buffer), before],
      )
      const ranks = new Map<string, { month: string; ranking: RankOfMonth | null }[]>()
      for (const { accountId, month, ranking } of rows) {
        const own = ranks.get(idText(accountId)) ?? []
        own.push({ month, ranking: ranking === null ? null : parsed<RankOfMonth>(ranking) })
        ranks.set(idText(accountId), own)
      }
      return ranks
    },

    /**
     * Pay of these people's months from `from` up to before `before`, each with what it was assessed
     * by: the frozen indicators, or the facts of a month that is still proposed.
     */
    async assessedBefore(
      accountIds: readonly string[],
      from: string,
      before: string,
    ): Promise<AssessedMonth[]> {
      if (accountIds.length === 0) return []
      const [rows] = await pool.query<AssessedRow[]>(
        `SELECT accountId, month, payFen, JSON_VALUE(facts, '$.regulation') AS regulation,
                JSON_EXTRACT(tree, '$.indicators') AS indicators,
                IF(tree IS NULL, facts, NULL) AS facts
         FROM statement WHERE accountId IN (?) AND month >= ? AND month < ? ORDER BY accountId, month`,
        [accountIds.map(buffer), from, before],
      )
      return rows.map(({ month, payFen, regulation, ...row }) => ({
        ...{ month, payFen, regulation },
        accountId: idText(row.accountId),
        indicators: row.indicators === null ? null : parsed<Figure[]>(row.indicators),
        facts: row.facts === null ? null : parsed<PackFacts>(row.facts),
      }))
    },

    myStatements: (accountId: string) =>
      prisma.statement.findMany({
        where: { accountId: idBytes(accountId) },
        select: {
          month: true,
          payFen: true,
          accrualFen: true,
          checkInDays: true,
          validReports: true,
          facts: true,
          verdict: true,
          frozen: true,
        },
        orderBy: { month: 'desc' },
      }),

    /** Keeps the whole trees and closes the rows to change; how many there were. */
    async freezeStatements(
      tx: Transaction,
      month: string,
      trees: readonly { accountId: string; tree: Statement }[],
    ): Promise<number> {
      let frozen = 0
      for (let at = 0; at < trees.length; at += treeChunk) {
        const part = trees.slice(at, at + treeChunk)
        const cases = part.map(() => 'WHEN accountId = ? THEN ?').join(' ')
        const places = part.map(() => '?').join(', ')
        frozen += await tx.$executeRawUnsafe(
          `UPDATE statement SET tree = CASE ${cases} END, frozen = 1
           WHERE accountId IN (${places}) AND month = ? AND frozen = 0`,
          ...part.flatMap((one) => [idBytes(one.accountId), JSON.stringify(one.tree)]),
          ...part.map((one) => idBytes(one.accountId)),
          month,
        )
      }
      return frozen
    },

    adjustmentsInto: (month: string, accountId?: string) =>
      prisma.adjustment.findMany({
        where: { month, ...(accountId ? { accountId: idBytes(accountId) } : {}) },
        orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
      }),
    /** Corrections that this month should carry, of people who have no statement in it. */
    async correctionsWithout(townshipCode: string, month: string): Promise<LeftCorrection[]> {
      const [rows] = await pool.query<
        (Omit<LeftCorrection, 'accountId'> & { accountId: Buffer } & RowDataPacket)[]
      >(
        `SELECT a.accountId, a.correctedMonth, a.payDeltaFen FROM adjustment a
         JOIN statement c ON c.accountId = a.accountId AND c.month = a.correctedMonth AND c.townshipCode = ?
         LEFT JOIN statement s ON s.accountId = a.accountId AND s.month = a.month
         WHERE a.month = ? AND a.payDeltaFen <> 0 AND s.accountId IS NULL ORDER BY a.recordedAt, a.id`,
        [townshipCode, month],
      )
      return rows.map((row) => ({ ...row, accountId: idText(row.accountId) }))
    },

    /**
     * Every month of a year of everybody who worked in the township in it, and what was corrected
     * of such a month after he had left.
     */
    async savedInYear(townshipCode: string, year: string): Promise<SavedRow[]> {
      const months = [`${year}-01`, `${year}-12`]
      const [rows] = await pool.query<
        (Omit<SavedRow, 'accountId'> & { accountId: Buffer } & RowDataPacket)[]
      >(
        `SELECT s.accountId, s.month, s.townshipCode, s.gridCode, s.workerKind, s.accrualFen,
                JSON_CONTAINS_PATH(s.facts, 'one', '$.fraud') AS fraud
         FROM statement s WHERE s.month BETWEEN ? AND ? AND s.accountId IN (
           SELECT t.accountId FROM statement t WHERE t.townshipCode = ? AND t.month BETWEEN ? AND ?)
         UNION ALL
         SELECT a.accountId, c.month, c.townshipCode, c.gridCode, c.workerKind, a.accrualDeltaFen, 0
         FROM adjustment a JOIN statement c ON c.accountId = a.accountId AND c.month = a.correctedMonth
         LEFT JOIN statement o ON o.accountId = a.accountId AND o.month = a.month
         WHERE c.townshipCode = ? AND c.month BETWEEN ? AND ? AND a.accrualDeltaFen <> 0 AND o.accountId IS NULL
         ORDER BY accountId, month`,
        [...months, townshipCode, ...months, townshipCode, ...months],
      )
      return rows.map((row) => ({ ...row, accountId: idText(row.accountId) }))
    },

    noteExport: (deed: ExportedTable) => noteExport(prisma, 'statements', deed),

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

    objections: (townshipCodes: readonly string[], month: string) =>
      prisma.objection.findMany({
        where: { townshipCode: { in: [...townshipCodes] }, month },
        orderBy: { raisedAt: 'asc' },
      }),
    objectionsOf: (accountId: string, month: string) =>
      prisma.objection.findMany({
        where: { accountId: idBytes(accountId), month },
        orderBy: { raisedAt: 'asc' },
      }),
    objection: (tx: Transaction, id: string) =>
      tx.objection.findUnique({ where: { id: idBytes(id) } }),
    createObjection: (tx: Transaction, data: Prisma.ObjectionCreateInput) =>
      tx.objection.create({ data }),
    async answerObjection(
      tx: Transaction,
      id: string,
      data: Prisma.ObjectionUpdateManyMutationInput,
    ): Promise<number> {
      const { count } = await tx.objection.updateMany({
        where: { id: idBytes(id), state: 'open' },
        data,
      })
      return count
    },
    openObjections: (client: Pick<Transaction, 'objection'>, townshipCode: string, month: string) =>
      client.objection.count({ where: { townshipCode, month, state: 'open' } }),
  }
}
