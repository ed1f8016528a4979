import type { MatterState } from '../../contract/matter-taxonomy'
import { auditedTransaction } from '../../http/idempotency'
import type { Audit } from '../../http/serve'
import type { Database, RowDataPacket, Transaction } from '../../platform/database'
import { idBytes, idText, newId } from '../../platform/ids'
import type { RequestsQuery } from './read-query'

/** What of a matter is needed to show it to everybody. */
export interface PublicMatterRow {
  id: string
  receiptNumber: string
  source: string
  classCode: string
  text: string
  placeText: string | null
  longitude: number | null
  latitude: number | null
  datum: 'wgs84' | 'gcj02' | null
  gridCode: string
  receivedAtMs: number
  state: MatterState
  isOpen: boolean
  holderCode: string
  dueAtMs: number | null
  closedAtMs: number | null
  updatedAtMs: number
}

export interface ApiKeyEntry {
  id: string
  countyCode: string
  name: string
  contact: string
  hint: string
  createdBy: string
  createdAtMs: number
  revokedAtMs: number | null
  usedAtMs: number | null
}

export interface NewApiKey {
  id: string
  countyCode: string
  name: string
  contact: string
  keyHash: Uint8Array<ArrayBuffer>
  hint: string
  createdBy: string
  createdAtMs: number
}

export interface Brought {
  apiKeyId: string
  mediaUrl: string | null
  contactSealed: string | null
}

interface MatterColumns extends RowDataPacket {
  id: Buffer
  receiptNumber: string
  source: string
  classCode: string
  text: string
  placeText: string | null
  longitude: number | null
  latitude: number | null
  datum: 'wgs84' | 'gcj02' | null
  gridCode: string
  receivedAt: Date
  state: MatterState
  isOpen: number
  holderCode: string
  dueAt: Date | null
  handleDueAt: Date | null
  closedAt: Date | null
  updatedAt: Date | null
}

interface IdRow extends RowDataPacket {
  id: Buffer
}

interface WordsRow extends RowDataPacket {
  matterId: Buffer
  text: string
}

/** Never shown, whatever it says: what only offices may know, and what was marked as no matter at all. */
const isPublicSql = `circle = 'open' AND classCode IN (?) AND (outcome IS NULL OR outcome NOT IN ('spam'))`

const columnsSql = `
  SELECT m.id, m.receiptNumber, m.source, m.classCode, m.text, m.placeText, m.longitude,
         m.latitude, m.datum, m.gridCode, m.receivedAt, m.state, m.isOpen, m.holderCode, m.dueAt,
         m.handleDueAt, m.closedAt, e.at AS updatedAt
  FROM matter m LEFT JOIN matter_event e ON e.matterId = m.id AND e.number = m.eventNumber`

function matterOf(row: MatterColumns): PublicMatterRow {
  const { receivedAt, dueAt, handleDueAt, closedAt, updatedAt, isOpen, ...rest } = row
  return {
    ...rest,
    id: idText(row.id),
    isOpen: Boolean(isOpen),
    receivedAtMs: receivedAt.getTime(),
    dueAtMs: (handleDueAt ?? dueAt)?.getTime() ?? null,
    closedAtMs: closedAt?.getTime() ?? null,
    updatedAtMs: (updatedAt ?? receivedAt).getTime(),
  }
}

const buffers = (ids: readonly string[]) => ids.map((one) => Buffer.from(idBytes(one)))

export type Open311Store = ReturnType<typeof createOpen311Store>

