import {
  bulkTransaction,
  type Database,
  type PoolConnection,
  type RowDataPacket,
} from '../../platform/database'
import {
  bytes,
  type InboxEntry,
  messageColumns,
  messageOfRow,
  noticeColumns,
  type PendingNotice,
  pendingOfRow,
  type WantedMessage,
} from './outbox-rows'

export type OutboxStore = ReturnType<typeof createOutboxStore>

/**
 * Notices that are to be told to people. Rows are found by a plain read and then locked by their own
 * keys: a lock over a stretch of the index would make those wait who write new notices.
 */
export function createOutboxStore({ pool }: Database) {
  return {
    async pending(most: number): Promise<PendingNotice[]> {
      const [rows] = await pool.query<RowDataPacket[]>(
        `SELECT ${noticeColumns} FROM notice WHERE expandedAt IS NULL ORDER BY id LIMIT ?`,
        [most],
      )
      return rows.map(pendingOfRow)
    },

    /** Writes what the notices come to, once: those that somebody else expanded are left out. */
    expand(
      notices: readonly PendingNotice[],
      wanted: { entries: readonly InboxEntry[]; messages: readonly WantedMessage[] },
      nowMs: number,
    ): Promise<number> {
      return bulkTransaction(pool, async (connection) => {
        const ours = await lockPending(connection, notices)
        if (ours.size === 0) return 0
        await addEntries(
          connection,
          wanted.entries.filter(({ notice }) => ours.has(notice.id)),
        )
        const messages = wanted.messages
          .map((one) => ({ ...one, noticeIds: one.noticeIds.filter((id) => ours.has(id)) }))
          .filter(({ noticeIds }) => noticeIds.length > 0)
        await addMessages(connection, messages, nowMs)
        await connection.query('UPDATE notice SET expandedAt = ? WHERE id IN (?)', [
          new Date(nowMs),
          [...ours],
        ])
        return ours.size
      })
    },
  }
}

async function lockPending(
  connection: PoolConnection,
  notices: readonly PendingNotice[],
): Promise<Set<number>> {
  if (notices.length === 0) return new Set()
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT id FROM notice FORCE INDEX (PRIMARY)
     WHERE id IN (?) AND expandedAt IS NULL FOR UPDATE`,
    [notices.map(({ id }) => id)],
  )
  return new Set(rows.map((row) => Number(row.id)))
}

async function addEntries(
  connection: PoolConnection,
  entries: readonly InboxEntry[],
): Promise<void> {
  if (entries.length === 0) return
  await connection.query(
    `INSERT IGNORE INTO inbox_item
       (accountId, noticeId, template, matterId, params, urgent, createdAt, readBy) VALUES ?`,
    [
      entries.map(({ accountId, notice, readByMs }) => [
        bytes(accountId),
        notice.id,
        notice.template,
        notice.matterId === null ? null : bytes(notice.matterId),
        JSON.stringify(notice.params),
        notice.urgent,
        new Date(notice.createdAtMs),
        new Date(readByMs),
      ]),
    ],
  )
}

const collectingKey = (one: { channel: string; recipientId: string; kind: string }) =>
  `${one.channel} ${one.recipientId} ${one.kind}`

/** Messages that still collect: not urgent, not yet tried, their time not come. */
async function lockCollecting(
  connection: PoolConnection,
  recipientIds: readonly string[],
  nowMs: number,
): Promise<Map<string, string>> {
  if (recipientIds.length === 0) return new Map()
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT ${messageColumns} FROM notice_message
     WHERE recipientId IN (?) AND state = 'waiting' AND urgent = 0 AND attempts = 0
       AND nextAt > ? FOR UPDATE`,
    [[...new Set(recipientIds)].map(bytes), new Date(nowMs)],
  )
  return new Map(rows.map(messageOfRow).map((one) => [collectingKey(one), one.id]))
}

async function addMessages(
  connection: PoolConnection,
  messages: readonly WantedMessage[],
  nowMs: number,
): Promise<void> {
  if (messages.length === 0) return
  const joinable = messages.filter(({ urgent }) => !urgent)
  const collecting = await lockCollecting(
    connection,
    joinable.map(({ recipientId }) => recipientId),
    nowMs,
  )
  const joins = (one: WantedMessage) =>
    one.urgent ? undefined : collecting.get(collectingKey(one))
  const fresh = messages.filter((one) => joins(one) === undefined)
  if (fresh.length > 0) {
    await connection.query(
      `INSERT INTO notice_message
         (id, channel, recipient, recipientId, kind, urgent, state, nextAt, createdAt) VALUES ?`,
      [
        fresh.map((one) => [
          bytes(one.id),
          one.channel,
          one.recipient,
          bytes(one.recipientId),
          one.kind,
          one.urgent,
          'waiting',
          new Date(one.nextAtMs),
          new Date(nowMs),
        ]),
      ],
    )
  }
  await connection.query('INSERT IGNORE INTO notice_message_part (messageId, noticeId) VALUES ?', [
    messages.flatMap((one) =>
      one.noticeIds.map((noticeId) => [bytes(joins(one) ?? one.id), noticeId]),
    ),
  ])
}
