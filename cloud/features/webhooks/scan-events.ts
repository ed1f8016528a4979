import type { DeliveriesStore } from './deliveries.store'
import { payloadOf, type TellableEvent, typeOf } from './event-payload'
import type { EventsToTellStore, NewDelivery } from './events-to-tell.store'
import type { Webhook, WebhooksStore } from './webhooks.store'

export interface ScanParts {
  webhooks: WebhooksStore
  events: EventsToTellStore
  deliveries: DeliveriesStore
  publicUrl: string
}

/**
 * An event carries the instant at which its move was made, and is to be seen only once its
 * transaction is over: one that is looked for by "newer than the last" could be passed by for good.
 * So each look goes back over what was looked through before, and what is already on its way is
 * left out by the database. A move that had to be tried again and again is found by the wider look.
 */
export const usualOverlapMs = 2 * 60_000
export const wideOverlapMs = 15 * 60_000
const wideEveryMs = 60_000
const mostAtOnce = 500
const keptMs = 30 * 86_400_000
const forgottenAtOnce = 1_000

function deliveryOf(
  hook: Webhook,
  event: TellableEvent,
  publicUrl: string,
  nowMs: number,
): NewDelivery {
  return {
    webhookId: hook.id,
    eventId: event.eventId,
    matterId: event.matterId,
    eventType: typeOf(event),
    eventAtMs: event.atMs,
    payload: payloadOf(event, publicUrl),
    nextAttemptAtMs: nowMs,
  }
}

export function createEventScan({ webhooks, events, deliveries, publicUrl }: ScanParts) {
  let widestAtMs = Number.NEGATIVE_INFINITY

  async function scanFor(
    hook: Webhook,
    fromMs: number,
    nowMs: number,
    stopping: () => boolean,
  ): Promise<boolean> {
    for (;;) {
      if (stopping()) return false
      const untold = await events.untold(hook, Math.max(fromMs, hook.startsAtMs), mostAtOnce)
      await events.addDeliveries(untold.map((event) => deliveryOf(hook, event, publicUrl, nowMs)))
      if (untold.length < mostAtOnce) return true
    }
  }

  return {
    /** Puts what happened since the last look on its way, for each webhook; harmless to repeat. */
    async scan(nowMs: number, stopping: () => boolean = () => false): Promise<void> {
      const hooks = await webhooks.all()
      const wide = nowMs - widestAtMs >= wideEveryMs || nowMs < widestAtMs
      const scannedToMs = Math.min((await events.scannedToMs()) ?? nowMs, nowMs)
      const fromMs = scannedToMs - (wide ? wideOverlapMs : usualOverlapMs)
      for (const hook of hooks) {
        if (!(await scanFor(hook, fromMs, nowMs, stopping))) return
      }
      if (wide) widestAtMs = nowMs
      await events.noteScanned(nowMs)
    },

    /** Deliveries older than a month go. */
    async forget(nowMs: number, stopping: () => boolean = () => false): Promise<void> {
      while (!stopping()) {
        if ((await deliveries.forget(nowMs - keptMs, forgottenAtOnce)) === 0) return
      }
    },
  }
}
