import {
  bulkTransaction,
  type Database,
  type PoolConnection,
  type ResultSetHeader,
  type RowDataPacket,
} from '../../platform/database'
import { idText } from '../../platform/ids'
import {
  bytes,
  dateOrNull,
  type DueMessage,
  type Lease,
  messageColumns,
  messageOfRow,
  noticeColumns,
  type Outcome,
  type PendingNotice,
  pendingOfRow,
} from './outbox-rows'
import { type HeldQuota, quotaOfRow, writeQuotas } from './recipients.store'

export type MessagesStore = ReturnType<typeof createMessagesStore>

/** Messages on their way to a provider. */
export function createMessagesStore({ pool }: Database) {
  return {
    /** Messages whose time has come, the urgent first. */
    async due(nowMs: number, most: number): Promise<DueMessage[]> {
      const [rows] = await pool.query<RowDataPacket[]>(
        `SELECT ${messageColumns} FROM notice_message
         WHERE state = 'waiting' AND nextAt <= ? ORDER BY urgent DESC, nextAt LIMIT ?`,
        [new Date(nowMs), most],
      )
      return rows.map(messageOfRow)
    },

    /**
     * Takes messages for sending: from now on they are never taken again, whatever becomes of the
     * sender. Those that cannot be sent are given up with their reason. `person` is whose allowance
     * a WeChat message uses.
     */
    begin(
      wanted: readonly { message: DueMessage; person: string | null; fault: string | null }[],
      lease: Lease,
      nowMs: number,
    ): Promise<DueMessage[]> {
      return bulkTransaction(pool, async (connection) => {
        const waiting = await lockWaiting(
          connection,
          wanted.map(({ message }) => message.id),
          nowMs,
        )
        const ours = wanted.filter(({ message }) => waiting.has(message.id))
        const quotas = await lockQuotas(
          connection,
          ours.flatMap(({ person }) => (person === null ? [] : [person])),
        )
        const used = new Map<string, HeldQuota>()
        const refused: Outcome[] = []
        const begun: DueMessage[] = []
        for (const { message, person, fault } of ours) {
          const quota = person === null ? null : quotas.get(`${person} ${message.kind}`)
          const reason = fault ?? (quota === undefined || quota?.held === 0 ? 'noAllowance' : null)
          if (reason !== null) {
            refused.push(givenUp(message.id, reason))
            continue
          }
          if (quota) {
            quota.held -= 1
            used.set(`${quota.person} ${quota.kind}`, quota)
          }
          begun.push({ ...message, attempts: message.attempts + 1 })
        }
        await writeQuotas(connection, [...used.values()], nowMs)
        await writeOutcomes(connection, refused, null, nowMs)
        await markSending(connection, begun, lease)
        return begun
      })
    },

    /** The notices of messages that were begun: nothing joins them any more. */
    async noticesOf(messageIds: readonly string[]): Promise<Map<string, PendingNotice[]>> {
      if (messageIds.length === 0) return new Map()
      const [rows] = await pool.query<RowDataPacket[]>(
        `SELECT p.messageId, ${noticeColumns
          .split(', ')
          .map((column) => `n.${column}`)
          .join(', ')}
         FROM notice_message_part p JOIN notice n ON n.id = p.noticeId
         WHERE p.messageId IN (?) ORDER BY p.noticeId`,
        [messageIds.map(bytes)],
      )
      const found = new Map<string, PendingNotice[]>()
      for (const row of rows) {
        const id = idText(row.messageId as Buffer)
        found.set(id, [...(found.get(id) ?? []), pendingOfRow(row)])
      }
      return found
    },

    /** What the provider said; also of a message whose lease ran out meanwhile. */
    settle(outcomes: readonly Outcome[], lease: Lease, nowMs: number): Promise<void> {
      return bulkTransaction(pool, async (connection) => {
        await writeOutcomes(connection, outcomes, lease.holder, nowMs)
        const changes = outcomes.flatMap(({ quota }) => (quota ? [quota] : []))
        const quotas = await lockQuotas(
          connection,
          changes.map(({ person }) => person),
        )
        const changed = new Map<string, HeldQuota>()
        for (const { person, kind, change } of changes) {
          const key = `${person} ${kind}`
          const quota = quotas.get(key)
          if (!quota) continue
          quota.held = change === 'none' ? 0 : quota.held + 1
          changed.set(key, quota)
        }
        await writeQuotas(connection, [...changed.values()], nowMs)
      })
    },

    /** Whose sender went away in the middle may have arrived: they are never sent again. */
    expireLeases(nowMs: number): Promise<number> {
      // tried again where it meets another sender's locks
      return bulkTransaction(pool, async (connection) => {
        const [ended] = await connection.query<ResultSetHeader>(
          `UPDATE notice_message SET state = 'unknown', reason = 'senderGone'
           WHERE state = 'sending' AND leaseUntil <= ?`,
          [new Date(nowMs)],
        )
        return ended.affectedRows
      })
    },
  }
}

