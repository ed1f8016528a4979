import type { Database, RowDataPacket, Transaction } from '../../platform/database'
import { idBytes } from '../../platform/ids'
import type { ClosingRunRow, TownshipMonthRow } from './pay.store'

export interface NewRun {
  id: string
  townshipCode: string
  month: string
  startedBy: string
  startedAtMs: number
}

interface StateRow {
  state: TownshipMonthRow['state']
}

export type ClosingStore = ReturnType<typeof createClosingStore>

/** States of township months and the runs that compute them. */
export function createClosingStore({ prisma, pool }: Database) {
  return {
    /** The state, locked until the transaction ends; the row is made when it is not there yet. */
    async lock(tx: Transaction, townshipCode: string, month: string): Promise<TownshipMonthRow['state']> {
      await tx.$executeRaw`INSERT IGNORE INTO township_month (townshipCode, month, state, regulation, packVersion)
        VALUES (${townshipCode}, ${month}, 'open', '', '')`
      const rows = await tx.$queryRaw<StateRow[]>`SELECT state FROM township_month
        WHERE townshipCode = ${townshipCode} AND month = ${month} FOR UPDATE`
      return rows[0]?.state ?? 'open'
    },

    /** Keeps a month from being frozen while a correction line is put into it. */
    async stateHeld(tx: Transaction, townshipCode: string, month: string): Promise<TownshipMonthRow['state']> {
      const rows = await tx.$queryRaw<StateRow[]>`SELECT state FROM township_month
        WHERE townshipCode = ${townshipCode} AND month = ${month} LOCK IN SHARE MODE`
      return rows[0]?.state ?? 'open'
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

    async progress(runId: string, doneCount: number, totalCount: number): Promise<void> {
      await pool.execute('UPDATE closing_run SET doneCount = ?, totalCount = ? WHERE id = ?', [
        doneCount,
        totalCount,
        Buffer.from(idBytes(runId)),
      ])
    },

    async finish(
      run: Pick<NewRun, 'id' | 'townshipCode' | 'month'>,
      result: { regulation: string; packVersion: string; workerCount: number; totalFen: number; atMs: number },
    ): Promise<void> {
      const { townshipCode, month } = run
      const { regulation, packVersion, workerCount, totalFen, atMs } = result
      await prisma.$transaction([
        prisma.townshipMonth.updateMany({
          where: { townshipCode, month, state: 'computing' },
          data: { state: 'proposed', regulation, packVersion, workerCount, totalFen, computedAt: new Date(atMs) },
        }),
        prisma.closingRun.update({
          where: { id: idBytes(run.id) },
          data: { state: 'done', doneCount: workerCount, totalCount: workerCount, endedAt: new Date(atMs) },
        }),
      ])
    },

    /** The month goes back to open: it can be computed again. */
    async fail(run: Pick<NewRun, 'id' | 'townshipCode' | 'month'>, message: string, atMs: number): Promise<void> {
      const { townshipCode, month } = run
      await prisma.$transaction([
        prisma.townshipMonth.updateMany({ where: { townshipCode, month, state: 'computing' }, data: { state: 'open' } }),
        prisma.closingRun.update({
          where: { id: idBytes(run.id) },
          data: { state: 'failed', message: message.slice(0, 500), endedAt: new Date(atMs) },
        }),
      ])
    },

    /** Runs that a stop of the service cut off. */
    running: (): Promise<ClosingRunRow[]> => prisma.closingRun.findMany({ where: { state: 'running' } }),

    async months(townshipCodes: readonly string[], month: string): Promise<TownshipMonthRow[]> {
      return prisma.townshipMonth.findMany({ where: { townshipCode: { in: [...townshipCodes] }, month } })
    },

    /** The newest run of each township's month. */
    async runs(townshipCodes: readonly string[], month: string): Promise<ClosingRunRow[]> {
      const rows = await prisma.closingRun.findMany({
        where: { townshipCode: { in: [...townshipCodes] }, month },
        orderBy: [{ startedAt: 'asc' }, { id: 'asc' }],
      })
      return [...new Map(rows.map((row) => [row.townshipCode, row])).values()]
    },

    async openObjectionCounts(townshipCodes: readonly string[], month: string): Promise<Map<string, number>> {
      if (townshipCodes.length === 0) return new Map()
      const [rows] = await pool.query<({ townshipCode: string; count: number } & RowDataPacket)[]>(
        `SELECT townshipCode, COUNT(*) AS count FROM objection
         WHERE townshipCode IN (?) AND month = ? AND state = 'open' GROUP BY townshipCode`,
        [townshipCodes, month],
      )
      return new Map(rows.map((row) => [row.townshipCode, Number(row.count)]))
    },

    async freeze(tx: Transaction, townshipCode: string, month: string, by: string, atMs: number): Promise<void> {
      await tx.townshipMonth.update({
        where: { townshipCode_month: { townshipCode, month } },
        data: { state: 'frozen', frozenBy: idBytes(by), frozenAt: new Date(atMs) },
      })
    },
  }
}
