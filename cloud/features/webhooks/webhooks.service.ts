import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/webhooks'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { dayMs } from '../../platform/clock'
import { type KeyRing, sealText } from '../../platform/crypto'
import type { DeliveriesStore } from './deliveries.store'
import { addressFault } from './guarded-post'
import { newSecret } from './sign'
import { webhooksPolicy } from './webhooks.policy'
import { presentDelivery, presentWebhook } from './webhooks.present'
import type { WebhooksStore } from './webhooks.store'

export interface WebhooksParts {
  store: WebhooksStore
  deliveries: DeliveriesStore
  personalKeys: KeyRing
  /** Whether addresses of a private network may be told, say inside the county's own. */
  privateAllowed: boolean
}

export const secretContext = 'webhook.secret'
const previousForMs = dayMs
const usualPage = 50
/** Put back into the queue at once; the rest by another span. */
const mostAgain = 10_000

export type WebhooksService = ReturnType<typeof createWebhooksService>

export function createWebhooksService({
  store,
  deliveries,
  personalKeys,
  privateAllowed,
}: WebhooksParts) {
  const sealed = (secret: string) => sealText(secret, personalKeys, secretContext)
  const toKeep = async (actor: Actor, webhookId: string) =>
    webhooksPolicy.toKeep(actor, await store.webhook(webhookId))

  return {
    async list(
      { countyCode }: InputOf<typeof contract.list>,
      actor: Actor,
    ): Promise<OutputOf<typeof contract.list>> {
      webhooksPolicy.countyToKeep(actor, countyCode)
      const hooks = await store.webhooksOf(countyCode)
      const counts = await deliveries.counts(hooks.map((hook) => hook.id))
      return { webhooks: hooks.map((hook) => presentWebhook(hook, counts.get(hook.id) ?? [0, 0])) }
    },

    async create(
      { countyCode, name, url, events }: InputOf<typeof contract.create>,
      { actor, commandId, tx, audit, nowMs }: CommandContext,
    ): Promise<OutputOf<typeof contract.create>> {
      webhooksPolicy.countyToKeep(actor, countyCode)
      const message = addressFault(url, privateAllowed)
      if (message !== null) throw new Refusal('webhookAddressRefused', { message })
      if (await store.webhook(commandId)) throw new Refusal('secretShownOnce')
      const secret = newSecret()
      await store.insert(tx, {
        id: commandId,
        countyCode,
        name,
        url,
        events: [...new Set(events)],
        secretSealed: sealed(secret),
        createdBy: actor.accountId,
        createdAtMs: nowMs,
      })
      audit('webhook.created', commandId, countyCode, { name, url })
      return { webhookId: commandId, secret }
    },

    async setState(
      { webhookId, state }: InputOf<typeof contract.setState>,
      { actor, tx, audit }: CommandContext,
    ): Promise<OutputOf<typeof contract.setState>> {
      const hook = await toKeep(actor, webhookId)
      await store.setState(tx, webhookId, state)
      audit('webhook.stateSet', webhookId, hook.countyCode, { state })
      return { done: true }
    },

    async rotateSecret(
      { webhookId }: InputOf<typeof contract.rotateSecret>,
      { actor, tx, audit, nowMs }: CommandContext,
    ): Promise<OutputOf<typeof contract.rotateSecret>> {
      const hook = await toKeep(actor, webhookId)
      const secret = newSecret()
      const previousUntilMs = nowMs + previousForMs
      await store.setSecret(tx, webhookId, sealed(secret), {
        sealed: hook.secretSealed,
        untilMs: previousUntilMs,
      })
      audit('webhook.secretRotated', webhookId, hook.countyCode)
      return { secret, previousUntilMs }
    },

    async deliveries(
      { webhookId, state, after, limit = usualPage }: InputOf<typeof contract.deliveries>,
      actor: Actor,
    ): Promise<OutputOf<typeof contract.deliveries>> {
      await toKeep(actor, webhookId)
      if (after !== undefined && !/^\d{1,20}$/.test(after)) {
        throw new Refusal('badInput', { message: 'after 格式不对' })
      }
      const rows = await deliveries.deliveries(webhookId, {
        state,
        beforeId: after,
        limit: limit + 1,
      })
      const shown = rows.slice(0, limit)
      return {
        deliveries: shown.map(presentDelivery),
        next: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
      }
    },

    async resend(
      { webhookId, deliveryId, fromMs, toMs, undeliveredOnly }: InputOf<typeof contract.resend>,
      { actor, audit, nowMs }: CommandContext,
    ): Promise<OutputOf<typeof contract.resend>> {
      const hook = await toKeep(actor, webhookId)
      const span = fromMs !== undefined && toMs !== undefined
      if ((deliveryId !== undefined) === span)
        throw new Refusal('badInput', { message: '给出一条推送，或开始和结束时间' })
      const count = await deliveries.sendAgain(
        webhookId,
        deliveryId !== undefined
          ? { deliveryId }
          : {
              fromMs: fromMs ?? 0,
              toMs: toMs ?? 0,
              undeliveredOnly: undeliveredOnly ?? false,
              most: mostAgain,
            },
        nowMs,
      )
      if (deliveryId !== undefined && count === 0) throw new Refusal('notFound')
      audit('webhook.resent', webhookId, hook.countyCode, { count })
      return { count }
    },
  }
}
