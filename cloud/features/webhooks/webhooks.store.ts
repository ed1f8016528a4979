import { matterClasses, type MatterMove, type MatterState } from '../../contract/matter-taxonomy'
import type { DeliveryState, WebhookEvent, WebhookState } from '../../contract/webhooks'
import type {
  Database,
  Prisma,
  ResultSetHeader,
  RowDataPacket,
  Transaction,
} from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'
import { overStates, type TellableEvent } from './event-payload'

export interface Webhook {
  id: string
  countyCode: string
  name: string
  url: string
  events: WebhookEvent[]
  secretSealed: string
  previousSecretSealed: string | null
  previousUntilMs: number | null
  state: WebhookState
  failingSinceMs: number | null
  disabledReason: string | null
  startsAtMs: number
  createdAtMs: number
}

export interface NewWebhook {
  id: string
  countyCode: string
  name: string
  url: string
  events: readonly WebhookEvent[]
  secretSealed: string
  createdBy: string
  createdAtMs: number
}

export interface NewDelivery {
  webhookId: string
  eventId: string
  matterId: string
  eventType: WebhookEvent
  eventAtMs: number
  payload: string
  nextAttemptAtMs: number
}

export interface Delivery {
  id: string
  webhookId: string
  eventType: WebhookEvent
  eventAtMs: number
  receiptNumber: string
  state: DeliveryState
  attempts: number
  nextAttemptAtMs: number
  lastStatus: number | null
  lastError: string | null
  deliveredAtMs: number | null
}

export interface DueDelivery {
  id: string
  webhookId: string
  payload: string
  attempts: number
}

export interface Outcome {
  id: string
  state: DeliveryState
  attempts: number
  nextAttemptAtMs: number
  lastStatus: number | null
  lastError: string | null
  deliveredAtMs: number | null
}

interface EventRow extends RowDataPacket {
  id: Buffer
  matterId: Buffer
  number: number
  move: MatterMove
  fromState: MatterState | null
  toState: MatterState
  at: Date
  receiptNumber: string
  classCode: TellableEvent['classCode']
  gridCode: string
}

interface DueRow extends RowDataPacket {
  id: string | number
  webhookId: Buffer
  payload: string
  attempts: number
}

interface DeliveryRow extends RowDataPacket {
  id: string | number
  eventType: WebhookEvent
  eventAt: Date
  receiptNumber: string
  state: DeliveryState
  attempts: number
  nextAttemptAt: Date
  lastStatus: number | null
  lastError: string | null
  deliveredAt: Date | null
}

interface CountRow extends RowDataPacket {
  webhookId: Buffer
  waiting: number | string
  failed: number | string
}

const bytesOf = (id: string) => Buffer.from(idBytes(id))

/** What everybody may know of: the same that Open311 shows. */
const tellableClasses = matterClasses
  .filter((one) => one.forResidents && one.circle === 'open')
  .map((one) => one.code)

const isOver = `e.toState IN (${overStates.map((state) => `'${state}'`).join()}) AND e.fromState IS NOT NULL AND e.fromState <> e.toState`
const ofType: Record<WebhookEvent, string> = {
  'matter.raised': `(e.move = 'raise')`,
  'matter.closed': `(e.move <> 'raise' AND ${isOver})`,
  'matter.moved': `(e.move <> 'raise' AND e.isPublic = 1 AND NOT (${isOver}))`,
}

function webhookOf(row: Prisma.WebhookGetPayload<object>): Webhook {
  return {
    id: idText(row.id),
    countyCode: row.countyCode,
    name: row.name,
    url: row.url,
    events: row.events as WebhookEvent[],
    secretSealed: row.secretSealed,
    previousSecretSealed: row.previousSecretSealed,
    previousUntilMs: row.previousUntil?.getTime() ?? null,
    state: row.state,
    failingSinceMs: row.failingSince?.getTime() ?? null,
    disabledReason: row.disabledReason,
    startsAtMs: row.startsAt.getTime(),
    createdAtMs: row.createdAt.getTime(),
  }
}

export type WebhooksStore = ReturnType<typeof createWebhooksStore>

