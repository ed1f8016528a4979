import type { WebhookEvent, WebhookState } from '../../contract/webhooks'
import type { Database, Prisma, Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

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

/** The webhooks themselves: where to, with what secret, and whether they work. */
export function createWebhooksStore({ prisma }: Database) {
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
  }
}
