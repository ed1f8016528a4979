import type { MatterCircle } from '../../contract/matter-taxonomy'
import { addDays, dateOfDay, dayStartMs, monthRangeMs } from '../../platform/clock'
import {
  bulkTransaction,
  type Database,
  type PoolConnection,
  type ResultSetHeader,
  type RowDataPacket,
} from '../../platform/database'
import type { Counted, MatterFacts, TaskFacts } from './figures'

export type FigureKind = 'grid' | 'unit'

/** What has to be counted: a grid's month ('2026-06-01' for June) or a unit's day. */
export interface Piece {
  kind: FigureKind
  startsOn: string
  code: string
}

export interface PieceRow extends Piece {
  circle: MatterCircle
  counted: Counted
}

export interface CountingState {
  /** What happened before it is in the figures. */
  countedThroughMs: number
  /** Raised with every change of the figures. */
  revision: number
}

type Times<Facts, Name extends string> = Omit<Facts, `${Name}Ms`> & Record<Name, Date | null>
type MatterRow = RowDataPacket & {
  gridCode: string
} & Times<Times<Times<Times<MatterFacts, 'receivedAt'>, 'acceptedAt'>, 'handledAt'>, 'dueAt'>
type TaskRow = RowDataPacket & {
  holderCode: string
} & Times<Times<Times<TaskFacts, 'dispatchedAt'>, 'dueAt'>, 'doneAt'>

const ms = (date: Date | null): number | null => date?.getTime() ?? null
const mustMs = (date: Date | null): number => date?.getTime() ?? 0

const figureColumns = `kind, startsOn, code, circle, received, accepted, handled, inTime, overdue,
  reopened, handedBack, selfHandled, evaluated, satisfied, unsatisfied, workingMinutes,
  elapsedMinutes, nextDueAt`

function valuesOf({ kind, startsOn, code, circle, counted }: PieceRow): unknown[] {
  return [
    kind,
    dateOfDay(startsOn),
    code,
    circle,
    counted.received,
    counted.accepted,
    counted.handled,
    counted.inTime,
    counted.overdue,
    counted.reopened,
    counted.handedBack,
    counted.selfHandled,
    counted.evaluated,
    counted.satisfied,
    counted.unsatisfied,
    JSON.stringify(counted.workingMinutes),
    JSON.stringify(counted.elapsedMinutes),
    counted.nextDueAtMs === null ? null : new Date(counted.nextDueAtMs),
  ]
}

const monthOfReceipt = "DATE_FORMAT(m.receivedAt + INTERVAL 8 HOUR, '%Y-%m-01')"
const dayOfDispatch = "DATE_FORMAT(t.dispatchedAt + INTERVAL 8 HOUR, '%Y-%m-%d')"
const isUnit = "t.holderCode LIKE '%-%'"

interface PieceOfRow extends RowDataPacket, Piece {}

/** The books open for counting: everything read is of one moment, and nobody else counts. */
export type Books = ReturnType<typeof booksOn>

