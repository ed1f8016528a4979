import {
  type Delivery,
  type InboxItem,
  messageChannelLabel,
  type MessageKind,
  messageKindLabel,
  messageStateLabel,
} from '../../contract/notices'
import type { DeliveryRow, InboxRow } from './inbox.store'
import type { MessageTemplate } from './message-templates'
import { sentenceOf, titleOf } from './notice-words'
import type { HeldQuota } from './recipients.store'

const abouts = ['leave', 'file', 'equipment'] as const

/** What a notice of no matter is about: how its template's name begins. */
const aboutOf = (template: string) => abouts.find((about) => template.startsWith(about)) ?? null

export const presentItem = (row: InboxRow, nowMs: number): InboxItem => ({
  id: String(row.noticeId),
  title: titleOf(row.template),
  text: sentenceOf(row.template, row.params),
  urgent: row.urgent,
  atMs: row.createdAtMs,
  readAtMs: row.readAtMs,
  overdue: row.readAtMs === null && row.readByMs <= nowMs,
  matterId: row.matterId,
  about: aboutOf(row.template),
})

export const presentTemplate = ({ kind, templateId }: MessageTemplate) => ({
  kind,
  label: messageKindLabel[kind],
  templateId,
})

export const presentHeld = (templates: readonly MessageTemplate[], held: readonly HeldQuota[]) =>
  templates.map(({ kind }) => ({
    kind,
    label: messageKindLabel[kind],
    count: heldOf(held, kind),
  }))

function heldOf(held: readonly HeldQuota[], kind: MessageKind): number {
  return held.find((one) => one.kind === kind)?.held ?? 0
}

/** Why a message did not go out, in plain words; the code stays in the record. */
const reasonWords: Record<string, string> = {
  noAllowance: '对方允许接收的微信消息已经用完',
  noAddress: '对方没有绑定微信或没有留手机号',
  notOffered: '本单位没有开通这种消息',
  senderGone: '发送时服务中断，为免重复没有再发',
  fault: '发送时系统出错，为免重复没有再发',
  wechatMessageNotAllowed: '对方没有允许或取消了微信消息',
  wechatPersonUnknown: '对方的微信收不到本小程序的消息',
  wechatMessageInvalid: '微信消息模板设置有误，请联系系统管理员',
  wechatPageUnknown: '小程序还没有发布要打开的页面',
  wechatMisconfigured: '微信小程序设置有误，请联系系统管理员',
  wechatUnavailable: '连不上微信',
  wechatTooFrequent: '微信限制了发送次数',
  wechatOutcomeUnknown: '微信没有答复，为免重复没有再发',
  smsPhoneInvalid: '手机号收不到短信',
  smsTooFrequent: '给这个手机号发的短信太多',
  smsUnavailable: '连不上短信服务',
  smsMisconfigured: '短信服务设置有误，请联系系统管理员',
  smsOutcomeUnknown: '短信服务没有答复，为免重复没有再发',
}

export const presentDelivery = (row: DeliveryRow): Delivery => ({
  id: row.id,
  channel: row.channel,
  channelLabel: messageChannelLabel[row.channel],
  recipientLabel: row.recipient === 'account' ? '工作人员' : '反映人',
  state: row.state,
  stateLabel: messageStateLabel[row.state],
  reason: row.reason === null ? null : (reasonWords[row.reason] ?? '对方服务没有接收'),
  attempts: row.attempts,
  atMs: row.createdAtMs,
  nextAtMs: row.state === 'waiting' ? row.nextAtMs : null,
  title: titleOf(row.template),
  receiptNumber: row.params.receiptNumber ?? null,
})
