import type { WorkerKind } from '../../contract/primitives'
import {
  bulkTransaction,
  type Database,
  type PoolConnection,
  Prisma,
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

/** What a progress bar shows of a run. */
export type RunRow = Pick<
  ClosingRunRow,
  'townshipCode' | 'state' | 'doneCount' | 'totalCount' | 'message'
> & { id: Buffer }

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

/** A township's month as it was computed. */
export interface ComputedRun {
  run: RunKey
  statements: readonly NewStatement[]
  totalFen: number
  regulation: string
  packVersion: string
}

interface StateRow {
  townshipCode: string
  state: TownshipMonthRow['state']
}

/** What a computation writes of a statement, in this order. */
export const computedColumns = [
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
const insertSql = `INSERT INTO statement (${computedColumns.join(', ')}) VALUES ? ON DUPLICATE KEY UPDATE
  ${computedColumns
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

/** Takes away what an earlier computation proposed for somebody who is no longer of these townships. */
async function removeOthers(
  connection: PoolConnection,
  month: string,
  computed: readonly ComputedRun[],
): Promise<void> {
  const codes = computed.map(({ run }) => run.townshipCode)
  const [rows] = await connection.query<({ accountId: Buffer } & RowDataPacket)[]>(
    'SELECT accountId FROM statement WHERE townshipCode IN (?) AND month = ? AND frozen = 0',
    [codes, month],
  )
  if (rows.length === 0) return
  const kept = new Set(computed.flatMap(({ statements }) => statements.map((one) => one.accountId)))
  const gone = rows.map((row) => row.accountId).filter((id) => !kept.has(idText(id)))
  if (gone.length === 0) return
  // by key: a range over rows that are not there would lock the gap against other townships
  await connection.query(
    'DELETE FROM statement WHERE accountId IN (?) AND month = ? AND townshipCode IN (?) AND frozen = 0',
    [gone, month, codes],
  )
}

/** Runs that nobody gave up and whose month waits for them; locked until the transaction ends. */
async function standing(
  connection: PoolConnection,
  month: string,
  computed: readonly ComputedRun[],
): Promise<ComputedRun[]> {
  const [months] = await connection.query<(StateRow & RowDataPacket)[]>(
    `SELECT townshipCode, state FROM township_month
     WHERE townshipCode IN (?) AND month = ? ORDER BY townshipCode FOR UPDATE`,
    [computed.map(({ run }) => run.townshipCode), month],
  )
  const [runs] = await connection.query<({ id: Buffer } & RowDataPacket)[]>(
    `SELECT id FROM closing_run WHERE id IN (?) AND state = 'running' FOR UPDATE`,
    [computed.map(({ run }) => buffer(run.id))],
  )
  const waiting = new Set(
    months.filter((row) => row.state === 'computing').map((row) => row.townshipCode),
  )
  const running = new Set(runs.map((row) => idText(row.id)))
  return computed.filter(({ run }) => waiting.has(run.townshipCode) && running.has(run.id))
}

async function writeStates(
  connection: PoolConnection,
  month: string,
  computed: readonly ComputedRun[],
  at: Date,
): Promise<void> {
  const months = computed.map(({ run, statements, totalFen, regulation, packVersion }) => {
    const { townshipCode } = run
    return [
      townshipCode,
      month,
      'proposed',
      regulation,
      packVersion,
      statements.length,
      totalFen,
      at,
    ]
  })
  const changed = ['state', 'regulation', 'packVersion', 'workerCount', 'totalFen', 'computedAt']
  await connection.query(
    `INSERT INTO township_month (townshipCode, month, ${changed.join(', ')}) VALUES ?
     ON DUPLICATE KEY UPDATE ${changed.map((name) => `${name} = VALUES(${name})`).join(', ')}`,
    [months],
  )
  const ids = computed.map(({ run }) => buffer(run.id))
  const counts = computed.flatMap(({ run, statements }) => [buffer(run.id), statements.length])
  const cases = `CASE id ${ids.map(() => 'WHEN ? THEN ?').join(' ')} END`
  await connection.query(
    `UPDATE closing_run SET state = 'done', endedAt = ?, totalCount = ${cases}, doneCount = ${cases}
     WHERE id IN (?)`,
    [at, ...counts, ...counts, ids],
  )
}

export type ClosingStore = ReturnType<typeof createClosingStore>

/** States of township months, the runs that compute them, and what they write. */
export function createClosingStore({ prisma, pool }: Database) {
  return {
    /** The states, locked until the transaction ends; rows that are not there yet are made. */
    async lock(
      tx: Transaction,
      townshipCodes: readonly string[],
      month: string,
    ): Promise<Map<string, TownshipMonthRow['state']>> {
      const codes = [...townshipCodes]
      await tx.$executeRaw`INSERT INTO township_month (townshipCode, month, state, regulation, packVersion)
        VALUES ${Prisma.join(codes.map((code) => Prisma.sql`(${code}, ${month}, 'open', '', '')`))}
        ON DUPLICATE KEY UPDATE townshipCode = VALUES(townshipCode)`
      const rows = await tx.$queryRaw<StateRow[]>`SELECT townshipCode, state FROM township_month
        WHERE townshipCode IN (${Prisma.join(codes)}) AND month = ${month}
        ORDER BY townshipCode FOR UPDATE`
      return new Map(rows.map((row) => [row.townshipCode, row.state]))
    },

    /** Runs of one month. */
    async begin(tx: Transaction, runs: readonly NewRun[]): Promise<void> {
      await tx.townshipMonth.updateMany({
        where: { OR: runs.map(({ townshipCode, month }) => ({ townshipCode, month })) },
        data: { state: 'computing' },
      })
      await tx.closingRun.createMany({
        data: runs.map((run) => ({
          id: idBytes(run.id),
          townshipCode: run.townshipCode,
          month: run.month,
          state: 'running' as const,
          startedBy: idBytes(run.startedBy),
          startedAt: new Date(run.startedAtMs),
        })),
      })
    },

    runningOf: (
      tx: Transaction,
      townshipCodes: readonly string[],
      month: string,
    ): Promise<ClosingRunRow[]> =>
      tx.closingRun.findMany({
        where: { townshipCode: { in: [...townshipCodes] }, month, state: 'running' },
      }),

    /** How far a group of runs is: what is done is spread over them in their order. */
    async progress(
      runs: readonly { id: string; total: number }[],
      doneCount: number,
    ): Promise<void> {
      let left = doneCount
      const steps = runs.map(({ id, total }) => {
        const done = Math.min(left, total)
        left -= done
        return { id: buffer(id), done, total }
      })
      const cases = steps.map(() => 'WHEN ? THEN ?').join(' ')
      await pool.query(
        `UPDATE closing_run SET doneCount = CASE id ${cases} END, totalCount = CASE id ${cases} END
         WHERE id IN (?) AND state = 'running'`,
        [
          ...steps.flatMap(({ id, done }) => [id, done]),
          ...steps.flatMap(({ id, total }) => [id, total]),
          steps.map(({ id }) => id),
        ],
      )
    },

    /**
     * Whole proposals and the states in one transaction: a stop in the middle leaves what was
     * proposed before. How many were written: a run that was given up meanwhile writes nothing.
     */
    propose(month: string, computed: readonly ComputedRun[], atMs: number): Promise<number> {
      return bulkTransaction(pool, async (connection) => {
        const live = await standing(connection, month, computed)
        if (live.length === 0) return 0
        await removeOthers(connection, month, live)
        const statements = live.flatMap((one) => one.statements)
        for (let at = 0; at < statements.length; at += writeChunk) {
          const part = statements.slice(at, at + writeChunk)
          await connection.query(insertSql, [part.map((one) => valuesOf(month, one))])
        }
        await writeStates(connection, month, live, new Date(atMs))
        return live.length
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

    /** The newest run of each township's month; asked for again and again while it goes on. */
    async runs(townshipCodes: readonly string[], month: string): Promise<RunRow[]> {
      if (townshipCodes.length === 0) return []
      const [rows] = await pool.query<(RunRow & RowDataPacket)[]>(
        `SELECT id, townshipCode, state, doneCount, totalCount, message FROM (
           SELECT c.*, ROW_NUMBER() OVER (PARTITION BY townshipCode ORDER BY startedAt DESC, id DESC) AS age
           FROM closing_run c WHERE c.townshipCode IN (?) AND c.month = ?) newest
         WHERE age = 1 ORDER BY townshipCode`,
        [townshipCodes, month],
      )
      return rows
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