export function createOpen311Store(database: Database) {
  const { prisma, pool } = database
  async function inOrder(ids: readonly Buffer[]): Promise<PublicMatterRow[]> {
    if (ids.length === 0) return []
    const [rows] = await pool.query<MatterColumns[]>(`${columnsSql} WHERE m.id IN (?)`, [ids])
    const byId = new Map(rows.map((row) => [idText(row.id), matterOf(row)]))
    return ids.flatMap((one) => byId.get(idText(one)) ?? [])
  }

  return {
    /**
     * The newest first. Each township is read along its own index, newest first, so that a county
     * with years of matters costs no more than what is shown of them.
     */
    async page(townshipCodes: readonly string[], query: RequestsQuery): Promise<PublicMatterRow[]> {
      const reach = query.offset + query.limit
      const state = query.open === null ? '' : `AND isOpen = ${query.open ? 1 : 0}`
      const one = `(SELECT id, receivedAt FROM matter
        WHERE townshipCode = ? AND receivedAt >= ? AND receivedAt < ? AND ${isPublicSql} ${state}
        ORDER BY receivedAt DESC LIMIT ${reach})`
      const [from, to] = [new Date(query.fromMs), new Date(query.toMs)]
      const [rows] = await pool.query<IdRow[]>(
        `SELECT id FROM (${townshipCodes.map(() => one).join(' UNION ALL ')}) AS found
         ORDER BY receivedAt DESC, id LIMIT ${query.limit} OFFSET ${query.offset}`,
        townshipCodes.flatMap((code) => [code, from, to, query.classCodes]),
      )
      return inOrder(rows.map((row) => row.id))
    },

    async byNumbers(
      receiptNumbers: readonly string[],
      classCodes: readonly string[],
    ): Promise<PublicMatterRow[]> {
      const [rows] = await pool.query<IdRow[]>(
        `SELECT id FROM matter WHERE receiptNumber IN (?) AND ${isPublicSql} ORDER BY receivedAt DESC`,
        [receiptNumbers, classCodes],
      )
      return inOrder(rows.map((row) => row.id))
    },

    /** The newest words of staff to the one who raised it, by the matter's id. */
    async lastWords(matterIds: readonly string[]): Promise<Map<string, string>> {
      if (matterIds.length === 0) return new Map()
      const [rows] = await pool.query<WordsRow[]>(
        `SELECT e.matterId, e.text FROM matter_event e JOIN (
           SELECT matterId, MAX(number) AS number FROM matter_event
           WHERE matterId IN (?) AND isPublic = 1 AND text IS NOT NULL AND actorKind = 'staff'
           GROUP BY matterId
         ) AS last ON last.matterId = e.matterId AND last.number = e.number`,
        [buffers(matterIds)],
      )
      return new Map(rows.map((row) => [idText(row.matterId), row.text]))
    },

    async keysOf(countyCode: string): Promise<ApiKeyEntry[]> {
      const rows = await prisma.apiKey.findMany({
        where: { countyCode },
        orderBy: { createdAt: 'desc' },
        take: 200,
      })
      return rows.map(keyOf)
    },

    async key(keyId: string): Promise<ApiKeyEntry | null> {
      const row = await prisma.apiKey.findUnique({ where: { id: idBytes(keyId) } })
      return row && keyOf(row)
    },

    async keyOfHash(keyHash: Uint8Array<ArrayBuffer>): Promise<ApiKeyEntry | null> {
      const row = await prisma.apiKey.findUnique({ where: { keyHash } })
      return row && keyOf(row)
    },

    async insertKey(tx: Transaction, { createdAtMs, ...key }: NewApiKey): Promise<void> {
      await tx.apiKey.create({
        data: {
          ...key,
          id: idBytes(key.id),
          createdBy: idBytes(key.createdBy),
          createdAt: new Date(createdAtMs),
        },
      })
    },

    /** False: it was revoked before. */
    async revokeKey(tx: Transaction, keyId: string, by: string, atMs: number): Promise<boolean> {
      const { count } = await tx.apiKey.updateMany({
        where: { id: idBytes(keyId), revokedAt: null },
        data: { revokedBy: idBytes(by), revokedAt: new Date(atMs) },
      })
      return count > 0
    },

    async noteUse(keyId: string, atMs: number): Promise<void> {
      await prisma.apiKey.updateMany({
        where: { id: idBytes(keyId) },
        data: { usedAt: new Date(atMs) },
      })
    },

    /**
     * The matter that this request is or becomes. One statement decides it, so that of the same
     * request sent twice at the same moment both are given one id; after `sameUntilMs` a receipt
     * is too old to be the same request, and its place is taken.
     */
    async reserve(
      apiKeyId: string,
      requestHash: Uint8Array<ArrayBuffer>,
      nowMs: number,
      oldestMs: number,
    ): Promise<string> {
      const [key, hash] = [Buffer.from(idBytes(apiKeyId)), Buffer.from(requestHash)]
      const oldest = new Date(oldestMs)
      await pool.query(
        `INSERT INTO open311_receipt (apiKeyId, requestHash, matterId, receivedAt)
         VALUES (?, ?, ?, ?) ON DUPLICATE KEY UPDATE
           matterId = IF(receivedAt < ?, VALUES(matterId), matterId),
           receivedAt = IF(receivedAt < ?, VALUES(receivedAt), receivedAt)`,
        [key, hash, Buffer.from(idBytes(newId())), new Date(nowMs), oldest, oldest],
      )
      const [rows] = await pool.query<IdRow[]>(
        'SELECT matterId AS id FROM open311_receipt WHERE apiKeyId = ? AND requestHash = ?',
        [key, hash],
      )
      const [row] = rows
      if (!row) throw new Error('a receipt that was just written is not there')
      return idText(row.id)
    },

    /** A transaction of its own whose deeds are written with it. */
    audited: <T>(
      call: { commandId: string; nowMs: number },
      work: (tx: Transaction, audit: Audit) => Promise<T>,
    ): Promise<T> => auditedTransaction(database, call, work),

    /** Before the matter is raised, so that none is without it; a repeat leaves what is there. */
    async keepBrought(matterId: string, brought: Brought, atMs: number): Promise<void> {
      await pool.query(
        `INSERT IGNORE INTO open311_request
           (matterId, apiKeyId, mediaUrl, contactSealed, receivedAt) VALUES (?, ?, ?, ?, ?)`,
        [
          Buffer.from(idBytes(matterId)),
          Buffer.from(idBytes(brought.apiKeyId)),
          brought.mediaUrl,
          brought.contactSealed,
          new Date(atMs),
        ],
      )
    },

    /** With the matter's place; null: it did not come this way. */
    async broughtWith(receiptNumber: string): Promise<(Brought & { matterId: string }) | null> {
      const matter = await prisma.matter.findUnique({
        where: { receiptNumber },
        select: { id: true },
      })
      if (!matter) return null
      const row = await prisma.open311Request.findUnique({ where: { matterId: matter.id } })
      if (!row) return null
      const { mediaUrl, contactSealed } = row
      return {
        matterId: idText(matter.id),
        apiKeyId: idText(row.apiKeyId),
        mediaUrl,
        contactSealed,
      }
    },
  }
}

function keyOf(row: {
  id: Uint8Array
  countyCode: string
  name: string
  contact: string
  hint: string
  createdBy: Uint8Array
  createdAt: Date
  revokedAt: Date | null
  usedAt: Date | null
}): ApiKeyEntry {
  return {
    id: idText(row.id),
    countyCode: row.countyCode,
    name: row.name,
    contact: row.contact,
    hint: row.hint,
    createdBy: idText(row.createdBy),
    createdAtMs: row.createdAt.getTime(),
    revokedAtMs: row.revokedAt?.getTime() ?? null,
    usedAtMs: row.usedAt?.getTime() ?? null,
  }
}