const givenUp = (id: string, reason: string): Outcome => ({
  id,
  state: 'givenUp',
  nextAtMs: null,
  providerId: null,
  reason,
  quota: null,
})

async function lockWaiting(
  connection: PoolConnection,
  ids: readonly string[],
  nowMs: number,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const [rows] = await connection.query<RowDataPacket[]>(
    `SELECT id FROM notice_message FORCE INDEX (PRIMARY)
     WHERE id IN (?) AND state = 'waiting' AND nextAt <= ? FOR UPDATE`,
    [ids.map(bytes), new Date(nowMs)],
  )
  return new Set(rows.map((row) => idText(row.id as Buffer)))
}

async function lockQuotas(
  connection: PoolConnection,
  persons: readonly string[],
): Promise<Map<string, HeldQuota>> {
  if (persons.length === 0) return new Map()
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT person, kind, held FROM message_quota WHERE person IN (?) FOR UPDATE',
    [[...new Set(persons)].sort().map((person) => Buffer.from(person, 'hex'))],
  )
  return new Map(
    rows.map((row) => {
      const quota = quotaOfRow(row)
      return [`${quota.person} ${quota.kind}`, quota]
    }),
  )
}

async function markSending(
  connection: PoolConnection,
  messages: readonly DueMessage[],
  lease: Lease,
): Promise<void> {
  if (messages.length === 0) return
  await connection.query(
    `UPDATE notice_message SET state = 'sending', attempts = attempts + 1, lease = ?,
       leaseUntil = ?, reason = NULL WHERE id IN (?)`,
    [lease.holder, new Date(lease.untilMs), messages.map(({ id }) => bytes(id))],
  )
}

/** One statement for all. */
async function writeOutcomes(
  connection: PoolConnection,
  outcomes: readonly Outcome[],
  holder: string | null,
  nowMs: number,
): Promise<void> {
  if (outcomes.length === 0) return
  const cases = (of: (one: Outcome) => unknown) =>
    outcomes.flatMap((one) => [bytes(one.id), of(one)])
  const arms = outcomes.map(() => 'WHEN ? THEN ?').join(' ')
  const mine = holder === null ? '' : ' AND lease = ?'
  await connection.query(
    `UPDATE notice_message SET
       nextAt = COALESCE(CASE id ${arms} END, nextAt),
       providerId = CASE id ${arms} END,
       reason = CASE id ${arms} END,
       sentAt = CASE id ${arms} END,
       state = CASE id ${arms} END,
       leaseUntil = NULL
     WHERE id IN (?)${mine}`,
    [
      ...cases((one) => dateOrNull(one.nextAtMs)),
      ...cases((one) => one.providerId),
      ...cases((one) => one.reason),
      ...cases((one) => (one.state === 'sent' ? new Date(nowMs) : null)),
      ...cases((one) => one.state),
      outcomes.map(({ id }) => bytes(id)),
      ...(holder === null ? [] : [holder]),
    ],
  )
}
