import type {
  MatterCircle,
  MatterClassCode,
  MatterLevel,
  MatterState,
} from '../../contract/matter-taxonomy'
import { monthRangeMs } from '../../platform/clock'
import type { Database, RowDataPacket } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'
import type { Sight } from './loop-figures.store'

export type MatterKind = 'received' | 'unhandled' | 'overdue' | 'reopened' | 'unsatisfied'

export interface MatterBehind {
  id: string
  receiptNumber: string
  classCode: MatterClassCode
  level: MatterLevel
  state: MatterState
  circle: MatterCircle
  gridCode: string
  receivedAtMs: number
  handledAtMs: number | null
  overdue: boolean
}

export interface Asked {
  sight: Sight
  month: string
  kind: MatterKind
  nowMs: number
  /** Goes on after this one. */
  after: { receivedAtMs: number; id: string } | null
  limit: number
}

type Row = RowDataPacket & {
  id: Buffer
  receivedAt: Date
  handledAt: Date | null
  overdue: number
} & Omit<MatterBehind, 'id' | 'receivedAtMs' | 'handledAtMs' | 'overdue'>

/** As figures.ts counts it; the question mark is now. */
const isOverdue = '(acceptedLate = 1 OR handledLate = 1 OR (isOpen = 1 AND dueAt <= ?))'

function condition(kind: MatterKind, now: Date): { text: string; values: unknown[] } {
  switch (kind) {
    case 'received':
      return { text: 'TRUE', values: [] }
    case 'unhandled':
      return { text: 'handledAt IS NULL', values: [] }
    case 'overdue':
      return { text: isOverdue, values: [now] }
    case 'reopened':
      return { text: 'reopenedCount > 0', values: [] }
    case 'unsatisfied':
      return { text: "satisfaction = 'unsatisfied'", values: [] }
  }
}

/** By the index that reaches the place: a grid's own, or its township's. */
function placeText(scope: string): { text: string; values: string[] } {
  if (scope.length === 16) return { text: 'gridCode = ?', values: [scope] }
  return { text: 'townshipCode = ? AND gridCode LIKE ?', values: [scope.slice(0, 9), `${scope}%`] }
}

export type BehindFiguresStore = ReturnType<typeof createBehindFiguresStore>

export function createBehindFiguresStore({ pool }: Database) {
  return {
    /** The newest first. */
    async matters({ sight, month, kind, nowMs, after, limit }: Asked): Promise<MatterBehind[]> {
      const { startMs, endMs } = monthRangeMs(month)
      const now = new Date(nowMs)
      const which = condition(kind, now)
      const places = sight.scopes.map(placeText)
      const at = after ? new Date(after.receivedAtMs) : null
      const beyond = after ? 'AND (receivedAt < ? OR (receivedAt = ? AND id < ?))' : ''
      const [rows] = await pool.query<Row[]>(
        `SELECT id, receiptNumber, classCode, level, state, circle, gridCode, receivedAt, handledAt,
           ${isOverdue} AS overdue
         FROM matter WHERE (${places.map(({ text }) => `(${text})`).join(' OR ')})
           AND receivedAt >= ? AND receivedAt < ? AND circle IN (?)
           AND state <> 'merged' AND COALESCE(outcome, '') NOT IN ('spam', 'withdrawn')
           AND ${which.text} ${beyond}
         ORDER BY receivedAt DESC, id DESC LIMIT ?`,
        [
          now,
          ...places.flatMap(({ values }) => values),
          new Date(startMs),
          new Date(endMs),
          sight.circles,
          ...which.values,
          ...(after ? [at, at, idBytes(after.id)] : []),
          limit,
        ],
      )
      return rows.map((row) => ({
        id: idText(row.id),
        receiptNumber: row.receiptNumber,
        classCode: row.classCode,
        level: row.level,
        state: row.state,
        circle: row.circle,
        gridCode: row.gridCode,
        receivedAtMs: row.receivedAt.getTime(),
        handledAtMs: row.handledAt?.getTime() ?? null,
        overdue: Boolean(row.overdue),
      }))
    },
  }
}
