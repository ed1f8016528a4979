import { matterClasses, type MatterMove, type MatterState } from '../../contract/matter-taxonomy'
import type { WebhookEvent } from '../../contract/webhooks'
import type { Database, RowDataPacket } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'
import { overStates, type TellableEvent } from './event-payload'
import type { Webhook } from './webhooks.store'

export interface NewDelivery {
  webhookId: string
  eventId: string
  matterId: string
  eventType: WebhookEvent
  eventAtMs: number
  payload: string
  nextAttemptAtMs: number
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

export type EventsToTellStore = ReturnType<typeof createEventsToTellStore>

/** What happened and is not on its way yet: how far was looked, what is found, what is put on its way. */
export function createEventsToTellStore({ prisma, pool }: Database) {
  return {
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
  }
}
