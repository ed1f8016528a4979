import { monthRangeMs } from '../../platform/clock'
import type { Database, RowDataPacket } from '../../platform/database'

/** Matters of one grid in a month, as an assessment counts them. */
export interface GridMonthCounts {
  known: number
  found: number
  due: number
  closed: number
}

interface CountRow extends RowDataPacket {
  gridCode: string
  known: string
  found: string
  due: string
  closed: string
}

/** What was merged into another, sent back, withdrawn or spam is no problem of the grid's. */
const isReal = `state <> 'merged' AND (outcome IS NULL OR outcome IN ('solved', 'noted'))`
/** Found by the grid's own force: a worker's report, or what he raised himself. */
const isFound = `source IN ('report', 'worker')`
/** What was settled on the spot never had a clock: it was due when it was closed. */
const dueAt = 'COALESCE(handleDueAt, closedAt)'

export type MonthCountsStore = ReturnType<typeof createMonthCountsStore>

export function createMonthCountsStore({ pool }: Pick<Database, 'pool'>) {
  return {
    async ofTownship(townshipCode: string, month: string): Promise<Map<string, GridMonthCounts>> {
      const { startMs, endMs } = monthRangeMs(month)
      const [start, end] = [new Date(startMs), new Date(endMs)]
      const isDue = `acceptedAt IS NOT NULL AND ${dueAt} >= ? AND ${dueAt} < ?`
      const [rows] = await pool.query<CountRow[]>(
        `SELECT gridCode,
           SUM(receivedAt >= ?) AS known,
           SUM(receivedAt >= ? AND ${isFound}) AS found,
           SUM(${isDue}) AS due,
           SUM(${isDue} AND closedAt IS NOT NULL AND closedAt < ?) AS closed
         FROM matter WHERE townshipCode = ? AND receivedAt < ? AND ${isReal}
         GROUP BY gridCode`,
        [start, start, start, end, start, end, end, townshipCode, end],
      )
      return new Map(
        rows.map(({ gridCode, known, found, due, closed }) => [
          gridCode,
          {
            known: Number(known),
            found: Number(found),
            due: Number(due),
            closed: Number(closed),
          },
        ]),
      )
    },
  }
}
