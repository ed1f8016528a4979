import type { MessageChannel, MessageKind, MessageState } from '../../contract/notices'
import type { RowDataPacket } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'
import type { ToldNotice } from './compose-message'

export interface PendingNotice extends ToldNotice {
  id: number
  audience: 'account' | 'holder' | 'resident'
  audienceCode: string
  urgent: boolean
}

export interface InboxEntry {
  accountId: string
  notice: PendingNotice
  readByMs: number
}

/** A message as it is asked for: it may join one that is still collecting. */
export interface WantedMessage {
  id: string
  channel: MessageChannel
  recipient: 'account' | 'resident'
  recipientId: string
  kind: MessageKind
  urgent: boolean
  nextAtMs: number
  noticeIds: number[]
}

export interface DueMessage {
  id: string
  channel: MessageChannel
  recipient: 'account' | 'resident'
  recipientId: string
  kind: MessageKind
  urgent: boolean
  /** Attempts before this one. */
  attempts: number
}

/** What became of a message that was begun. */
export interface Outcome {
  id: string
  state: Exclude<MessageState, 'sending'>
  nextAtMs: number | null
  providerId: string | null
  reason: string | null
  /** The allowance it used is not used after all, or was never there. */
  quota: { person: string; kind: MessageKind; change: 'back' | 'none' } | null
}

export interface Lease {
  holder: string
  untilMs: number
}

export const bytes = (id: string) => Buffer.from(idBytes(id).buffer)
export const dateOrNull = (atMs: number | null) => (atMs === null ? null : new Date(atMs))
/** JSON is text to MariaDB and an object to MySQL's driver. */
const jsonOf = (value: unknown): Record<string, string> =>
  typeof value === 'string' ? JSON.parse(value) : (value as Record<string, string>)

export function pendingOfRow(row: RowDataPacket): PendingNotice {
  return {
    id: Number(row.id),
    audience: row.audience as PendingNotice['audience'],
    audienceCode: String(row.audienceCode),
    template: String(row.template),
    matterId: row.matterId ? idText(row.matterId as Buffer) : null,
    params: jsonOf(row.params),
    urgent: Boolean(row.urgent),
    createdAtMs: (row.createdAt as Date).getTime(),
  }
}

export function messageOfRow(row: RowDataPacket): DueMessage {
  return {
    id: idText(row.id as Buffer),
    channel: row.channel as MessageChannel,
    recipient: row.recipient as DueMessage['recipient'],
    recipientId: idText(row.recipientId as Buffer),
    kind: row.kind as MessageKind,
    urgent: Boolean(row.urgent),
    attempts: Number(row.attempts),
  }
}

export const noticeColumns =
  'id, audience, audienceCode, template, matterId, params, urgent, createdAt'
export const messageColumns = 'id, channel, recipient, recipientId, kind, urgent, attempts'
