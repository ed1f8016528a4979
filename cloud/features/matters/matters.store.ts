import type { AuditEvent } from '../../contract/audit'
import type { MatterCircle, MatterClassCode, MatterState } from '../../contract/matter-taxonomy'
import { type Database, type RowDataPacket, sqlText } from '../../platform/database'
import { idText } from '../../platform/ids'
import type { Situation } from './find-move'
import {
  type EventRowPacket,
  eventOfRow,
  type MatterRowPacket,
  matterOfRow,
  type TaskRowPacket,
  taskOfRow,
  tasksByMatter,
} from './matter-rows'
import { idLiteral, stamp } from './matter-sql'
import type { Sight } from './matters.policy'
import type { Matter, MatterEvent } from './standing'
import { searchedText } from './words-of'

export interface Filter {
  state?: MatterState | undefined
  open?: boolean | undefined
  overdueAtMs?: number | undefined
  classCode?: MatterClassCode | undefined
}

/** Where a page goes on: after this place in the list's order. */
export interface Place {
  atMs: number | null
  id: string
}

/** Places to look in, each by a column that an index begins with. */
export interface Ground {
  column: 'townshipCode' | 'gridCode' | 'holderCode'
  code: string
  circles: readonly MatterCircle[]
}

export interface Whole extends Situation {
  events: MatterEvent[]
  photos: { photoId: string; eventNumber: number; arrived: boolean }[]
  followers: { id: string; receiptNumber: string }[]
  mergedInto: { id: string; receiptNumber: string } | null
}

const list = (texts: readonly string[]) => texts.map(sqlText).join()

function conditions(filter: Filter): string[] {
  return [
    ...(filter.state ? [`m.state = ${sqlText(filter.state)}`] : []),
    ...(filter.open === undefined ? [] : [`m.isOpen = ${filter.open ? 1 : 0}`]),
    ...(filter.overdueAtMs === undefined ? [] : [`m.dueAt < ${stamp(filter.overdueAtMs)}`]),
    ...(filter.classCode ? [`m.classCode = ${sqlText(filter.classCode)}`] : []),
  ]
}

/** Open ones by what is due first (without a clock before all), others by what came last. */
function order(byDue: boolean) {
  return byDue ? 'm.dueAt, m.id' : 'm.receivedAt DESC, m.id DESC'
}

function beyond(place: Place | null, byDue: boolean): string[] {
  if (!place) return []
  const id = idLiteral(place.id)
  if (!byDue) {
    const at = stamp(place.atMs)
    return [`(m.receivedAt < ${at} OR (m.receivedAt = ${at} AND m.id < ${id}))`]
  }
  if (place.atMs === null) return [`((m.dueAt IS NULL AND m.id > ${id}) OR m.dueAt IS NOT NULL)`]
  const at = stamp(place.atMs)
  return [`(m.dueAt > ${at} OR (m.dueAt = ${at} AND m.id > ${id}))`]
}

const and = (parts: readonly string[]) => parts.join(' AND ')

/** In whose order a place's list is read: left to itself the server may sort a whole township. */
function indexOf(column: Ground['column'], byDue: boolean): string {
  if (column === 'holderCode') return 'matter_holderCode_isOpen_dueAt_idx'
  if (column === 'gridCode') return 'matter_gridCode_receivedAt_idx'
  return byDue ? 'matter_townshipCode_isOpen_dueAt_idx' : 'matter_townshipCode_receivedAt_idx'
}

/** One list out of many places, each read in its index's order and no further than the page goes. */
function unionText(
  grounds: readonly Ground[],
  rest: readonly string[],
  byDue: boolean,
  limit: number,
): string {
  const parts = grounds.map(
    ({ column, code, circles }) =>
      `(SELECT m.* FROM matter m FORCE INDEX (${indexOf(column, byDue)}) WHERE ${and([
        `m.${column} = ${sqlText(code)}`,
        `m.circle IN (${list(circles)})`,
        ...rest,
      ])} ORDER BY ${order(byDue)} LIMIT ${limit})`,
  )
  return parts.length === 1
    ? (parts[0] ?? '')
    : `SELECT * FROM (${parts.join(' UNION ALL ')}) m ORDER BY ${order(byDue)} LIMIT ${limit}`
}

