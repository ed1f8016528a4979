import type { WorkerKind } from '../../contract/primitives'
import {
  bulkTransaction,
  type Database,
  type PoolConnection,
  type ResultSetHeader,
  type RowDataPacket,
  type Transaction,
} from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'
import type { ClosingRunRow, TownshipMonthRow } from './pay.store'

export interface NewRun {
  id: string
  townshipCode: string
  month: string
  startedBy: string
  startedAtMs: number
}

export type RunKey = Pick<NewRun, 'id' | 'townshipCode' | 'month'>

export interface NewStatement {
  accountId: string
  townshipCode: string
  gridCode: string
  workerKind: WorkerKind
  packVersion: string
  factsJson: string
  payFen: number
  accrualFen: number
  uncollectedFen: number
  verdict: 'pass' | 'fail'
  checkInDays: number
  validReports: number
  fullMonth: boolean
  exempt: boolean
  factsHash: Buffer
}

export interface RunResult {
  regulation: string
  packVersion: string
  workerCount: number
  totalFen: number
  atMs: number
}

interface StateRow {
  state: TownshipMonthRow['state']
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
]
// who was proposed elsewhere before he moved here is taken over; what is frozen is never touched
const insertSql = `INSERT INTO statement (${columns.join(', ')}) VALUES ? ON DUPLICATE KEY UPDATE
  ${columns
    .slice(2)
    .map((name) => `${name} = IF(frozen = 1, ${name}, VALUES(${name}))`)
    .join(', ')}`
const writeChunk = 250
const buffer = (id: string) => Buffer.from(idBytes(id).buffer)

function valuesOf(month: string, one: NewStatement): unknown[] {
  return [
    buffer(one.accountId),
    month,
    one.townshipCode,
    one.gridCode,
    one.workerKind,
    one.packVersion,
    one.factsJson,
    one.payFen,
    one.accrualFen,
    one.uncollectedFen,
    one.verdict,
    one.checkInDays,
    one.validReports,
    one.fullMonth,
    one.exempt,
    one.factsHash,
  ]
}

/** Takes away what an earlier computation proposed for somebody who is no longer of this township. */
async function removeOthers(
  connection: PoolConnection,
  { townshipCode, month }: RunKey,
  statements: readonly NewStatement[],
): Promise<void> {
  const [rows] = await connection.query<({ accountId: Buffer } & RowDataPacket)[]>(
    'SELECT accountId FROM statement WHERE townshipCode = ? AND month = ? AND frozen = 0',
    [townshipCode, month],
  )
  const kept = new Set(statements.map((one) => one.accountId))
  const gone = rows.map((row) => row.accountId).filter((id) => !kept.has(idText(id)))
  if (gone.length === 0) return
  // by key: a range over rows that are not there would lock the gap against other townships
  await connection.query(
    'DELETE FROM statement WHERE accountId IN (?) AND month = ? AND townshipCode = ? AND frozen = 0',
    [gone, month, townshipCode],
  )
}

export type ClosingStore = ReturnType<typeof createClosingStore>

