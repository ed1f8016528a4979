import {
  type DeliveryRow,
  deliveryStateLabel,
  webhookEventLabel,
  type WebhookRow,
  webhookStateLabel,
} from '../../contract/webhooks'
import type { Delivery } from './deliveries.store'
import type { Webhook } from './webhooks.store'

export function presentWebhook(hook: Webhook, [waiting, failed]: [number, number]): WebhookRow {
  return {
    id: hook.id,
    name: hook.name,
    url: hook.url,
    events: hook.events,
    state: hook.state,
    stateLabel: webhookStateLabel[hook.state],
    disabledReason: hook.disabledReason,
    failingSinceMs: hook.failingSinceMs,
    createdAtMs: hook.createdAtMs,
    waitingCount: waiting,
    failedCount: failed,
  }
}

export function presentDelivery(one: Delivery): DeliveryRow {
  return {
    id: one.id,
    event: one.eventType,
    eventLabel: webhookEventLabel[one.eventType],
    receiptNumber: one.receiptNumber,
    eventAtMs: one.eventAtMs,
    state: one.state,
    stateLabel: deliveryStateLabel[one.state],
    attempts: one.attempts,
    nextAttemptAtMs: one.state === 'waiting' ? one.nextAttemptAtMs : null,
    lastStatus: one.lastStatus,
    lastError: one.lastError,
    deliveredAtMs: one.deliveredAtMs,
  }
}
