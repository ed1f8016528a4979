import type { MessageKind } from '../../contract/notices'
import { shanghaiDay } from '../../platform/clock'
import { newId } from '../../platform/ids'
import { isPlatformError } from '../../platform/platform-error'
import type { SmsErrorCode, SmsPort } from '../../platform/sms'
import type { WechatErrorCode, WechatPort } from '../../platform/wechat'
import { onlyMatterOf, smsParams, wechatData } from './compose-message'
import type { ResidentContact } from './expand-notices'
import type { MessageTemplate } from './message-templates'
import type { MessagesStore } from './messages.store'
import type { DueMessage, Lease, Outcome, PendingNotice } from './outbox-rows'
import type { AccountContact, RecipientsStore } from './recipients.store'
import { mostAttempts, nextAttemptAtMs } from './send-times'

export interface SendParts {
  messages: MessagesStore
  recipients: RecipientsStore
  templates: readonly MessageTemplate[]
  wechat: Pick<WechatPort, 'sendSubscribeMessage'>
  sms: Pick<SmsPort, 'available' | 'send'>
  residentContact(matterId: string): Promise<ResidentContact | null>
  /** Between 0 and 1, to spread what is tried again. */
  chance(): number
}

/** Where a message goes, as it is known when it is sent. */
interface Address {
  openId: string | null
  phone: string | null
  page(notices: readonly PendingNotice[]): string | undefined
}

/** At once in the air; so many are in doubt at most when a sender dies. */
const atOnce = 8
/** Longer than any call to a provider may take. */
const leaseMs = 120_000

/** Not sent for a reason that may be gone later. */
const passing: readonly string[] = [
  'wechatUnavailable',
  'wechatTooFrequent',
  'smsUnavailable',
  'smsTooFrequent',
] satisfies readonly (WechatErrorCode | SmsErrorCode)[]
/** The other side may have taken it. */
const doubtful: readonly string[] = ['wechatOutcomeUnknown', 'smsOutcomeUnknown']

function accountAddress(contact: AccountContact): Address {
  const root = contact.isWorker ? 'pages' : 'office/pages'
  return {
    openId: contact.openId,
    phone: contact.sms ? contact.phone : null,
    page(notices) {
      const matterId = onlyMatterOf(notices)
      return matterId === null ? `${root}/inbox/index` : `${root}/matter/index?id=${matterId}`
    },
  }
}

const residentAddress = ({ openId, phone, page }: ResidentContact): Address => ({
  openId: openId ?? null,
  phone: phone ?? null,
  page: () => page,
})

