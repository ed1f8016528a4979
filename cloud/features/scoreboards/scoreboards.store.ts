import type { Verdict } from '../../contract/trace'
import type { WorkerKind } from '../../contract/primitives'
import { daysInMonth, monthEnd, monthRangeMs } from '../../platform/clock'
import type { Database, RowDataPacket } from '../../platform/database'
import { type ExportedTable, noteExport } from '../../platform/database/note-deed'
import { idBytes, idText } from '../../platform/ids'

/** Workers of an area whose month looks alike: pay and totals need to be worked out once for all of them. */
export interface Alike {
  /** Code of the part of the area, when parts were asked for; else empty. */
  partCode: string
  workerKind: WorkerKind
  checkInDays: number
  reports: number
  validReports: number
  invalidReports: number
  /** Of the statement, once the month is computed. */
  statementPayFen: number | null
  statementVerdict: Verdict | null
  workers: number
}

type Counted = Omit<Alike, 'partCode' | 'workers'>

export interface BoardRow extends Counted {
  accountId: string
  gridCode: string
}

/** A worker of a board that is sorted in hand; his id is written out only where he is shown. */
export interface NamedRow extends Counted {
  id: Uint8Array
  gridCode: string
  name: string
}

/** What an open month pays workers that look alike. */
export interface PayOfCounts {
  workerKind: WorkerKind
  checkInDays: number
  validReports: number
  payFen: number
}

export type BoardSort =
  | 'gridCode'
  | 'name'
  | 'checkInDays'
  | 'validReports'
  | 'waitingReports'
  | 'payFen'

export interface BoardPage {
  sort: BoardSort
  descending: boolean
  limit: number
  offset: number
  /** Needed for sorting by pay. */
  pays: readonly PayOfCounts[]
}

/** What a board is of. */
export interface Board {
  scopes: readonly string[]
  month: string
  /** Whether statements of the month exist. */
  computed: boolean
}

interface AlikeRow extends RowDataPacket, Alike {}
interface PageRow extends RowDataPacket, Omit<BoardRow, 'accountId'> {
  accountId: Buffer
}

interface NamedPageRow extends PageRow {
  name: string
}

interface Sql {
  text: string
  values: unknown[]
}

const touching = (post: string, { from, to }: { from: string; to: string }): Sql => ({
  text: `${post}.role = 'worker' AND ${post}.workerKind IS NOT NULL AND ${post}.startsOn <= ?
    AND (${post}.endsOn IS NULL OR ${post}.endsOn >= GREATEST(${post}.startsOn, ?))`,
  values: [to, from],
})

/** Of the posts that touch the month the one held longest and begun last counts, as for the staff. */
const standing = (post: string, to: string): Sql => ({
  text: `(LEAST(COALESCE(${post}.endsOn, '9999-12-31'), ?), ${post}.startsOn, ${post}.scopeCode)`,
  values: [to],
})

interface Roster {
  from: Sql
  where: Sql
}

/** Each worker of the scopes once, beside his tally and, once computed, his statement. */
function rosterOf({ scopes, month, computed }: Board): Roster {
  const days = { from: `${month}-01`, to: monthEnd(month) }
  const [own, other] = [touching('p', days), touching('o', days)]
  const [ownPlace, otherPlace] = [standing('p', days.to), standing('o', days.to)]
  const statement = computed
    ? 'LEFT JOIN statement s ON s.accountId = p.accountId AND s.month = ?'
    : ''
  return {
    from: {
      text: `post p LEFT JOIN worker_month w ON w.accountId = p.accountId AND w.month = ? ${statement}`,
      values: computed ? [month, month] : [month],
    },
    where: {
      text: `(${scopes.map(() => 'p.scopeCode LIKE ?').join(' OR ')}) AND ${own.text}
        AND NOT EXISTS (SELECT 1 FROM post o WHERE o.accountId = p.accountId AND o.id <> p.id
          AND ${other.text} AND ${otherPlace.text} > ${ownPlace.text})`,
      values: [
        ...scopes.map((scope) => `${scope}%`),
        ...own.values,
        ...other.values,
        ...otherPlace.values,
        ...ownPlace.values,
      ],
    },
  }
}

