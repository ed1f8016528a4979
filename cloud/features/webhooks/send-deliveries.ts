import { dayMs } from '../../platform/clock'
import { type KeyRing, openText } from '../../platform/crypto'
import type { DeliveriesStore, DueDelivery, Outcome } from './deliveries.store'
import type { GuardedPost, Posted } from './guarded-post'
import { headersOf } from './sign'
import { secretContext } from './webhooks.service'
import type { Webhook, WebhooksStore } from './webhooks.store'

export interface SendParts {
  webhooks: WebhooksStore
  deliveries: DeliveriesStore
  personalKeys: KeyRing
  post: GuardedPost
  privateAllowed: boolean
}

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
/** Waits after the first, second … failure; after the last a delivery is given up. */
export const backoffMs: readonly number[] = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
]
/** Without one arrival for so long, a webhook is stopped until a person looks at it. */
export const disabledAfterMs = 5 * dayMs
const timeoutMs = 10 * second
/** Longer than a round of a batch can take: a process that dies leaves it to the next after this. */
const leaseMs = 3 * minute
const mostOfOneHook = 40
const atOnce = 4
const goneStatus = 410

export function createSender({
  webhooks,
  deliveries,
  personalKeys,
  post,
  privateAllowed,
}: SendParts) {
  const secretsOf = (hook: Webhook, nowMs: number): string[] => {
    const previous = (hook.previousUntilMs ?? 0) > nowMs ? hook.previousSecretSealed : null
    return [hook.secretSealed, ...(previous === null ? [] : [previous])].map((sealed) =>
      openText(sealed, personalKeys, secretContext),
    )
  }

  function outcomeOf(delivery: DueDelivery, posted: Posted, nowMs: number): Outcome {
    const { id } = delivery
    const attempts = Math.min(delivery.attempts + 1, 255)
    if (posted.ok) {
      const { status } = posted
      const reached = { state: 'delivered' as const, lastStatus: status, lastError: null }
      return { id, ...reached, attempts, nextAttemptAtMs: nowMs, deliveredAtMs: nowMs }
    }
    const waitMs = backoffMs[attempts - 1]
    return {
      id,
      state: waitMs === undefined ? 'failed' : 'waiting',
      attempts,
      nextAttemptAtMs: nowMs + (waitMs ?? 0),
      lastStatus: posted.status,
      lastError: posted.error,
      deliveredAtMs: null,
    }
  }

  /** Whether it arrived at all is remembered of the webhook, and stops it in the end. */
  async function noteHealth(
    hook: Webhook,
    posted: readonly Posted[],
    nowMs: number,
  ): Promise<void> {
    if (posted.some((one) => !one.ok && one.status === goneStatus)) {
      await webhooks.disable(hook.id, '对方表示这个地址不再使用（410）', nowMs)
      return
    }
    if (posted.some((one) => one.ok)) {
      if (hook.failingSinceMs !== null) await webhooks.noteHealth(hook.id, null)
      return
    }
    const sinceMs = hook.failingSinceMs ?? nowMs
    if (hook.failingSinceMs === null) await webhooks.noteHealth(hook.id, sinceMs)
    if (nowMs - sinceMs >= disabledAfterMs)
      await webhooks.disable(hook.id, '连续 5 天没有一次送到', nowMs)
  }

  /** A few at once; when a whole few fails the rest waits for the next round. Answers whether more may be due. */
  async function sendOf(hook: Webhook, nowMs: () => number): Promise<boolean> {
    const due = await deliveries.takeDue(hook.id, nowMs(), leaseMs, mostOfOneHook)
    if (due.length === 0) return false
    const secrets = secretsOf(hook, nowMs())
    const all: Posted[] = []
    const outcomes: Outcome[] = []
    for (let from = 0; from < due.length; from += atOnce) {
      const few = due.slice(from, from + atOnce)
      const atMs = nowMs()
      const posted = await Promise.all(
        few.map(({ id, payload }) => {
          const atSeconds = Math.floor(atMs / second)
          const headers = headersOf(secrets, { id: `msg_${id}`, atSeconds, body: payload })
          return post(hook.url, headers, payload, { privateAllowed, timeoutMs })
        }),
      )
      all.push(...posted)
      outcomes.push(...few.map((one, index) => outcomeOf(one, posted[index] as Posted, atMs)))
      if (posted.every((one) => !one.ok)) break
    }
    await deliveries.noteOutcomes(outcomes)
    await noteHealth(hook, all, nowMs())
    return due.length === mostOfOneHook && all.some((one) => one.ok)
  }

  return {
    /** One round after the other until nothing is due; a webhook that hangs holds up no other. */
    async send(nowMs: () => number, stopping: () => boolean = () => false): Promise<void> {
      const hooks = (await webhooks.all()).filter((hook) => hook.state === 'active')
      await Promise.all(
        hooks.map(async (hook) => {
          let more = true
          while (more && !stopping()) more = await sendOf(hook, nowMs)
        }),
      )
    },
  }
}