export function createSender(parts: SendParts) {
  const { messages, recipients, templates } = parts
  const templateOf = (kind: MessageKind) => templates.find((one) => one.kind === kind)

  async function addressesOf(
    due: readonly DueMessage[],
    nowMs: number,
  ): Promise<Map<string, Address>> {
    const idsOf = (recipient: DueMessage['recipient']) => [
      ...new Set(due.filter((one) => one.recipient === recipient).map((one) => one.recipientId)),
    ]
    const accounts = await recipients.contactsOf(idsOf('account'), shanghaiDay(nowMs))
    const residents = await Promise.all(
      idsOf('resident').map(async (id) => [id, await parts.residentContact(id)] as const),
    )
    const addresses = new Map<string, Address>()
    for (const [id, contact] of accounts) addresses.set(id, accountAddress(contact))
    for (const [id, contact] of residents) if (contact) addresses.set(id, residentAddress(contact))
    return addresses
  }

  /** Whose allowance a message uses, and what stands against sending it. */
  function checked(message: DueMessage, address: Address | undefined) {
    if (message.channel === 'sms') {
      const fault = !parts.sms.available ? 'notOffered' : address?.phone ? null : 'noAddress'
      return { message, person: null, fault }
    }
    const openId = address?.openId ?? null
    const offered = templateOf(message.kind) !== undefined
    const fault = !offered ? 'notOffered' : openId === null ? 'noAddress' : null
    return { message, person: openId === null ? null : recipients.personOf(openId), fault }
  }

  async function handOver(
    message: DueMessage,
    address: Address,
    notices: readonly PendingNotice[],
  ): Promise<string | null> {
    if (message.channel === 'sms') {
      const { providerId } = await parts.sms.send({
        phone: address.phone ?? '',
        template: 'notice',
        params: smsParams(notices),
        reference: message.id,
      })
      return providerId
    }
    const template = templateOf(message.kind)
    if (!template) throw new Error(`no template for ${message.kind}`)
    const page = address.page(notices)
    const { messageId } = await parts.wechat.sendSubscribeMessage({
      openId: address.openId ?? '',
      templateId: template.templateId,
      ...(page === undefined ? {} : { page }),
      data: wechatData(template, notices),
    })
    return messageId
  }

  /** What a failure means: to be tried again, given up, or not to be known. */
  function outcomeOfFailure(
    error: unknown,
    message: DueMessage,
    person: string | null,
    nowMs: number,
  ): Outcome {
    // a fault of our own may lie behind the sending as well as before it
    const code = isPlatformError(error) ? error.code : 'fault'
    const outcome = { id: message.id, providerId: null, nextAtMs: null, reason: code }
    const quotaOf = (change: 'back' | 'none') =>
      person === null ? null : { person, kind: message.kind, change }
    if (doubtful.includes(code) || code === 'fault')
      return { ...outcome, state: 'unknown', quota: null }
    if (code === 'wechatMessageNotAllowed')
      return { ...outcome, state: 'givenUp', quota: quotaOf('none') }
    if (!passing.includes(code) || message.attempts >= mostAttempts)
      return { ...outcome, state: 'givenUp', quota: quotaOf('back') }
    const { attempts, urgent } = message
    const nextAtMs = nextAttemptAtMs(nowMs, attempts, urgent, parts.chance())
    return { ...outcome, state: 'waiting', nextAtMs, quota: quotaOf('back') }
  }

  async function sendOne(
    message: DueMessage,
    address: Address,
    notices: readonly PendingNotice[],
    nowMs: number,
  ): Promise<Outcome> {
    try {
      const providerId = await handOver(message, address, notices)
      const sent = { id: message.id, nextAtMs: null, providerId, reason: null, quota: null }
      return { ...sent, state: 'sent' }
    } catch (error) {
      const { person } = checked(message, address)
      return outcomeOfFailure(error, message, person, nowMs)
    }
  }

  async function sendTogether(
    due: readonly DueMessage[],
    addresses: ReadonlyMap<string, Address>,
    lease: Lease,
    nowMs: number,
  ): Promise<void> {
    const wanted = due.map((message) => checked(message, addresses.get(message.recipientId)))
    const begun = await messages.begin(wanted, lease, nowMs)
    const notices = await messages.noticesOf(begun.map(({ id }) => id))
    const outcomes = await Promise.all(
      begun.flatMap((message) => {
        const address = addresses.get(message.recipientId)
        return address ? [sendOne(message, address, notices.get(message.id) ?? [], nowMs)] : []
      }),
    )
    if (outcomes.length > 0) await messages.settle(outcomes, lease, nowMs)
  }

  /** Sends what is due, so many at most; gives how many it looked at. */
  return async function send(
    nowMs: number,
    most: number,
    stopping: () => boolean = () => false,
  ): Promise<number> {
    await messages.expireLeases(nowMs)
    const due = await messages.due(nowMs, most)
    if (due.length === 0) return 0
    const addresses = await addressesOf(due, nowMs)
    const lease = { holder: newId(), untilMs: nowMs + leaseMs }
    for (let at = 0; at < due.length && !stopping(); at += atOnce)
      await sendTogether(due.slice(at, at + atOnce), addresses, lease, nowMs)
    return due.length
  }
}
