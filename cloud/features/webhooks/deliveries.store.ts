import type { DeliveryState, WebhookEvent } from '../../contract/webhooks'
import type { Database, ResultSetHeader, RowDataPacket } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

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

export type DeliveriesStore = ReturnType<typeof createDeliveriesStore>

/** What is on its way to the webhooks, and what came of it. */
export function createDeliveriesStore({ pool }: Database) {
  return {
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
