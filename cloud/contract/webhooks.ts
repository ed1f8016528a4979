import * as z from 'zod/mini'
import { command, query } from './define'
import { countyCode } from './open311'
import { done, id, instantMs, page, text } from './primitives'

export const webhookEvents = ['matter.raised', 'matter.moved', 'matter.closed'] as const
export type WebhookEvent = (typeof webhookEvents)[number]
export const webhookEventLabel: Record<WebhookEvent, string> = {
  'matter.raised': '新事项',
  'matter.moved': '事项有进展',
  'matter.closed': '事项已办结',
}

export const webhookStates = ['active', 'paused', 'disabled'] as const
export type WebhookState = (typeof webhookStates)[number]
export const webhookStateLabel: Record<WebhookState, string> = {
  active: '启用',
  paused: '暂停',
  disabled: '已停用（一直送不到）',
}

export const deliveryStates = ['waiting', 'delivered', 'failed'] as const
export type DeliveryState = (typeof deliveryStates)[number]
export const deliveryStateLabel: Record<DeliveryState, string> = {
  waiting: '等待推送',
  delivered: '已送达',
  failed: '没有送到',
}

const event = z.enum(webhookEvents)
const events = z.array(event).check(z.minLength(1, '至少选一种'), z.maxLength(webhookEvents.length))
const address = z
  .string()
  .check(z.trim(), z.maxLength(500, '最多 500 个字'), z.regex(/^https?:\/\/\S+$/, '地址格式不对'))

export const webhookRow = z.object({
  id,
  name: z.string(),
  url: z.string(),
  events: z.array(event),
  state: z.enum(webhookStates),
  stateLabel: z.string(),
  /** Why the service stopped it. */
  disabledReason: z.nullable(z.string()),
  /** Since when nothing arrived. */
  failingSinceMs: z.nullable(instantMs),
  createdAtMs: instantMs,
  waitingCount: z.int(),
  failedCount: z.int(),
})
export type WebhookRow = z.infer<typeof webhookRow>

export const list = query({
  name: 'webhooks.list',
  path: '/api/webhooks/list',
  summary: '本县登记的推送地址',
  permission: 'integration.manage',
  input: z.object({ countyCode }),
  output: z.object({ webhooks: z.array(webhookRow) }),
  errors: [],
})

/** The secret is in the answer and nowhere else. */
export const create = command({
  name: 'webhooks.create',
  path: '/api/webhooks/create',
  summary: '登记一个推送地址，签名密钥只显示这一次',
  permission: 'integration.manage',
  input: z.object({ countyCode, name: text(60), url: address, events }),
  output: z.object({ webhookId: id, secret: z.string() }),
  errors: ['secretShownOnce', 'webhookAddressRefused'],
  replay: 'none',
})

export const setState = command({
  name: 'webhooks.setState',
  path: '/api/webhooks/state',
  summary: '暂停或恢复推送',
  permission: 'integration.manage',
  input: z.object({ webhookId: id, state: z.enum(['active', 'paused']) }),
  output: done,
  errors: [],
})

/** A repeat makes a newer one, and the one before it goes on signing for a day. */
export const rotateSecret = command({
  name: 'webhooks.rotateSecret',
  path: '/api/webhooks/rotate',
  summary: '更换签名密钥，旧的再有效一天',
  permission: 'integration.manage',
  input: z.object({ webhookId: id }),
  output: z.object({ secret: z.string(), previousUntilMs: instantMs }),
  errors: [],
  replay: 'none',
})

export const deliveryRow = z.object({
  id: z.string(),
  event,
  eventLabel: z.string(),
  receiptNumber: z.string(),
  eventAtMs: instantMs,
  state: z.enum(deliveryStates),
  stateLabel: z.string(),
  attempts: z.int(),
  nextAttemptAtMs: z.nullable(instantMs),
  lastStatus: z.nullable(z.int()),
  lastError: z.nullable(z.string()),
  deliveredAtMs: z.nullable(instantMs),
})
export type DeliveryRow = z.infer<typeof deliveryRow>

export const deliveries = query({
  name: 'webhooks.deliveries',
  path: '/api/webhooks/deliveries/:webhookId',
  summary: '推送记录，新的在前',
  permission: 'integration.manage',
  input: z.object({ webhookId: id, state: z.optional(z.enum(deliveryStates)), ...page }),
  output: z.object({ deliveries: z.array(deliveryRow), next: z.nullable(z.string()) }),
  errors: [],
})

/** One delivery, or all of a span of time. */
export const resend = command({
  name: 'webhooks.resend',
  path: '/api/webhooks/resend',
  summary: '重新推送：一条，或一段时间内的',
  permission: 'integration.manage',
  input: z.object({
    webhookId: id,
    deliveryId: z.optional(z.string().check(z.regex(/^\d{1,20}$/, '编号格式不对'))),
    fromMs: z.optional(instantMs),
    toMs: z.optional(instantMs),
    /** Of the span: only what did not arrive. */
    undeliveredOnly: z.optional(z.boolean()),
  }),
  output: z.object({ count: z.int() }),
  errors: [],
})
