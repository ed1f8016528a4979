import type { AuditEvent } from '../../contract/audit'
import { type Database, type RowDataPacket, sqlText } from '../../platform/database'
import { idText } from '../../platform/ids'
import type { Situation } from './find-move'
import {
  and,
  beyond,
  conditions,
  type Filter,
  isByDue,
  isNothing,
  list,
  listText,
  type Order,
  orderBy,
  type Place,
  scopesText,
  type Where,
} from './list-texts'
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

export interface Whole extends Situation {
  events: MatterEvent[]
  photos: { photoId: string; eventNumber: number; arrived: boolean }[]
  followers: { id: string; receiptNumber: string }[]
  mergedInto: { id: string; receiptNumber: string } | null
}

/** A matter as a list has it: beside it what the list is ordered by. */
export interface Listed extends Matter {
  listedAtMs: number | null
}

type ListedRowPacket = MatterRowPacket & { listedAt: Date | null }

/** Everything a sight sees, for questions that go by something else than the place. */
export function sightText({ accountId, scopes, units }: Sight): string {
  const parts = [
    `m.raisedBy = ${idLiteral(accountId)}`,
    ...(scopes.length > 0 ? [scopesText(scopes)] : []),
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

/** What a clock runs for, nearest first; only when that does not fill the page, what has none. */
async function clockedFirst<One>(
  read: (from: Place | null, order: Order, most: number) => Promise<One[]>,
  after: Place | null,
  limit: number,
): Promise<One[]> {
  if (after?.atMs === null) return read(after, 'noClock', limit)
  const clocked = await read(after, 'due', limit)
  if (clocked.length >= limit) return clocked
  return [...clocked, ...(await read(null, 'noClock', limit - clocked.length))]
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

    /** In places and with units: what is open by its clock, else what came last before all. */
    listed(where: Where, filter: Filter, after: Place | null, limit: number): Promise<Listed[]> {
      const read = async (from: Place | null, order: Order, most: number) => {
        const sql = listText(where, filter, from, order, most)
        if (sql === null) return []
        const [rows] = await pool.query<ListedRowPacket[]>(sql)
        return rows.map(
          (row): Listed => ({ ...matterOfRow(row), listedAtMs: row.listedAt?.getTime() ?? null }),
        )
      }
      return isByDue(filter) ? clockedFirst(read, after, limit) : read(after, 'latest', limit)
    },

    /** What waits for these codes: as the holder, or as a co-handler whose task is open. */
    waiting(codes: readonly string[], filter: Filter, after: Place | null, limit: number) {
      if (codes.length === 0 || isNothing(filter)) return Promise.resolve([])
      const read = (from: Place | null, order: Order, most: number) => {
        const end = `ORDER BY ${orderBy(order)} LIMIT ${most}`
        const rest = and([...conditions(filter), ...beyond(from, order)])
        const asHolder = codes.map(
          (code) =>
            `(SELECT m.* FROM matter m WHERE m.holderCode = ${sqlText(code)} AND m.isOpen = 1 AND ${rest} ${end})`,
        )
        const asHelper = `(SELECT m.* FROM matter_task t JOIN matter m ON m.id = t.matterId
          WHERE t.holderCode IN (${list(codes)}) AND t.state = 'open' AND t.part = 'co'
          AND m.isOpen = 1 AND m.holderCode NOT IN (${list(codes)}) AND ${rest} ${end})`
        return matters(`SELECT * FROM (${[...asHolder, asHelper].join(' UNION ')}) m ${end}`)
      }
      return clockedFirst(read, after, limit)
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
        ...beyond(after, 'latest'),
      ])
      return matters(
        `SELECT m.* FROM matter m WHERE ${rest} ORDER BY ${orderBy('latest')} LIMIT ${limit}`,
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
        ...beyond(after, 'latest'),
      ])
      return matters(
        `SELECT m.* FROM matter_search s JOIN matter m ON m.id = s.matterId WHERE ${rest}
        ORDER BY ${orderBy('latest')} LIMIT ${limit}`,
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