export function createWebhooksStore({ prisma, pool }: Database) {
  return {
    async webhooksOf(countyCode: string): Promise<Webhook[]> {
      const rows = await prisma.webhook.findMany({
        where: { countyCode },
        orderBy: { createdAt: 'desc' },
      })
      return rows.map(webhookOf)
    },

    async webhook(webhookId: string): Promise<Webhook | null> {
      const row = await prisma.webhook.findUnique({ where: { id: idBytes(webhookId) } })
      return row && webhookOf(row)
    },

    async all(): Promise<Webhook[]> {
      return (await prisma.webhook.findMany({})).map(webhookOf)
    },

    async insert(tx: Transaction, hook: NewWebhook): Promise<void> {
      const { createdAtMs, createdBy, events, ...rest } = hook
      await tx.webhook.create({
        data: {
          ...rest,
          id: idBytes(hook.id),
          events: [...events],
          state: 'active',
          startsAt: new Date(createdAtMs),
          createdBy: idBytes(createdBy),
          createdAt: new Date(createdAtMs),
        },
      })
    },

    async setState(tx: Transaction, webhookId: string, state: 'active' | 'paused'): Promise<void> {
      await tx.webhook.update({
        where: { id: idBytes(webhookId) },
        data: { state, failingSince: null, disabledAt: null, disabledReason: null },
      })
    },

    async setSecret(
      tx: Transaction,
      webhookId: string,
      sealed: string,
      previous: { sealed: string; untilMs: number },
    ): Promise<void> {
      await tx.webhook.update({
        where: { id: idBytes(webhookId) },
        data: {
          secretSealed: sealed,
          previousSecretSealed: previous.sealed,
          previousUntil: new Date(previous.untilMs),
        },
      })
    },

    /** Of the webhook's failing: null, it works again; an instant, since when it did not. */
    async noteHealth(webhookId: string, failingSinceMs: number | null): Promise<void> {
      const failingSince = failingSinceMs === null ? null : new Date(failingSinceMs)
      await prisma.webhook.updateMany({ where: { id: idBytes(webhookId) }, data: { failingSince } })
    },

    async disable(webhookId: string, reason: string, nowMs: number): Promise<void> {
      await prisma.webhook.updateMany({
        where: { id: idBytes(webhookId), state: 'active' },
        data: { state: 'disabled', disabledAt: new Date(nowMs), disabledReason: reason },
      })
    },

    async counts(webhookIds: readonly string[]): Promise<Map<string, [number, number]>> {
      if (webhookIds.length === 0) return new Map()
      const [rows] = await pool.query<CountRow[]>(
        `SELECT webhookId, SUM(state = 'waiting') AS waiting, SUM(state = 'failed') AS failed
         FROM webhook_delivery WHERE webhookId IN (?) AND state IN ('waiting', 'failed')
         GROUP BY webhookId`,
        [webhookIds.map(bytesOf)],
      )
      return new Map(
        rows.map((row) => [idText(row.webhookId), [Number(row.waiting), Number(row.failed)]]),
      )
    },

    async scannedToMs(): Promise<number | null> {
      const row = await prisma.webhookScan.findUnique({ where: { id: 1 } })
      return row?.scannedTo.getTime() ?? null
    },

    async noteScanned(toMs: number): Promise<void> {
      const scannedTo = new Date(toMs)
      await prisma.webhookScan.upsert({
        where: { id: 1 },
        create: { id: 1, scannedTo },
        update: { scannedTo },
      })
    },

    /** Events since then that have no delivery to this webhook yet, oldest first. */
    async untold(hook: Webhook, fromMs: number, limit: number): Promise<TellableEvent[]> {
      const types = hook.events.map((type) => ofType[type]).join(' OR ')
      const [rows] = await pool.query<EventRow[]>(
        `SELECT e.id, e.matterId, e.number, e.move, e.fromState, e.toState, e.at,
                m.receiptNumber, m.classCode, m.gridCode
         FROM matter_event e
         JOIN matter m ON m.id = e.matterId
         LEFT JOIN webhook_delivery d ON d.webhookId = ? AND d.eventId = e.id
         WHERE e.at >= ? AND (${types}) AND m.gridCode LIKE ? AND m.circle = 'open'
           AND m.classCode IN (?) AND d.id IS NULL
         ORDER BY e.at, e.id LIMIT ${limit}`,
        [bytesOf(hook.id), new Date(fromMs), `${hook.countyCode}%`, tellableClasses],
      )
      return rows.map(({ id, matterId, at, ...row }) => ({
        ...row,
        eventId: idText(id),
        matterId: idText(matterId),
        atMs: at.getTime(),
      }))
    },

    /** What is there already is left as it is. */
    async addDeliveries(deliveries: readonly NewDelivery[]): Promise<void> {
      if (deliveries.length === 0) return
      await pool.query(
        `INSERT IGNORE INTO webhook_delivery
           (webhookId, eventId, matterId, eventType, eventAt, payload, state, nextAttemptAt) VALUES ?`,
        [
          deliveries.map((one) => [
            bytesOf(one.webhookId),
            bytesOf(one.eventId),
            bytesOf(one.matterId),
            one.eventType,
            new Date(one.eventAtMs),
            one.payload,
            'waiting',
            new Date(one.nextAttemptAtMs),
          ]),
        ],
      )
    },

    /** Takes what is due for one webhook and moves it on, so that it is not taken again meanwhile. */
    async takeDue(
      webhookId: string,
      nowMs: number,
      leaseMs: number,
      limit: number,
    ): Promise<DueDelivery[]> {
      const [rows] = await pool.query<DueRow[]>(
        `SELECT id, webhookId, payload, attempts FROM webhook_delivery
         WHERE webhookId = ? AND state = 'waiting' AND nextAttemptAt <= ?
         ORDER BY nextAttemptAt, id LIMIT ${limit}`,
        [bytesOf(webhookId), new Date(nowMs)],
      )
      if (rows.length === 0) return []
      await pool.query('UPDATE webhook_delivery SET nextAttemptAt = ? WHERE id IN (?)', [
        new Date(nowMs + leaseMs),
        rows.map((row) => row.id),
      ])
      return rows.map(({ id, payload, attempts }) => ({
        id: String(id),
        webhookId,
        payload,
        attempts,
      }))
    },

    /** Of one attempt each; what came out alike is written together. */
    async noteOutcomes(outcomes: readonly Outcome[]): Promise<void> {
      const alike = new Map<string, Outcome[]>()
      for (const one of outcomes) {
        const { id: _id, ...rest } = one
        const key = JSON.stringify(rest)
        const group = alike.get(key)
        if (group) group.push(one)
        else alike.set(key, [one])
      }
      for (const group of alike.values()) {
        const [one] = group as [Outcome]
        await pool.query(
          `UPDATE webhook_delivery SET state = ?, attempts = ?, nextAttemptAt = ?, lastStatus = ?,
             lastError = ?, deliveredAt = ? WHERE id IN (?)`,
          [
            one.state,
            one.attempts,
            new Date(one.nextAttemptAtMs),
            one.lastStatus,
            one.lastError,
            one.deliveredAtMs === null ? null : new Date(one.deliveredAtMs),
            group.map(({ id }) => id),
          ],
        )
      }
    },

    async deliveries(
      webhookId: string,
      filter: { state?: DeliveryState | undefined; beforeId?: string | undefined; limit: number },
    ): Promise<Delivery[]> {
      const [rows] = await pool.query<DeliveryRow[]>(
        `SELECT d.id, d.eventType, d.eventAt, d.state, d.attempts, d.nextAttemptAt, d.lastStatus,
                d.lastError, d.deliveredAt, m.receiptNumber
         FROM webhook_delivery d JOIN matter m ON m.id = d.matterId
         WHERE d.webhookId = ? ${filter.state ? 'AND d.state = ?' : ''}
           ${filter.beforeId ? 'AND d.id < ?' : ''}
         ORDER BY d.id DESC LIMIT ${filter.limit}`,
        [bytesOf(webhookId), filter.state, filter.beforeId].filter((value) => value !== undefined),
      )
      return rows.map(({ id, eventAt, nextAttemptAt, deliveredAt, ...row }) => ({
        ...row,
        id: String(id),
        webhookId,
        eventAtMs: eventAt.getTime(),
        nextAttemptAtMs: nextAttemptAt.getTime(),
        deliveredAtMs: deliveredAt?.getTime() ?? null,
      }))
    },

    /** Puts deliveries back into the queue; answers how many. */
    async sendAgain(
      webhookId: string,
      which:
        | { deliveryId: string }
        | { fromMs: number; toMs: number; undeliveredOnly: boolean; most: number },
      nowMs: number,
    ): Promise<number> {
      const again = `UPDATE webhook_delivery
        SET state = 'waiting', attempts = 0, nextAttemptAt = ? WHERE webhookId = ?`
      const values = [new Date(nowMs), bytesOf(webhookId)]
      const [done] =
        'deliveryId' in which
          ? await pool.query<ResultSetHeader>(`${again} AND id = ?`, [...values, which.deliveryId])
          : await pool.query<ResultSetHeader>(
              `${again} AND eventAt >= ? AND eventAt <= ?
               ${which.undeliveredOnly ? "AND state <> 'delivered'" : ''}
               ORDER BY eventAt LIMIT ${which.most}`,
              [...values, new Date(which.fromMs), new Date(which.toMs)],
            )
      return done.affectedRows
    },

    /** Deliveries of old events go, the oldest rows first, a piece at a time; answers how many. */
    async forget(beforeMs: number, limit: number): Promise<number> {
      const [done] = await pool.query<ResultSetHeader>(
        `DELETE FROM webhook_delivery WHERE id IN (
           SELECT id FROM (
             SELECT id, eventAt FROM webhook_delivery ORDER BY id LIMIT ${limit}
           ) AS oldest WHERE eventAt < ?)`,
        [new Date(beforeMs)],
      )
      return done.affectedRows
    },
  }
}
