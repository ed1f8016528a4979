import type {
  MatterCircle,
  MatterClassCode,
  MatterLevel,
  MatterState,
} from '../../contract/matter-taxonomy'
import type { Database, RowDataPacket } from '../../platform/database'
import type { Datum, Position } from '../../platform/geometry'
import { idBytes, idText } from '../../platform/ids'
import { cellsAround } from '../../platform/likeness'
import type { PlacedMatter } from './hot-spots'

/** A township's matters, or those of a village or grid in it, of these circles. */
export interface Ground {
  townshipCode: string
  /** Prefix of the grids meant; the township's own code for all of them. */
  scope: string
  circles: readonly MatterCircle[]
}

export interface MarkedMatter {
  id: string
  receiptNumber: string
  classCode: MatterClassCode
  level: MatterLevel
  state: MatterState
  circle: MatterCircle
  gridCode: string
  dueAt: Date | null
  receivedAt: Date
  position: Position
}

interface PlacedRow extends RowDataPacket {
  longitude: number
  latitude: number
  datum: Datum
}
type MarkedRow = PlacedRow & Omit<MarkedMatter, 'id' | 'position'> & { id: Buffer }
type HotRow = PlacedRow & { classCode: MatterClassCode }
interface CellRow extends RowDataPacket {
  cell: number
}
interface SignRow extends RowDataPacket {
  gridCode: string
  lastAt: Date | null
}

const positionOf = ({ longitude, latitude, datum }: PlacedRow): Position => ({
  longitude,
  latitude,
  datum,
})

/** Where a ground's matters are; a whole township needs no look at the rows for its grids. */
function within({ townshipCode, scope, circles }: Ground): { text: string; values: unknown[] } {
  const isWhole = scope.length <= townshipCode.length
  return {
    text: `townshipCode = ? AND circle IN (?)${isWhole ? '' : ' AND gridCode LIKE ?'}`,
    values: [townshipCode, circles, ...(isWhole ? [] : [`${scope}%`])],
  }
}

const markedColumns = `id, receiptNumber, classCode, level, state, circle, gridCode, dueAt,
  receivedAt, longitude, latitude, datum`
const isPlaced = 'longitude IS NOT NULL AND latitude IS NOT NULL AND datum IS NOT NULL'
/** So many crowded cells are looked into, each with those around it, and so many matters in them. */
const mostCells = 30
const mostInCells = 2_000
/** Three that lie on both sides of a cell's edge are two in one of them. */
const fewestInCell = 2

const signsOf = (rows: readonly SignRow[]) =>
  new Map(rows.map((row) => [row.gridCode, row.lastAt?.getTime() ?? 0]))

export type MapsStore = ReturnType<typeof createMapsStore>

export function createMapsStore({ pool }: Database) {
  return {
    /** Open matters of these grounds that are due first, and somebody's own ones, with a place. */
    async openMatters(
      grounds: readonly Ground[],
      own: { accountId: string; scopes: readonly string[] },
      limit: number,
    ): Promise<MarkedMatter[]> {
      const parts = grounds.map((ground) => {
        const { text, values } = within(ground)
        return {
          text: `(SELECT ${markedColumns} FROM matter WHERE ${text} AND isOpen = 1 AND ${isPlaced}
            ORDER BY dueAt IS NULL, dueAt, id LIMIT ?)`,
          values: [...values, limit],
        }
      })
      parts.push({
        text: `(SELECT ${markedColumns} FROM matter WHERE raisedBy = ? AND isOpen = 1 AND ${isPlaced}
          AND (${own.scopes.map(() => 'gridCode LIKE ?').join(' OR ')})
          ORDER BY receivedAt DESC LIMIT ?)`,
        values: [
          Buffer.from(idBytes(own.accountId)),
          ...own.scopes.map((scope) => `${scope}%`),
          limit,
        ],
      })
      const [rows] = await pool.query<MarkedRow[]>(
        `SELECT * FROM (${parts.map(({ text }) => text).join(' UNION ')}) m
         ORDER BY dueAt IS NULL, dueAt, id LIMIT ?`,
        [...parts.flatMap(({ values }) => values), limit],
      )
      return rows.map(({ longitude, latitude, datum, id, ...row }) => ({
        ...row,
        id: idText(id),
        position: { longitude, latitude, datum },
      }))
    },

    /** Matters since then in and around the cells that have the most of them. */
    async crowded(grounds: readonly Ground[], sinceMs: number): Promise<PlacedMatter[]> {
      if (grounds.length === 0) return []
      const since = new Date(sinceMs)
      const parts = grounds.map((ground) => within(ground))
      const [cells] = await pool.query<CellRow[]>(
        `SELECT placeCell AS cell, SUM(matters) AS matters FROM (${parts
          .map(
            ({ text }) => `SELECT placeCell, COUNT(*) AS matters FROM matter
              WHERE ${text} AND receivedAt >= ? AND placeCell IS NOT NULL GROUP BY placeCell`,
          )
          .join(' UNION ALL ')}) c
         GROUP BY placeCell HAVING SUM(matters) >= ? ORDER BY SUM(matters) DESC, placeCell LIMIT ?`,
        [...parts.flatMap(({ values }) => [...values, since]), fewestInCell, mostCells],
      )
      if (cells.length === 0) return []
      const [rows] = await pool.query<HotRow[]>(
        `SELECT classCode, longitude, latitude, datum FROM matter
         WHERE placeCell IN (?) AND receivedAt >= ? AND ${isPlaced}
           AND state <> 'merged' AND COALESCE(outcome, '') NOT IN ('spam', 'withdrawn')
           AND (${parts.map(({ text }) => `(${text})`).join(' OR ')})
         ORDER BY receivedAt DESC LIMIT ?`,
        [
          [...new Set(cells.flatMap((row) => cellsAround(row.cell)))],
          since,
          ...parts.flatMap(({ values }) => values),
          mostInCells,
        ],
      )
      return rows.map((row) => ({ position: positionOf(row), classCode: row.classCode }))
    },

    /** The newest matter, report and check-in of each grid, where there is one. */
    async lastSigns(gridCodes: readonly string[], months: readonly string[]) {
      if (gridCodes.length === 0) return []
      const [[matters], [reports], [checkIns]] = await Promise.all([
        pool.query<SignRow[]>(
          'SELECT gridCode, MAX(receivedAt) AS lastAt FROM matter WHERE gridCode IN (?) GROUP BY gridCode',
          [gridCodes],
        ),
        pool.query<SignRow[]>(
          'SELECT gridCode, MAX(receivedAt) AS lastAt FROM report WHERE gridCode IN (?) GROUP BY gridCode',
          [gridCodes],
        ),
        // a check-in stands under its worker: what he last did in these months, for the grid he holds
        pool.query<SignRow[]>(
          `SELECT p.scopeCode AS gridCode, MAX(w.lastTakenAt) AS lastAt
           FROM post p JOIN worker_month w ON w.accountId = p.accountId AND w.month IN (?)
           WHERE p.role = 'worker' AND p.scopeCode IN (?)
             AND w.lastTakenAt >= p.startsOn
             AND (p.endsOn IS NULL OR w.lastTakenAt < p.endsOn + INTERVAL 1 DAY)
           GROUP BY p.scopeCode`,
          [months, gridCodes],
        ),
      ])
      return [matters, reports, checkIns].map(signsOf)
    },
  }
}