function booksOn(connection: PoolConnection) {
  const pieces = async (sql: string, values: unknown[]): Promise<Piece[]> => {
    const [rows] = await connection.query<PieceOfRow[]>(sql, values)
    return rows.map(({ kind, startsOn, code }) => ({ kind, startsOn, code }))
  }

  return {
    /** Pieces that something happened to since then, and those whose clocks ran out by now. */
    async stale(sinceMs: number, nowMs: number): Promise<Piece[]> {
      const since = new Date(sinceMs)
      return [
        ...(await pieces(
          `SELECT DISTINCT 'grid' AS kind, ${monthOfReceipt} AS startsOn, m.gridCode AS code
           FROM matter_event e JOIN matter m ON m.id = e.matterId WHERE e.at >= ?`,
          [since],
        )),
        ...(await pieces(
          `SELECT DISTINCT 'unit' AS kind, ${dayOfDispatch} AS startsOn, t.holderCode AS code
           FROM matter_event e JOIN matter_task t ON t.matterId = e.matterId
           WHERE e.at >= ? AND ${isUnit}`,
          [since],
        )),
        ...(await pieces(
          `SELECT DISTINCT kind, DATE_FORMAT(startsOn, '%Y-%m-%d') AS startsOn, code
           FROM loop_figure WHERE nextDueAt <= ?`,
          [new Date(nowMs)],
        )),
      ]
    },

    /** Every piece that there is. */
    async all(): Promise<Piece[]> {
      return [
        ...(await pieces(
          `SELECT DISTINCT 'grid' AS kind, ${monthOfReceipt} AS startsOn, m.gridCode AS code FROM matter m`,
          [],
        )),
        ...(await pieces(
          `SELECT DISTINCT 'unit' AS kind, ${dayOfDispatch} AS startsOn, t.holderCode AS code
           FROM matter_task t WHERE ${isUnit}`,
          [],
        )),
      ]
    },

    /** Matters that came into these grids in a month, by grid. */
    async matters(startsOn: string, gridCodes: readonly string[]) {
      const { startMs, endMs } = monthRangeMs(startsOn.slice(0, 7))
      const [rows] = await connection.query<MatterRow[]>(
        `SELECT gridCode, circle, level, state, outcome, isOpen, receivedAt, acceptedAt, handledAt, dueAt,
           acceptedLate, handledLate, pausedMs, reopenedCount, selfHandled, satisfaction
         FROM matter WHERE gridCode IN (?) AND receivedAt >= ? AND receivedAt < ?`,
        [gridCodes, new Date(startMs), new Date(endMs)],
      )
      return rows.map((row): { code: string; facts: MatterFacts } => ({
        code: row.gridCode,
        facts: {
          circle: row.circle,
          level: row.level,
          state: row.state,
          outcome: row.outcome,
          isOpen: Boolean(row.isOpen),
          receivedAtMs: mustMs(row.receivedAt),
          acceptedAtMs: ms(row.acceptedAt),
          handledAtMs: ms(row.handledAt),
          dueAtMs: ms(row.dueAt),
          acceptedLate: Boolean(row.acceptedLate),
          handledLate: Boolean(row.handledLate),
          pausedMs: Number(row.pausedMs),
          reopenedCount: row.reopenedCount,
          selfHandled: Boolean(row.selfHandled),
          satisfaction: row.satisfaction,
        },
      }))
    },

    /** Tasks these units were given on a day and were not relieved of, by unit. */
    async tasks(day: string, unitCodes: readonly string[]) {
      const [rows] = await connection.query<TaskRow[]>(
        `SELECT t.holderCode, m.circle, m.level, t.state, t.dispatchedAt, t.dueAt, t.doneAt, t.late,
           m.state = 'paused' AS paused, IF(t.part = 'lead', m.pausedMs, 0) AS pausedMs,
           t.part = 'lead' AND NOT EXISTS (SELECT 1 FROM matter_task l WHERE l.matterId = t.matterId
             AND l.part = 'lead' AND l.number > t.number) AS isLead,
           m.reopenedCount > 0 AS reopened, m.satisfaction
         FROM matter_task t JOIN matter m ON m.id = t.matterId
         WHERE t.holderCode IN (?) AND t.dispatchedAt >= ? AND t.dispatchedAt < ?
           AND t.state IN ('open', 'done', 'handedBack')
           AND m.state <> 'merged' AND COALESCE(m.outcome, '') NOT IN ('spam', 'withdrawn')`,
        [unitCodes, new Date(dayStartMs(day)), new Date(dayStartMs(addDays(day, 1)))],
      )
      return rows.map((row): { code: string; facts: TaskFacts } => ({
        code: row.holderCode,
        facts: {
          circle: row.circle,
          level: row.level,
          state: row.state,
          dispatchedAtMs: mustMs(row.dispatchedAt),
          dueAtMs: mustMs(row.dueAt),
          doneAtMs: ms(row.doneAt),
          late: Boolean(row.late),
          paused: Boolean(row.paused),
          pausedMs: Number(row.pausedMs),
          isLead: Boolean(row.isLead),
          reopened: Boolean(row.reopened),
          satisfaction: row.satisfaction,
        },
      }))
    },

    /** Puts what was counted in the place of what stood there. */
    async replace(
      { kind, startsOn }: Omit<Piece, 'code'>,
      codes: readonly string[],
      rows: readonly PieceRow[],
    ): Promise<void> {
      await connection.query<ResultSetHeader>(
        'DELETE FROM loop_figure WHERE kind = ? AND startsOn = ? AND code IN (?)',
        [kind, dateOfDay(startsOn), codes],
      )
      if (rows.length === 0) return
      await connection.query<ResultSetHeader>(
        `INSERT INTO loop_figure (${figureColumns}) VALUES ?`,
        [rows.map(valuesOf)],
      )
    },

    async setState({ countedThroughMs, revision }: CountingState): Promise<void> {
      await connection.query<ResultSetHeader>(
        'UPDATE loop_figure_state SET countedThrough = ?, revision = ? WHERE id = 1',
        [new Date(countedThroughMs), revision],
      )
    },
  }
}

interface StateRow extends RowDataPacket {
  countedThrough: Date
  revision: number
}

export type RecountStore = ReturnType<typeof createRecountStore>

export function createRecountStore({ pool }: Database) {
  return {
    /**
     * Opens the books for one counting at a time, over all processes. The row is locked before
     * anything is read, so that each sees what the one before it left.
     */
    async counting<T>(work: (books: Books, state: CountingState) => Promise<T>): Promise<T> {
      return bulkTransaction(pool, async (connection) => {
        let state = await lockedState(connection)
        if (!state) {
          await connection.query<ResultSetHeader>(
            'INSERT IGNORE INTO loop_figure_state (id, countedThrough, revision) VALUES (1, ?, 0)',
            [new Date(0)],
          )
          state = await lockedState(connection)
        }
        return work(booksOn(connection), state ?? neverCounted)
      })
    },
  }
}

export const neverCounted: CountingState = { countedThroughMs: 0, revision: 0 }

async function lockedState(connection: PoolConnection): Promise<CountingState | null> {
  const [[row]] = await connection.query<StateRow[]>(
    'SELECT countedThrough, revision FROM loop_figure_state WHERE id = 1 FOR UPDATE',
  )
  return row ? { countedThroughMs: row.countedThrough.getTime(), revision: row.revision } : null
}