/** The estimates as a table to join with, where the order is by pay. */
function payTable(pays: readonly PayOfCounts[]): Sql {
  const [first, ...others] = pays
  if (!first)
    return { text: "(SELECT 'rural' AS kind, 0 AS days, 0 AS valid, 0 AS fen)", values: [] }
  const row = (names: boolean) =>
    names ? 'SELECT ? AS kind, ? AS days, ? AS valid, ? AS fen' : 'SELECT ?, ?, ?, ?'
  return {
    text: `(${[row(true), ...others.map(() => row(false))].join(' UNION ALL ')})`,
    values: pays.flatMap((one) => [one.workerKind, one.checkInDays, one.validReports, one.payFen]),
  }
}

/** Of a computed month the counts that it was computed by, which may be the province's. */
function columnsOf({ computed }: Board) {
  const days = computed ? 's.checkInDays, ' : ''
  const valid = computed ? 's.validReports, ' : ''
  return {
    checkInDays: `COALESCE(${days}BIT_COUNT(w.countedDays), 0)`,
    reports: 'COALESCE(w.reports, 0)',
    validReports: `COALESCE(${valid}w.validReports, 0)`,
    invalidReports: 'COALESCE(w.invalidReports, 0)',
    statementPayFen: computed ? 's.payFen' : 'CAST(NULL AS SIGNED)',
    statementVerdict: computed ? 's.verdict' : 'NULL',
  }
}

function selected(columns: ReturnType<typeof columnsOf>): string {
  const named = Object.entries(columns).map(([name, expression]) => `${expression} AS ${name}`)
  return `p.workerKind, ${named.join(', ')}`
}

function orderOf(board: Board, sort: BoardSort): string {
  const { reports, validReports, invalidReports, checkInDays, statementPayFen } = columnsOf(board)
  const orders: Record<BoardSort, string> = {
    gridCode: 'p.scopeCode',
    // in the order of a Chinese dictionary
    name: 'CONVERT(a.name USING gbk)',
    checkInDays,
    validReports,
    waitingReports: `GREATEST(CAST(${reports} AS SIGNED) - ${validReports} - ${invalidReports}, 0)`,
    payFen: `COALESCE(${statementPayFen}, e.fen, 0)`,
  }
  return orders[sort]
}

/** Sums and mixtures of unsigned columns come as text. Written out: a board has hundreds of rows. */
function countedOf(row: Counted): Counted {
  return {
    workerKind: row.workerKind,
    checkInDays: Number(row.checkInDays),
    reports: Number(row.reports),
    validReports: Number(row.validReports),
    invalidReports: Number(row.invalidReports),
    statementPayFen: row.statementPayFen,
    statementVerdict: row.statementVerdict,
  }
}

function boardRowOf(row: PageRow): BoardRow {
  return { ...countedOf(row), accountId: idText(row.accountId), gridCode: row.gridCode }
}

/** Written out as well: a row that is copied together takes several times the memory. */
function namedRowOf(row: NamedPageRow): NamedRow {
  return {
    id: row.accountId,
    gridCode: row.gridCode,
    name: row.name,
    workerKind: row.workerKind,
    checkInDays: Number(row.checkInDays),
    reports: Number(row.reports),
    validReports: Number(row.validReports),
    invalidReports: Number(row.invalidReports),
    statementPayFen: row.statementPayFen,
    statementVerdict: row.statementVerdict,
  }
}

/** What only some orders need beside the roster. */
function joinFor({ sort, pays }: BoardPage): Sql {
  if (sort === 'name') return { text: 'JOIN account a ON a.id = p.accountId', values: [] }
  if (sort !== 'payFen') return { text: '', values: [] }
  const { text, values } = payTable(pays)
  return {
    text: `LEFT JOIN ${text} e ON e.kind = p.workerKind
      AND e.days = COALESCE(BIT_COUNT(w.countedDays), 0) AND e.valid = COALESCE(w.validReports, 0)`,
    values,
  }
}

export type ScoreboardsStore = ReturnType<typeof createScoreboardsStore>