/** Everything a sight sees, for questions that go by something else than the place. */
export function sightText({ accountId, scopes, units }: Sight): string {
  const parts = [
    `m.raisedBy = ${idLiteral(accountId)}`,
    ...scopes.map(
      ({ code, circles }) =>
        `(m.gridCode LIKE ${sqlText(`${code}%`)} AND m.circle IN (${list(circles)}))`,
    ),
    ...(units.length > 0
      ? [
          `EXISTS (SELECT 1 FROM matter_task t WHERE t.matterId = m.id AND t.holderCode IN (${list(units)}))`,
        ]
      : []),
  ]
  return `(${parts.join(' OR ')})`
}

interface PhotoPacket extends RowDataPacket {
  photoId: Buffer
  eventNumber: number
  arrived: number
}

interface NumberedPacket extends RowDataPacket {
  id: Buffer
  receiptNumber: string
  relation: 'follower' | 'target'
}

export type MattersStore = ReturnType<typeof createMattersStore>

/** Reads of the loop. Values are written into the texts by the lane's own literals, never raw. */
export function createMattersStore({ pool }: Pick<Database, 'pool'>) {
  async function matters(sql: string): Promise<Matter[]> {
    const [rows] = await pool.query<MatterRowPacket[]>(sql)
    return rows.map(matterOfRow)
  }

  async function situation(matterId: string): Promise<Situation | null> {
    const id = idLiteral(matterId)
    const [[[row]], [tasks]] = await Promise.all([
      pool.query<MatterRowPacket[]>(`SELECT * FROM matter WHERE id = ${id}`),
      pool.query<TaskRowPacket[]>(
        `SELECT * FROM matter_task WHERE matterId = ${id} ORDER BY number`,
      ),
    ])
    return row ? { matter: matterOfRow(row), tasks: tasks.map(taskOfRow) } : null
  }

  return {
    situation,

    async whole(matterId: string): Promise<Whole | null> {
      const id = idLiteral(matterId)
      const [found, [events], [photos], [numbered]] = await Promise.all([
        situation(matterId),
        pool.query<EventRowPacket[]>(
          `SELECT * FROM matter_event WHERE matterId = ${id} ORDER BY number`,
        ),
        pool.query<PhotoPacket[]>(
          `SELECT mp.photoId, mp.eventNumber, p.id IS NOT NULL AS arrived FROM matter_photo mp
          LEFT JOIN photo p ON p.id = mp.photoId WHERE mp.matterId = ${id}
          ORDER BY mp.eventNumber, mp.position`,
        ),
        pool.query<NumberedPacket[]>(
          `SELECT id, receiptNumber, 'follower' AS relation FROM matter WHERE mergedInto = ${id}
          UNION ALL SELECT t.id, t.receiptNumber, 'target' FROM matter m
          JOIN matter t ON t.id = m.mergedInto WHERE m.id = ${id}`,
        ),
      ])
      if (!found) return null
      const related = (relation: NumberedPacket['relation']) =>
        numbered
          .filter((row) => row.relation === relation)
          .map((row) => ({ id: idText(row.id), receiptNumber: row.receiptNumber }))
      return {
        ...found,
        events: events.map(eventOfRow),
        photos: photos.map(({ photoId, eventNumber, arrived }) => ({
          photoId: idText(photoId),
          eventNumber,
          arrived: Boolean(arrived),
        })),
        followers: related('follower'),
        mergedInto: related('target')[0] ?? null,
      }
    },

    async tasksOf(matterIds: readonly string[]) {
      if (matterIds.length === 0) return tasksByMatter([])
      const [rows] = await pool.query<TaskRowPacket[]>(
        `SELECT * FROM matter_task WHERE matterId IN (${matterIds.map(idLiteral).join()})
        ORDER BY matterId, number`,
      )
      return tasksByMatter(rows.map(taskOfRow))
    },

    inPlaces(grounds: readonly Ground[], filter: Filter, after: Place | null, limit: number) {
      if (grounds.length === 0) return Promise.resolve([])
      const byDue = filter.open === true
      const rest = [...conditions(filter), ...beyond(after, byDue)]
      return matters(unionText(grounds, rest, byDue, limit))
    },

    /** What waits for these codes: as the holder, or as a co-handler whose task is open. */
    waiting(codes: readonly string[], filter: Filter, after: Place | null, limit: number) {
      if (codes.length === 0) return Promise.resolve([])
      const rest = and([...conditions(filter), ...beyond(after, true)]) || '1'
      const asHolder = codes.map(
        (code) =>
          `(SELECT m.* FROM matter m WHERE m.holderCode = ${sqlText(code)} AND m.isOpen = 1 AND ${rest}
          ORDER BY ${order(true)} LIMIT ${limit})`,
      )
      const asHelper = `(SELECT m.* FROM matter_task t JOIN matter m ON m.id = t.matterId
        WHERE t.holderCode IN (${list(codes)}) AND t.state = 'open' AND t.part = 'co'
        AND m.isOpen = 1 AND m.holderCode NOT IN (${list(codes)}) AND ${rest} ORDER BY ${order(true)} LIMIT ${limit})`
      return matters(
        `SELECT * FROM (${[...asHolder, asHelper].join(' UNION ')}) m ORDER BY ${order(true)} LIMIT ${limit}`,
      )
    },

    async waitingCounts(codes: readonly string[], nowMs: number) {
      if (codes.length === 0) return { waitingCount: 0, overdueCount: 0 }
      const [[row]] = await pool.query<RowDataPacket[]>(
        `SELECT COUNT(*) AS waiting, COALESCE(SUM(dueAt < ${stamp(nowMs)}), 0) AS overdue FROM (
          SELECT dueAt FROM matter WHERE holderCode IN (${list(codes)}) AND isOpen = 1
          UNION ALL SELECT dueAt FROM matter_task
            WHERE holderCode IN (${list(codes)}) AND state = 'open' AND part = 'co') w`,
      )
      return { waitingCount: Number(row?.waiting ?? 0), overdueCount: Number(row?.overdue ?? 0) }
    },

    raisedBy(accountId: string, filter: Filter, after: Place | null, limit: number) {
      const rest = and([
        `m.raisedBy = ${idLiteral(accountId)}`,
        ...conditions(filter),
        ...beyond(after, false),
      ])
      return matters(
        `SELECT m.* FROM matter m WHERE ${rest} ORDER BY ${order(false)} LIMIT ${limit}`,
      )
    },

    /** By its number, whoever may see it. */
    numbered: (receiptNumber: string, sight: Sight) =>
      matters(
        `SELECT m.* FROM matter m WHERE m.receiptNumber = ${sqlText(receiptNumber)} AND ${sightText(sight)}`,
      ),

    /** With all of these words, received in one of these months, the newest first. */
    withWords(
      words: readonly string[],
      months: readonly string[],
      sight: Sight,
      after: Place | null,
      limit: number,
    ) {
      const asked = sqlText(searchedText(words, months))
      const rest = and([
        `MATCH (s.words) AGAINST (${asked} IN BOOLEAN MODE)`,
        sightText(sight),
        ...beyond(after, false),
      ])
      return matters(
        `SELECT m.* FROM matter_search s JOIN matter m ON m.id = s.matterId WHERE ${rest}
        ORDER BY ${order(false)} LIMIT ${limit}`,
      )
    },

    /** The matters into whose story the photo's owner himself put it; a resident's photo is nobody's account's. */
    async withPhotoOf(photoId: string, ownerId: string): Promise<string[]> {
      const owner = idLiteral(ownerId)
      const [rows] = await pool.query<RowDataPacket[]>(
        `SELECT DISTINCT p.matterId FROM matter_photo p
        JOIN matter_event e ON e.matterId = p.matterId AND e.number = p.eventNumber
        WHERE p.photoId = ${idLiteral(photoId)} AND (e.accountId = ${owner}
          OR (e.accountId IS NULL AND NOT EXISTS (SELECT 1 FROM account WHERE id = ${owner})))`,
      )
      return rows.map((row) => idText(row.matterId))
    },

    async noteRestrictedView(matter: Matter, accountId: string, nowMs: number): Promise<void> {
      await pool.query(
        `INSERT INTO audit_entry (at, accountId, event, subjectId, areaCode) VALUES (${[
          stamp(nowMs),
          idLiteral(accountId),
          sqlText('matter.restrictedViewed' satisfies AuditEvent),
          sqlText(matter.id),
          sqlText(matter.gridCode),
        ].join()})`,
      )
    },
  }
}
