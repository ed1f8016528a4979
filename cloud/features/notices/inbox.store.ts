import type { MessageChannel, MessageState } from '../../contract/notices'
import type { Database, Prisma, RowDataPacket } from '../../platform/database'
import { idBytes, idText, idTextOrNull } from '../../platform/ids'

export interface InboxRow {
  noticeId: bigint
  template: string
  matterId: string | null
  params: Record<string, string>
  urgent: boolean
  createdAtMs: number
  readByMs: number
  readAtMs: number | null
}

export interface DeliveryRow {
  id: string
  channel: MessageChannel
  recipient: 'account' | 'resident'
  state: MessageState
  reason: string | null
  attempts: number
  createdAtMs: number
  nextAtMs: number
  template: string
  params: Record<string, string>
}

type Inside = Pick<Database['prisma'], 'inboxItem'>

const jsonOf = (value: unknown): Record<string, string> =>
  typeof value === 'string' ? JSON.parse(value) : (value as Record<string, string>)

export type InboxStore = ReturnType<typeof createInboxStore>

/** What stands in people's inboxes, and what became of the messages beside them. */
export function createInboxStore({ prisma, pool }: Database) {
  return {
    async page(
      accountId: string,
      wanted: { unreadOnly: boolean; before: bigint | null; limit: number },
    ): Promise<InboxRow[]> {
      const where: Prisma.InboxItemWhereInput = {
        accountId: idBytes(accountId),
        ...(wanted.unreadOnly ? { readAt: null } : {}),
        ...(wanted.before === null ? {} : { noticeId: { lt: wanted.before } }),
      }
      const rows = await prisma.inboxItem.findMany({
        where,
        orderBy: { noticeId: 'desc' },
        take: wanted.limit,
      })
      return rows.map((row) => ({
        noticeId: row.noticeId,
        template: row.template,
        matterId: idTextOrNull(row.matterId),
        params: jsonOf(row.params),
        urgent: row.urgent,
        createdAtMs: row.createdAt.getTime(),
        readByMs: row.readBy.getTime(),
        readAtMs: row.readAt?.getTime() ?? null,
      }))
    },

    /** Unread, and of these overdue; asked inside a command it sees what the command did. */
    async counts(accountId: string, nowMs: number, inside: Inside = prisma) {
      const unread = { accountId: idBytes(accountId), readAt: null }
      const unreadCount = await inside.inboxItem.count({ where: unread })
      const overdueCount =
        unreadCount === 0
          ? 0
          : await inside.inboxItem.count({
              where: { ...unread, readBy: { lte: new Date(nowMs) } },
            })
      return { unreadCount, overdueCount }
    },

    /** Read now; what was read before keeps its time. */
    async markRead(
      tx: Inside,
      accountId: string,
      which: { ids: readonly bigint[] } | { upTo: bigint },
      nowMs: number,
    ): Promise<void> {
      const noticeId = 'ids' in which ? { in: [...which.ids] } : { lte: which.upTo }
      await tx.inboxItem.updateMany({
        where: { accountId: idBytes(accountId), readAt: null, noticeId },
        data: { readAt: new Date(nowMs) },
      })
    },

    async stateCounts(sinceMs: number): Promise<Map<MessageState, number>> {
      const [rows] = await pool.query<RowDataPacket[]>(
        'SELECT state, COUNT(*) AS count FROM notice_message WHERE createdAt >= ? GROUP BY state',
        [new Date(sinceMs)],
      )
      return new Map(rows.map((row) => [row.state as MessageState, Number(row.count)]))
    },

    /** Messages in doubt, given up or tried in vain, about matters under these places. */
    async troubled(
      scopes: readonly string[],
      sinceMs: number,
      most: number,
    ): Promise<DeliveryRow[]> {
      if (scopes.length === 0) return []
      const place = "JSON_UNQUOTE(JSON_EXTRACT(n.params, '$.gridCode')) LIKE ?"
      const [rows] = await pool.query<RowDataPacket[]>(
        `SELECT m.id, m.channel, m.recipient, m.state, m.reason, m.attempts, m.createdAt, m.nextAt,
           n.template, n.params
         FROM notice_message m
         JOIN notice_message_part p ON p.messageId = m.id
           AND p.noticeId = (SELECT MAX(l.noticeId) FROM notice_message_part l WHERE l.messageId = m.id)
         JOIN notice n ON n.id = p.noticeId
         WHERE m.createdAt >= ?
           AND (m.state IN ('unknown', 'givenUp') OR (m.state = 'waiting' AND m.attempts > 0))
           AND (${scopes.map(() => place).join(' OR ')})
         ORDER BY m.createdAt DESC, m.id DESC LIMIT ?`,
        [new Date(sinceMs), ...scopes.map((scope) => `${scope}%`), most],
      )
      return rows.map((row) => ({
        id: idText(row.id as Buffer),
        channel: row.channel as MessageChannel,
        recipient: row.recipient as DeliveryRow['recipient'],
        state: row.state as MessageState,
        reason: row.reason as string | null,
        attempts: Number(row.attempts),
        createdAtMs: (row.createdAt as Date).getTime(),
        nextAtMs: (row.nextAt as Date).getTime(),
        template: String(row.template),
        params: jsonOf(row.params),
      }))
    },
  }
}