export function createScoreboardsStore({ pool, prisma }: Database) {
  return {
    /** Whether the month has statements of any township in these scopes. */
    async isComputed(scopes: readonly string[], month: string): Promise<boolean> {
      const townships = scopes.map((scope) => scope.slice(0, 9))
      const [rows] = await pool.query<RowDataPacket[]>(
        `SELECT 1 FROM township_month WHERE month = ? AND state <> 'open'
         AND (${townships.map(() => 'townshipCode LIKE ?').join(' OR ')}) LIMIT 1`,
        [month, ...townships.map((code) => `${code}%`)],
      )
      return rows.length > 0
    },

    /** `partLength`: how many characters of the grid's code tell the parts apart; 0: no parts. */
    async alike(board: Board, partLength = 0): Promise<Alike[]> {
      const { from, where } = rosterOf(board)
      const [rows] = await pool.query<AlikeRow[]>(
        `SELECT LEFT(p.scopeCode, ?) AS partCode, ${selected(columnsOf(board))}, COUNT(*) AS workers
         FROM ${from.text} WHERE ${where.text} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`,
        [partLength, ...from.values, ...where.values],
      )
      return rows.map((row) => ({
        ...countedOf(row),
        partCode: row.partCode,
        workers: row.workers,
      }))
    },

    async page(board: Board, page: BoardPage): Promise<BoardRow[]> {
      const { from, where } = rosterOf(board)
      const join = joinFor(page)
      const direction = page.descending ? 'DESC' : 'ASC'
      // ties in the order of the grids; that order itself goes all one way, as the index has it
      const order =
        page.sort === 'gridCode'
          ? `p.scopeCode ${direction}, p.accountId ${direction}`
          : `${orderOf(board, page.sort)} ${direction}, p.scopeCode, p.accountId`
      const [rows] = await pool.query<PageRow[]>(
        `SELECT p.accountId, p.scopeCode AS gridCode, ${selected(columnsOf(board))}
         FROM ${from.text} ${join.text} WHERE ${where.text}
         ORDER BY ${order} LIMIT ? OFFSET ?`,
        [...from.values, ...join.values, ...where.values, page.limit, page.offset],
      )
      return rows.map(boardRowOf)
    },

    /** Everybody of a board in the order of the grids; null: there are more than `most`. */
    async whole(board: Board, most: number): Promise<NamedRow[] | null> {
      const { from, where } = rosterOf(board)
      const [rows] = await pool.query<NamedPageRow[]>(
        `SELECT p.accountId, p.scopeCode AS gridCode, a.name, ${selected(columnsOf(board))}
         FROM ${from.text} JOIN account a ON a.id = p.accountId WHERE ${where.text}
         ORDER BY p.scopeCode, p.accountId LIMIT ?`,
        [...from.values, ...where.values, most + 1],
      )
      if (rows.length > most) return null
      return rows.map(namedRowOf)
    },

    /** How many workers' day counts, for each day of the month. */
    async countedByDay(board: Board): Promise<number[]> {
      const { from, where } = rosterOf({ ...board, computed: false })
      const sums = Array.from(
        { length: daysInMonth(board.month) },
        (_, bit) => `CAST(COALESCE(SUM((w.countedDays >> ${bit}) & 1), 0) AS SIGNED) AS day${bit}`,
      )
      const [rows] = await pool.query<RowDataPacket[]>(
        `SELECT ${sums.join()} FROM ${from.text} WHERE ${where.text}`,
        [...from.values, ...where.values],
      )
      return sums.map((_, bit) => Number(rows[0]?.[`day${bit}`] ?? 0))
    },

    /** Workers' reports of each day, by the grid they were made for. */
    async reportsByDay(scopes: readonly string[], month: string): Promise<Map<string, number>> {
      const { startMs, endMs } = monthRangeMs(month)
      const [rows] = await pool.query<(RowDataPacket & { number: number; reports: number })[]>(
        `SELECT DAYOFMONTH(receivedAt + INTERVAL 8 HOUR) AS number, COUNT(*) AS reports FROM report
         WHERE (${scopes.map(() => 'gridCode LIKE ?').join(' OR ')})
           AND receivedAt >= ? AND receivedAt < ? AND asWorker = 1 GROUP BY 1`,
        [...scopes.map((scope) => `${scope}%`), new Date(startMs), new Date(endMs)],
      )
      const dayOf = (number: number) => `${month}-${String(number).padStart(2, '0')}`
      return new Map(rows.map(({ number, reports }) => [dayOf(number), reports]))
    },

    async validReportsOf(accountId: string, month: string): Promise<number> {
      const row = await prisma.workerMonth.findUnique({
        where: { accountId_month: { accountId: idBytes(accountId), month } },
        select: { validReports: true },
      })
      return row?.validReports ?? 0
    },

    noteExport: (deed: ExportedTable) => noteExport(prisma, 'scoreboard', deed),
  }
}
