import type {
  MatterCircle,
  MatterClassCode,
  MatterLevel,
  MatterState,
} from '../../contract/matter-taxonomy'
import type { Database, RowDataPacket } from '../../platform/database'
import type { Datum, Position } from '../../platform/geometry'
import { idBytes, idText } from '../../platform/ids'
import { cellsARow, cellsAround } from '../../platform/likeness'
import type { PlacedMatter } from './hot-spots'
import type { CellBox, CellCount } from './squares'

/** Townships, or some grids of one of them, and what is read there. */
export interface Ground {
  townshipCodes: readonly string[]
  /** Null: all of them. */
  gridCodes: readonly string[] | null
  circles: readonly MatterCircle[]
}

export interface MarkedMatter {
  id: string
  receiptNumber: string
  classCode: MatterClassCode
  level: MatterLevel
  state: MatterState
  circle: MatterCircle
  text: string
  gridCode: string
  dueAt: Date | null
  receivedAt: Date
  placeCell: number
  position: Position
}

interface PlacedRow extends RowDataPacket {
  longitude: number
  latitude: number
  datum: Datum
}
type MarkedRow = PlacedRow & Omit<MarkedMatter, 'id' | 'position'> & { id: Buffer }
type HotRow = PlacedRow & { classCode: MatterClassCode }
interface CountRow extends RowDataPacket {
  cell: number
  matters: number
  overdue: string | number
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

interface Condition {
  text: string
  values: unknown[]
}

/** Where a ground's matters are, in columns that the indexes below have. */
function within({ townshipCodes, gridCodes, circles }: Ground): Condition {
  return {
    text: `townshipCode IN (?) AND circle IN (?)${gridCodes ? ' AND gridCode IN (?)' : ''}`,
    values: [townshipCodes, circles, ...(gridCodes ? [gridCodes] : [])],
  }
}

/** What of its time's matters a ground has comes out of this: grids have few, townships are counted in order. */
const timeIndexOf = ({ gridCodes }: Ground) =>
  `FORCE INDEX (${gridCodes ? 'matter_gridCode_receivedAt_idx' : 'matter_came_idx'})`

function inBox(box: CellBox | null): Condition {
  if (!box) return { text: 'placeCell IS NOT NULL', values: [] }
  const { west, east, south, north } = box
  return {
    text: `FLOOR(placeCell / ${cellsARow}) BETWEEN ? AND ? AND MOD(placeCell, ${cellsARow}) BETWEEN ? AND ?`,
    values: [south, north, west, east],
  }
}

const markedColumns = `m.id, m.receiptNumber, m.classCode, m.level, m.state, m.circle, m.text, m.gridCode,
  m.dueAt, m.receivedAt, m.placeCell, m.longitude, m.latitude, m.datum`
const isPlaced = 'longitude IS NOT NULL AND latitude IS NOT NULL AND datum IS NOT NULL'
/** What is none, what was taken back and what goes along with another is no pattern. */
const counts = "state <> 'merged' AND COALESCE(outcome, '') NOT IN ('spam', 'withdrawn')"
/** So many crowded cells are looked into, each with those around it, while so many matters are in them. */
const mostCells = 30
const mostInCells = 1_000
/** Three that lie on both sides of a cell's edge are two in one of them. */
const fewestInCell = 2
/** What has no clock comes last. */
const byDue = 'u.dueAt IS NULL, u.dueAt, u.id'
const never = Number.MAX_SAFE_INTEGER
const dueFirst = (one: MarkedMatter, other: MarkedMatter) =>
  (one.dueAt?.getTime() ?? never) - (other.dueAt?.getTime() ?? never) ||
  (one.id < other.id ? -1 : 1)

const signsOf = (rows: readonly SignRow[]) =>
  new Map(rows.map((row) => [row.gridCode, row.lastAt?.getTime() ?? 0]))

/** The most crowded cells with those around them, no more than a person waits for. */
export function crowdedCells(counted: readonly CellCount[]): number[] {
  const countOf = new Map(counted.map((one) => [one.cell, one.matterCount]))
  const most = [...counted]
    .filter((one) => one.matterCount >= fewestInCell)
    .sort((one, other) => other.matterCount - one.matterCount || one.cell - other.cell)
    .slice(0, mostCells)
  const taken = new Set<number>()
  let inThem = 0
  for (const { cell } of most) {
    if (inThem >= mostInCells) break
    for (const near of cellsAround(cell)) {
      if (taken.has(near)) continue
      taken.add(near)
      inThem += countOf.get(near) ?? 0
    }
  }
  return [...taken]
}

export type MapsStore = ReturnType<typeof createMapsStore>

export function createMapsStore({ pool }: Database) {
  async function marked(text: string, values: unknown[]): Promise<MarkedMatter[]> {
    const [rows] = await pool.query<MarkedRow[]>(text, values)
    return rows.map(({ longitude, latitude, datum, id, ...row }) => ({
      ...row,
      id: idText(id),
      position: { longitude, latitude, datum },
    }))
  }

  async function cellCounts(text: string, values: unknown[]): Promise<CellCount[]> {
    const [rows] = await pool.query<CountRow[]>(text, values)
    return rows.map((row) => ({
      cell: row.cell,
      matterCount: Number(row.matters),
      overdueCount: Number(row.overdue),
    }))
  }

  return {
    /** How many are open in each cell of these grounds, by an index alone. */
    async openCells(
      grounds: readonly Ground[],
      box: CellBox | null,
      nowMs: number,
    ): Promise<CellCount[]> {
      if (grounds.length === 0) return []
      const cells = inBox(box)
      const parts = grounds.map((ground) => {
        const { text, values } = within(ground)
        return {
          text: `SELECT placeCell, COUNT(*) AS matters, COALESCE(SUM(dueAt <= ?), 0) AS overdue
            FROM matter FORCE INDEX (matter_open_idx)
            WHERE isOpen = 1 AND ${text} AND ${cells.text} AND placeCell IS NOT NULL GROUP BY placeCell`,
          values: [new Date(nowMs), ...values, ...cells.values],
        }
      })
      return cellCounts(
        `SELECT placeCell AS cell, SUM(matters) AS matters, SUM(overdue) AS overdue
         FROM (${parts.map(({ text }) => text).join(' UNION ALL ')}) c GROUP BY placeCell`,
        parts.flatMap(({ values }) => values),
      )
    },

    /** Open matters of these grounds with a place, those that are due first before all. */
    async openMatters(
      grounds: readonly Ground[],
      box: CellBox | null,
      limit: number,
    ): Promise<MarkedMatter[]> {
      if (grounds.length === 0) return []
      const cells = inBox(box)
      // each township's nearest clocks come in order out of the index; what has none after them
      const parts = grounds.flatMap((ground) =>
        ground.townshipCodes.flatMap((townshipCode) =>
          ['IS NOT NULL', 'IS NULL'].map((clock) => {
            const { text, values } = within({ ...ground, townshipCodes: [townshipCode] })
            return {
              text: `(SELECT id, dueAt FROM matter FORCE INDEX (matter_open_idx)
                WHERE isOpen = 1 AND ${text} AND ${cells.text} AND dueAt ${clock}
                ORDER BY dueAt, id LIMIT ?)`,
              values: [...values, ...cells.values, limit],
            }
          }),
        ),
      )
      const found = await marked(
        `SELECT ${markedColumns} FROM (
           SELECT * FROM (${parts.map(({ text }) => text).join(' UNION ALL ')}) u
           ORDER BY ${byDue} LIMIT ?) k
         JOIN matter m ON m.id = k.id WHERE ${isPlaced}`,
        [...parts.flatMap(({ values }) => values), limit],
      )
      // in hand: rows with texts would be sorted in a table on the database's disk
      return found.sort(dueFirst)
    },

    /** What somebody raised himself in these places and is still open. */
    ownMatters(
      own: { accountId: string; scopes: readonly string[] },
      limit: number,
    ): Promise<MarkedMatter[]> {
      return marked(
        `SELECT ${markedColumns} FROM matter m WHERE raisedBy = ? AND isOpen = 1
           AND placeCell IS NOT NULL AND ${isPlaced}
           AND (${own.scopes.map(() => 'gridCode LIKE ?').join(' OR ')})
         ORDER BY receivedAt DESC LIMIT ?`,
        [Buffer.from(idBytes(own.accountId)), ...own.scopes.map((scope) => `${scope}%`), limit],
      )
    },

    /** Matters since then in and around the cells that have the most of them. */
    async crowded(grounds: readonly Ground[], sinceMs: number): Promise<PlacedMatter[]> {
      if (grounds.length === 0) return []
      const since = new Date(sinceMs)
      const parts = grounds.map((ground) => within(ground))
      const counted = await cellCounts(
        `SELECT placeCell AS cell, SUM(matters) AS matters, 0 AS overdue FROM (${grounds
          .map(
            (ground, index) => `SELECT placeCell, COUNT(*) AS matters
              FROM matter ${timeIndexOf(ground)}
              WHERE ${parts[index]?.text} AND receivedAt >= ? AND placeCell IS NOT NULL AND ${counts}
              GROUP BY placeCell`,
          )
          .join(' UNION ALL ')}) c GROUP BY placeCell`,
        parts.flatMap(({ values }) => [...values, since]),
      )
      const cells = crowdedCells(counted)
      if (cells.length === 0) return []
      // a county's cells are its own, a township's neighbours lie in its cells too
      const indexFor = (ground: Ground) =>
        ground.townshipCodes.length > 1
          ? 'FORCE INDEX (matter_placeCell_receivedAt_idx)'
          : timeIndexOf(ground)
      const [rows] = await pool.query<HotRow[]>(
        `SELECT m.classCode, m.longitude, m.latitude, m.datum FROM (
           SELECT * FROM (${grounds
             .map(
               (ground, index) => `(SELECT id, receivedAt FROM matter ${indexFor(ground)}
                 WHERE ${parts[index]?.text} AND placeCell IN (?) AND receivedAt >= ? AND ${counts}
                 ORDER BY receivedAt DESC, id DESC LIMIT ?)`,
             )
             .join(' UNION ')}) u ORDER BY receivedAt DESC, id DESC LIMIT ?) k
         JOIN matter m ON m.id = k.id WHERE ${isPlaced}`,
        [...parts.flatMap(({ values }) => [...values, cells, since, mostInCells]), mostInCells],
      )
      return rows.map((row) => ({ position: positionOf(row), classCode: row.classCode }))
    },

    /** The newest matter, report and check-in of each grid, where there is one. */
    async lastSigns(gridCodes: readonly string[], months: readonly string[]) {
      if (gridCodes.length === 0) return []
      // one look at the end of each grid's own part of the index
      const newestOf = (table: 'matter' | 'report') =>
        `SELECT g.code AS gridCode, (SELECT MAX(t.receivedAt) FROM ${table} t WHERE t.gridCode = g.code) AS lastAt
         FROM grid g WHERE g.code IN (?)`
      const [[matters], [reports], [checkIns]] = await Promise.all([
        pool.query<SignRow[]>(newestOf('matter'), [gridCodes]),
        pool.query<SignRow[]>(newestOf('report'), [gridCodes]),
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
