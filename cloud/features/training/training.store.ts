import { dateOfDay, dayOfDate } from '../../platform/clock'
import { type Database, Prisma, type Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

export interface ItemRecord {
  id: string
  areaCode: string
  title: string
  text: string
  minutes: number
  dueOn: string | null
  publishedBy: string
  publishedAtMs: number
  withdrawnAtMs: number | null
}

export interface StudiedWorker {
  accountId: string
  name: string
  gridCode: string
  studiedAtMs: number | null
  yearMinutes: number
}

const mostListed = 200
const mostWorkers = 2_000

function recordOf(row: Prisma.StudyItemGetPayload<object>): ItemRecord {
  return {
    id: idText(row.id),
    areaCode: row.areaCode,
    title: row.title,
    text: row.text,
    minutes: row.minutes,
    dueOn: row.dueOn && dayOfDate(row.dueOn),
    publishedBy: idText(row.publishedBy),
    publishedAtMs: row.publishedAt.getTime(),
    withdrawnAtMs: row.withdrawnAt?.getTime() ?? null,
  }
}

/** The places around a code, itself the last: what is published for one of them is for who is there. */
function codesAround(code: string): string[] {
  return [2, 4, 6, 9, 12, 16]
    .filter((length) => length <= code.length)
    .map((length) => code.slice(0, length))
}

/** Workers with a post on the day under one of these places. */
function workersUnder(scopes: readonly string[], today: string): Prisma.Sql {
  const day = dateOfDay(today)
  const within = scopes.map((scope) => Prisma.sql`p.scopeCode LIKE ${`${scope}%`}`)
  return Prisma.sql`p.role = 'worker' AND p.startsOn <= ${day}
    AND (p.endsOn IS NULL OR p.endsOn >= ${day}) AND (${Prisma.join(within, ' OR ')})`
}

export type TrainingStore = ReturnType<typeof createTrainingStore>

export function createTrainingStore({ prisma }: Database) {
  return {
    /** In use for workers of this grid, the newest first. */
    async itemsFor(gridCode: string): Promise<ItemRecord[]> {
      const rows = await prisma.studyItem.findMany({
        where: { areaCode: { in: codesAround(gridCode) }, withdrawnAt: null },
        orderBy: { id: 'desc' },
        take: mostListed,
      })
      return rows.map(recordOf)
    },

    /** Of these places, and of those around them that they belong to. */
    async itemsOf(scopes: readonly string[]): Promise<ItemRecord[]> {
      const rows = await prisma.studyItem.findMany({
        where: {
          OR: [
            ...scopes.map((scope) => ({ areaCode: { startsWith: scope } })),
            { areaCode: { in: scopes.flatMap(codesAround) } },
          ],
        },
        orderBy: { id: 'desc' },
        take: mostListed,
      })
      return rows.map(recordOf)
    },

    async item(id: string): Promise<ItemRecord | null> {
      const row = await prisma.studyItem.findUnique({ where: { id: idBytes(id) } })
      return row && recordOf(row)
    },

    async lock(tx: Transaction, id: string): Promise<ItemRecord | null> {
      await tx.$queryRaw`SELECT id FROM study_item WHERE id = ${idBytes(id)} FOR UPDATE`
      const row = await tx.studyItem.findUnique({ where: { id: idBytes(id) } })
      return row && recordOf(row)
    },

    async add(tx: Transaction, item: Omit<ItemRecord, 'withdrawnAtMs'>): Promise<void> {
      const { id, dueOn, publishedBy, publishedAtMs, ...words } = item
      await tx.studyItem.create({
        data: {
          ...words,
          id: idBytes(id),
          dueOn: dueOn === null ? null : dateOfDay(dueOn),
          publishedBy: idBytes(publishedBy),
          publishedAt: new Date(publishedAtMs),
        },
      })
    },

    async withdraw(tx: Transaction, id: string, by: string, atMs: number): Promise<void> {
      await tx.studyItem.update({
        where: { id: idBytes(id) },
        data: { withdrawnBy: idBytes(by), withdrawnAt: new Date(atMs) },
      })
    },

    /** Once for a person and an item; false: it was there already. */
    async addRecord(
      tx: Transaction,
      { itemId, accountId, minutes, atMs }: RecordKey & { minutes: number; atMs: number },
    ): Promise<boolean> {
      const added = await tx.$executeRaw`
        INSERT IGNORE INTO study_record (itemId, accountId, minutes, studiedAt)
        VALUES (${idBytes(itemId)}, ${idBytes(accountId)}, ${minutes}, ${new Date(atMs)})`
      return added > 0
    },

    async hasRecord(tx: Transaction, { itemId, accountId }: RecordKey): Promise<boolean> {
      const count = await tx.studyRecord.count({
        where: { itemId: idBytes(itemId), accountId: idBytes(accountId) },
      })
      return count > 0
    },

    async recordsOf(accountId: string): Promise<Map<string, { minutes: number; atMs: number }>> {
      const rows = await prisma.studyRecord.findMany({ where: { accountId: idBytes(accountId) } })
      return new Map(
        rows.map((row) => [
          idText(row.itemId),
          { minutes: row.minutes, atMs: row.studiedAt.getTime() },
        ]),
      )
    },

    async workerCount(scopes: readonly string[], today: string): Promise<number> {
      const [row] = await prisma.$queryRaw<{ count: bigint }[]>(Prisma.sql`
        SELECT COUNT(DISTINCT p.accountId) AS count FROM post p
        WHERE ${workersUnder(scopes, today)}`)
      return Number(row?.count ?? 0)
    },

    async studiedCount(itemId: string, scopes: readonly string[], today: string): Promise<number> {
      const [row] = await prisma.$queryRaw<{ count: bigint }[]>(Prisma.sql`
        SELECT COUNT(DISTINCT p.accountId) AS count
        FROM study_record r JOIN post p ON p.accountId = r.accountId
        WHERE r.itemId = ${idBytes(itemId)} AND ${workersUnder(scopes, today)}`)
      return Number(row?.count ?? 0)
    },

    /** Each worker once, who has not studied it first, in the order of grids. */
    async workers(
      itemId: string,
      scopes: readonly string[],
      { today, year }: { today: string; year: { fromMs: number; toMs: number } },
    ): Promise<StudiedWorker[]> {
      const rows = await prisma.$queryRaw<
        {
          accountId: Uint8Array
          name: string
          gridCode: string
          studiedAt: Date | null
          yearMinutes: unknown
        }[]
      >(Prisma.sql`
        SELECT w.accountId, a.name, w.gridCode, r.studiedAt,
          (SELECT COALESCE(SUM(y.minutes), 0) FROM study_record y
           WHERE y.accountId = w.accountId AND y.studiedAt >= ${new Date(year.fromMs)}
             AND y.studiedAt < ${new Date(year.toMs)}) AS yearMinutes
        FROM (SELECT p.accountId, MIN(p.scopeCode) AS gridCode FROM post p
              WHERE ${workersUnder(scopes, today)} GROUP BY p.accountId) w
        JOIN account a ON a.id = w.accountId AND a.state = 'active'
        LEFT JOIN study_record r ON r.itemId = ${idBytes(itemId)} AND r.accountId = w.accountId
        ORDER BY r.studiedAt IS NOT NULL, w.gridCode, a.name LIMIT ${mostWorkers}`)
      return rows.map((row) => ({
        accountId: idText(row.accountId),
        name: row.name,
        gridCode: row.gridCode,
        studiedAtMs: row.studiedAt?.getTime() ?? null,
        yearMinutes: Number(row.yearMinutes),
      }))
    },
  }
}

interface RecordKey {
  itemId: string
  accountId: string
}
