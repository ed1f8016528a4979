import {
  type Database,
  Prisma,
  type RowDataPacket,
  type Transaction,
} from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'
import { inChunks } from './collect-facts'
import {
  columnList,
  type StatementRow,
  type StoredStatement,
  statementOf,
} from './statement-rows.store'

interface Delta {
  id: Uint8Array
  payDeltaFen: number
  accrualDeltaFen: number
}

interface FrozenCounts {
  accountId: Uint8Array
  checkInDays: number
  validReports: number
}

interface Figures {
  importId: Uint8Array
  checkIns: number
  validReports: number
}

const buffer = (id: string) => Buffer.from(idBytes(id).buffer)
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** A correction line as it waits for its month. */
export interface ListedCorrection {
  accountId: string
  /** Where the corrected month was worked. */
  townshipCode: string
  correctedMonth: string
  month: string
  payDeltaFen: number
  accrualDeltaFen: number
  reason: string
}

export type LaterTruthStore = ReturnType<typeof createLaterTruthStore>

/**
 * What a correction is reckoned from, as it stands once the frozen statement is locked. A
 * transaction reads the past of its beginning: beside its own view the committed one is read on a
 * connection of its own. No range is locked, so corrections of different people never meet.
 */
export function createLaterTruthStore({ pool }: Database) {
  return {
    /** Locked until the transaction ends, so that one later truth is told after another. */
    async lockFrozen(
      tx: Transaction,
      accountId: string,
      month: string,
    ): Promise<StoredStatement | null> {
      const [row] = await tx.$queryRawUnsafe<StatementRow[]>(
        `SELECT ${columnList} FROM statement WHERE accountId = ? AND month = ? AND frozen = 1 FOR UPDATE`,
        idBytes(accountId),
        month,
      )
      return row ? statementOf({ ...row, frozen: 1 } as StatementRow) : null
    },

    async correctedSoFar(
      tx: Transaction,
      accountId: string,
      month: string,
    ): Promise<{ payDeltaFen: number; accrualDeltaFen: number }> {
      const own = await tx.adjustment.findMany({
        where: { accountId: idBytes(accountId), correctedMonth: month },
        select: { id: true, payDeltaFen: true, accrualDeltaFen: true },
      })
      const [committed] = await pool.query<(Delta & RowDataPacket)[]>(
        `SELECT id, payDeltaFen, accrualDeltaFen FROM adjustment
         WHERE accountId = ? AND correctedMonth = ?`,
        [buffer(accountId), month],
      )
      const all: readonly Delta[] = [...own, ...committed]
      const deltas = [...new Map(all.map((one) => [hex(one.id), one])).values()]
      return {
        payDeltaFen: deltas.reduce((sum, one) => sum + one.payDeltaFen, 0),
        accrualDeltaFen: deltas.reduce((sum, one) => sum + one.accrualDeltaFen, 0),
      }
    },

    /** A township's final months before this one that were paid by one of these regulations. */
    async frozenBefore(
      townshipCode: string,
      { from, before }: { from: string; before: string },
      regulations: readonly string[],
    ): Promise<string[]> {
      if (regulations.length === 0) return []
      const [rows] = await pool.query<({ month: string } & RowDataPacket)[]>(
        `SELECT month FROM township_month
         WHERE townshipCode = ? AND month >= ? AND month < ? AND state = 'frozen'
           AND regulation IN (?) ORDER BY month`,
        [townshipCode, from, before, regulations],
      )
      return rows.map((row) => row.month)
    },

    /** What corrections of this month come to by now, by person. */
    async correctedOf(
      accountIds: readonly string[],
      month: string,
    ): Promise<Map<string, { payDeltaFen: number; accrualDeltaFen: number }>> {
      if (accountIds.length === 0) return new Map()
      const [rows] = await pool.query<
        ({ accountId: Buffer; pay: string; accrual: string } & RowDataPacket)[]
      >(
        `SELECT accountId, SUM(payDeltaFen) AS pay, SUM(accrualDeltaFen) AS accrual FROM adjustment
         WHERE accountId IN (?) AND correctedMonth = ? GROUP BY accountId`,
        [accountIds.map(buffer), month],
      )
      return new Map(
        rows.map(({ accountId, pay, accrual }) => [
          idText(accountId),
          { payDeltaFen: Number(pay), accrualDeltaFen: Number(accrual) },
        ]),
      )
    },

    /** Lines of which the month that should carry them is not final where it would be. */
    async listedCorrections(townshipCodes: readonly string[]): Promise<ListedCorrection[]> {
      if (townshipCodes.length === 0) return []
      const [rows] = await pool.query<
        (Omit<ListedCorrection, 'accountId'> & { accountId: Buffer } & RowDataPacket)[]
      >(
        `SELECT a.accountId, c.townshipCode, a.correctedMonth, a.month, a.payDeltaFen,
                a.accrualDeltaFen, a.reason
         FROM adjustment a
         JOIN statement c ON c.accountId = a.accountId AND c.month = a.correctedMonth
         LEFT JOIN statement s ON s.accountId = a.accountId AND s.month = a.month
         LEFT JOIN township_month t ON t.month = a.month
           AND t.townshipCode = COALESCE(s.townshipCode, c.townshipCode)
         WHERE c.townshipCode IN (?) AND COALESCE(s.frozen, 0) = 0
           AND COALESCE(t.state, 'open') <> 'frozen'
         ORDER BY a.correctedMonth, a.recordedAt, a.id`,
        [townshipCodes],
      )
      return rows.map((row) => ({ ...row, accountId: idText(row.accountId) }))
    },

    async validReports(tx: Transaction, accountId: string, month: string): Promise<number> {
      const [reports] = await pool.query<({ id: Buffer } & RowDataPacket)[]>(
        'SELECT id FROM report WHERE month = ? AND accountId = ? AND asWorker = 1',
        [month, buffer(accountId)],
      )
      if (reports.length === 0) return 0
      const places = reports.map(() => '?').join(', ')
      const rows = await tx.$queryRawUnsafe<{ verdict: string }[]>(
        `SELECT verdict FROM report WHERE id IN (${places}) LOCK IN SHARE MODE`,
        ...reports.map((report) => Uint8Array.from(report.id)),
      )
      return rows.filter((row) => row.verdict === 'valid').length
    },

    async provincial(
      tx: Transaction,
      accountId: string,
      month: string,
    ): Promise<{ checkIns: number; validReports: number } | null> {
      const own = await tx.provincialStatistic.findFirst({
        where: { accountId: idBytes(accountId), month },
        orderBy: { importId: 'desc' },
      })
      const [committed] = await pool.query<(Figures & RowDataPacket)[]>(
        `SELECT importId, checkIns, validReports FROM provincial_statistic
         WHERE accountId = ? AND month = ? ORDER BY importId DESC LIMIT 1`,
        [buffer(accountId), month],
      )
      const found: Figures[] = own ? [own, ...committed] : committed
      // ids are time-ordered: the greatest import is the newest
      const [newest] = [...found].sort((a, b) => Buffer.compare(b.importId, a.importId))
      return newest ? { checkIns: newest.checkIns, validReports: newest.validReports } : null
    },

    /**
     * Of these people those whose frozen month already stands as these figures say, with nothing
     * corrected of it: the province's figures decide the pay, so there is nothing to reckon.
     */
    async agreeing(
      tx: Transaction,
      figures: readonly { accountId: string; checkIns: number; validReports: number }[],
      month: string,
    ): Promise<Set<string>> {
      const agreeing = new Set<string>()
      const wanted = new Map(figures.map((one) => [one.accountId, one]))
      for (const part of inChunks(figures, 1_000)) {
        const ids = part.map((one) => idBytes(one.accountId))
        // locked as by a single later truth: one that is under way is waited for and then seen
        const rows = await tx.$queryRaw<FrozenCounts[]>`SELECT accountId, checkInDays, validReports
          FROM statement WHERE accountId IN (${Prisma.join(ids)}) AND month = ${month} AND frozen = 1
          FOR UPDATE`
        const [corrected] = await pool.query<({ accountId: Buffer } & RowDataPacket)[]>(
          'SELECT accountId FROM adjustment WHERE accountId IN (?) AND correctedMonth = ?',
          [part.map((one) => buffer(one.accountId)), month],
        )
        const changed = new Set(corrected.map((row) => idText(row.accountId)))
        for (const row of rows) {
          const accountId = idText(row.accountId)
          const now = wanted.get(accountId)
          const same =
            now?.checkIns === Number(row.checkInDays) &&
            now.validReports === Number(row.validReports)
          if (same && !changed.has(accountId)) agreeing.add(accountId)
        }
      }
      return agreeing
    },

    createAdjustment: (tx: Transaction, data: Prisma.AdjustmentCreateInput) =>
      tx.adjustment.create({ data }),
  }
}
