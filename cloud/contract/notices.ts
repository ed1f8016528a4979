import * as z from 'zod/mini'
import { command, query } from './define'
import { done, id, instantMs, page } from './primitives'

/** What people allow messages about: one template of WeChat's each, and three are asked at once. */
export const messageKinds = ['matterToDo', 'matterDue', 'matterMoved'] as const
export const messageKind = z.enum(messageKinds)
export type MessageKind = z.infer<typeof messageKind>
export const messageKindLabel: Record<MessageKind, string> = {
  matterToDo: '有新事项要办',
  matterDue: '事项快到期、已超期',
  matterMoved: '事项有进展',
}

export const messageChannel = z.enum(['wechat', 'sms'])
export type MessageChannel = z.infer<typeof messageChannel>
export const messageChannelLabel: Record<MessageChannel, string> = {
  wechat: '微信消息',
  sms: '短信',
}

export const messageState = z.enum(['waiting', 'sending', 'sent', 'unknown', 'givenUp'])
export type MessageState = z.infer<typeof messageState>
export const messageStateLabel: Record<MessageState, string> = {
  waiting: '等待发送',
  sending: '正在发送',
  sent: '已发出',
  unknown: '不知道有没有发出',
  givenUp: '没有发出',
}

/** Number of a notice; they grow with time. */
const noticeId = z.string().check(z.regex(/^[1-9]\d{0,17}$/, '消息编号不对'))

export const inboxItem = z.object({
  id: noticeId,
  title: z.string(),
  /** One or two sentences: what it is about and what is wanted. */
  text: z.string(),
  urgent: z.boolean(),
  atMs: instantMs,
  readAtMs: z.nullable(instantMs),
  /** Unread although it should have been read by now. */
  overdue: z.boolean(),
  /** Its page can be opened. */
  matterId: z.nullable(id),
  /** What it is about, where that is no matter. */
  about: z.nullable(z.enum(['leave', 'file', 'equipment'])),
})
export type InboxItem = z.infer<typeof inboxItem>

const counts = { unreadCount: z.int(), overdueCount: z.int() }

export const inbox = query({
  name: 'notices.inbox',
  path: '/api/notices/inbox',
  summary: '我的消息，新的在前',
  permission: 'signedIn',
  input: z.object({ unreadOnly: z.optional(z.enum(['yes', 'no'])), ...page }),
  output: z.object({ items: z.array(inboxItem), ...counts, next: z.nullable(z.string()) }),
  errors: [],
})

export const badge = query({
  name: 'notices.badge',
  path: '/api/notices/badge',
  summary: '未读消息数，以及其中超时未读的',
  permission: 'signedIn',
  input: z.object({}),
  output: z.object(counts),
  errors: [],
})

export const markRead = command({
  name: 'notices.markRead',
  path: '/api/notices/mark-read',
  summary: '把消息标为已读，记下阅读时间',
  permission: 'signedIn',
  input: z.object({ ids: z.array(noticeId).check(z.minLength(1), z.maxLength(200)) }),
  output: z.object(counts),
  errors: [],
})

export const markAllRead = command({
  name: 'notices.markAllRead',
  path: '/api/notices/mark-all-read',
  summary: '把看到的这一条和更早的都标为已读',
  permission: 'signedIn',
  input: z.object({ upTo: noticeId }),
  output: z.object(counts),
  errors: [],
})

export const messageTemplates = query({
  name: 'notices.messageTemplates',
  path: '/api/notices/message-templates',
  summary: '可以向用户请求的微信订阅消息模板',
  permission: 'public',
  input: z.object({}),
  output: z.object({
    templates: z.array(z.object({ kind: messageKind, label: z.string(), templateId: z.string() })),
  }),
  errors: [],
})

/** What wx.requestSubscribeMessage answered for a template. */
export const subscribeResult = z.object({
  templateId: z.string().check(z.minLength(1), z.maxLength(64)),
  result: z.enum(['accept', 'acceptWithAudio', 'acceptWithAlert', 'reject', 'ban', 'filter']),
})
export type SubscribeResult = z.infer<typeof subscribeResult>
/** WeChat asks about three templates at once at most. */
export const subscribeResults = z
  .array(subscribeResult)
  .check(z.minLength(1), z.maxLength(3, '一次最多三种消息'))

const heldCounts = z.array(
  z.object({ kind: messageKind, label: z.string(), count: z.int().check(z.gte(0)) }),
)

export const granted = command({
  name: 'notices.granted',
  path: '/api/notices/granted',
  summary: '记下用户同意接收的微信消息（一次同意只能发一条）',
  permission: 'signedIn',
  input: z.object({ results: subscribeResults }),
  output: z.object({ wechatBound: z.boolean(), held: heldCounts }),
  errors: [],
})

export const preferences = query({
  name: 'notices.preferences',
  path: '/api/notices/preferences',
  summary: '消息怎样通知我：微信还能收几条，要不要短信',
  permission: 'signedIn',
  input: z.object({}),
  output: z.object({
    /** This installation can send SMS. */
    smsAvailable: z.boolean(),
    sms: z.boolean(),
    phoneMasked: z.string(),
    wechatBound: z.boolean(),
    held: heldCounts,
  }),
  errors: [],
})

export const setPreferences = command({
  name: 'notices.setPreferences',
  path: '/api/notices/set-preferences',
  summary: '要不要用短信通知我',
  permission: 'signedIn',
  input: z.object({ sms: z.boolean() }),
  output: done,
  errors: ['smsNotAvailable'],
})

export const delivery = z.object({
  id,
  channel: messageChannel,
  channelLabel: z.string(),
  /** Whom it was for, by kind: names stay with the people's own page. */
  recipientLabel: z.string(),
  state: messageState,
  stateLabel: z.string(),
  reason: z.nullable(z.string()),
  attempts: z.int(),
  atMs: instantMs,
  nextAtMs: z.nullable(instantMs),
  title: z.string(),
  receiptNumber: z.nullable(z.string()),
})
export type Delivery = z.infer<typeof delivery>

export const deliveries = query({
  name: 'notices.deliveries',
  path: '/api/notices/deliveries',
  summary: '近七天没有发出、发没发出不清楚的消息',
  permission: 'notices.deliveries',
  input: z.object({}),
  output: z.object({
    /** Of the installation, of the last seven days. */
    states: z.array(z.object({ state: messageState, label: z.string(), count: z.int() })),
    /** In the caller's area, newest first, at most a hundred. */
    troubled: z.array(delivery),
  }),
  errors: [],
})