/** States of township months, the runs that compute them, and what they write. */
export function createClosingStore({ prisma, pool }: Database) {
  return {
    /** The state, locked until the transaction ends; the row is made when it is not there yet. */
    async lock(
      tx: Transaction,
      townshipCode: string,
      month: string,
    ): Promise<TownshipMonthRow['state']> {
      await tx.$executeRaw`INSERT INTO township_month (townshipCode, month, state, regulation, packVersion)
        VALUES (${townshipCode}, ${month}, 'open', '', '')
        ON DUPLICATE KEY UPDATE townshipCode = VALUES(townshipCode)`
      const [row] = await tx.$queryRaw<StateRow[]>`SELECT state FROM township_month
        WHERE townshipCode = ${townshipCode} AND month = ${month} FOR UPDATE`
      return row?.state ?? 'open'
    },

    async begin(tx: Transaction, run: NewRun): Promise<void> {
      const { townshipCode, month } = run
      await tx.townshipMonth.update({
        where: { townshipCode_month: { townshipCode, month } },
        data: { state: 'computing' },
      })
      await tx.closingRun.create({
        data: {
          id: idBytes(run.id),
          townshipCode,
          month,
          state: 'running',
          startedBy: idBytes(run.startedBy),
          startedAt: new Date(run.startedAtMs),
        },
      })
    },

    runningOf: (tx: Transaction, townshipCode: string, month: string): Promise<ClosingRunRow[]> =>
      tx.closingRun.findMany({ where: { townshipCode, month, state: 'running' } }),

    async progress(runId: string, doneCount: number, totalCount: number): Promise<void> {
      await pool.execute(
        `UPDATE closing_run SET doneCount = ?, totalCount = ? WHERE id = ? AND state = 'running'`,
        [doneCount, totalCount, buffer(runId)],
      )
    },

    /**
     * The township's whole proposal and its state in one transaction: a stop in the middle leaves
     * what was proposed before. False: the run was given up meanwhile, and nothing was written.
     */
    propose(run: RunKey, statements: readonly NewStatement[], result: RunResult): Promise<boolean> {
      const { townshipCode, month } = run
      return bulkTransaction(pool, async (connection) => {
        const [months] = await connection.query<(StateRow & RowDataPacket)[]>(
          'SELECT state FROM township_month WHERE townshipCode = ? AND month = ? FOR UPDATE',
          [townshipCode, month],
        )
        if (months[0]?.state !== 'computing') return false
        const [ended] = await connection.query<ResultSetHeader>(
          `UPDATE closing_run SET state = 'done', doneCount = ?, totalCount = ?, endedAt = ?
           WHERE id = ? AND state = 'running'`,
          [result.workerCount, result.workerCount, new Date(result.atMs), buffer(run.id)],
        )
        if (ended.affectedRows === 0) return false
        await removeOthers(connection, run, statements)
        for (let at = 0; at < statements.length; at += writeChunk) {
          const part = statements.slice(at, at + writeChunk)
          await connection.query(insertSql, [part.map((one) => valuesOf(month, one))])
        }
        const { regulation, packVersion, workerCount, totalFen, atMs } = result
        await connection.query(
          `UPDATE township_month SET state = 'proposed', regulation = ?, packVersion = ?,
             workerCount = ?, totalFen = ?, computedAt = ? WHERE townshipCode = ? AND month = ?`,
          [regulation, packVersion, workerCount, totalFen, new Date(atMs), townshipCode, month],
        )
        return true
      })
    },

    /** The month goes back to where it was: what was proposed before still stands. */
    async fail(run: RunKey, message: string, atMs: number): Promise<void> {
      await bulkTransaction(pool, async (connection) => {
        const [ended] = await connection.query<ResultSetHeader>(
          `UPDATE closing_run SET state = 'failed', message = ?, endedAt = ?
           WHERE id = ? AND state = 'running'`,
          [message.slice(0, 500), new Date(atMs), buffer(run.id)],
        )
        if (ended.affectedRows === 0) return
        await connection.query(
          `UPDATE township_month SET state = IF(computedAt IS NULL, 'open', 'proposed')
           WHERE townshipCode = ? AND month = ? AND state = 'computing'`,
          [run.townshipCode, run.month],
        )
      })
    },

    /** Inside the transaction that begins a new run in its place. */
    async giveUp(tx: Transaction, runId: Uint8Array, message: string, atMs: number): Promise<void> {
      await tx.closingRun.updateMany({
        where: { id: Uint8Array.from(runId), state: 'running' },
        data: { state: 'failed', message, endedAt: new Date(atMs) },
      })
    },

    /** Runs that a stop of the service cut off. */
    running: (): Promise<ClosingRunRow[]> =>
      prisma.closingRun.findMany({ where: { state: 'running' } }),

    months: (townshipCodes: readonly string[], month: string): Promise<TownshipMonthRow[]> =>
      prisma.townshipMonth.findMany({ where: { townshipCode: { in: [...townshipCodes] }, month } }),

    /** The newest run of each township's month. */
    async runs(townshipCodes: readonly string[], month: string): Promise<ClosingRunRow[]> {
      const rows = await prisma.closingRun.findMany({
        where: { townshipCode: { in: [...townshipCodes] }, month },
        orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
      })
      return [...new Map(rows.map((row) => [row.townshipCode, row])).values()]
    },

    async openObjectionCounts(
      townshipCodes: readonly string[],
      month: string,
    ): Promise<Map<string, number>> {
      if (townshipCodes.length === 0) return new Map()
      const [rows] = await pool.query<({ townshipCode: string; count: number } & RowDataPacket)[]>(
        `SELECT townshipCode, COUNT(*) AS count FROM objection
         WHERE townshipCode IN (?) AND month = ? AND state = 'open' GROUP BY townshipCode`,
        [townshipCodes, month],
      )
      return new Map(rows.map((row) => [row.townshipCode, Number(row.count)]))
    },

    async freeze(
      tx: Transaction,
      { townshipCode, month }: { townshipCode: string; month: string },
      frozen: { by: string; atMs: number; workerCount: number; totalFen: number },
    ): Promise<void> {
      const { by, atMs, workerCount, totalFen } = frozen
      await tx.townshipMonth.update({
        where: { townshipCode_month: { townshipCode, month } },
        data: {
          state: 'frozen',
          frozenBy: idBytes(by),
          frozenAt: new Date(atMs),
          workerCount,
          totalFen,
        },
      })
    },
  }
}
