import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/notices'
import {
  type MessageKind,
  messageState,
  messageStateLabel,
  type SubscribeResult,
} from '../../contract/notices'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { dayMs } from '../../platform/clock'
import type { Transaction } from '../../platform/database'
import type { Job } from '../../platform/jobs'
import type { InboxStore } from './inbox.store'
import type { MessageTemplate } from './message-templates'
import { presentDelivery, presentHeld, presentItem, presentTemplate } from './notices.present'
import { insertNotices, noticeInsertText } from './notices.store'
import type { RecipientsStore } from './recipients.store'

export type { ResidentContact } from './expand-notices'
export type { NoticeAudience, NoticeDraft, NoticeTemplate } from './notice-draft'

export interface NoticesParts {
  inbox: InboxStore
  recipients: RecipientsStore
  templates: readonly MessageTemplate[]
  smsAvailable: boolean
  expand(nowMs: number, most: number): Promise<number>
  send(nowMs: number, most: number, stopping?: () => boolean): Promise<number>
}

const pageSize = 30
const mostTroubled = 100
const batch = 200
const agreed: readonly SubscribeResult['result'][] = [
  'accept',
  'acceptWithAudio',
  'acceptWithAlert',
]

export type NoticesService = ReturnType<typeof createNoticesService>

export function createNoticesService(parts: NoticesParts) {
  const { inbox, recipients, templates } = parts

  /** How many messages of each kind a person in WeChat still allows. */
  async function heldBy(openId: string | null) {
    const quotas = openId ? await recipients.quotasOf([recipients.personOf(openId)]) : []
    return presentHeld(templates, quotas)
  }

  /** One message more of each template the person agreed to; what is not ours is left out. */
  async function recordGrants(
    tx: Pick<Transaction, '$executeRaw'>,
    openId: string,
    results: readonly SubscribeResult[],
    nowMs: number,
  ): Promise<MessageKind[]> {
    const kinds = results.flatMap(({ templateId, result }) => {
      const template = templates.find((one) => one.templateId === templateId)
      return template && agreed.includes(result) ? [template.kind] : []
    })
    const once = [...new Set(kinds)]
    await recipients.addQuotas(tx, recipients.personOf(openId), once, nowMs)
    return once
  }

  return {
    /** For a lane that writes its batch as text; '' for none. */
    insertText: noticeInsertText,
    insert: insertNotices,
    recordGrants,
    heldBy,

    async list(input: InputOf<typeof contract.inbox>, actor: Actor, nowMs: number) {
      const limit = input.limit ?? pageSize
      const before = input.after === undefined ? null : cursorOf(input.after)
      const unreadOnly = input.unreadOnly === 'yes'
      const rows = await inbox.page(actor.accountId, { unreadOnly, before, limit: limit + 1 })
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return {
        items: shown.map((row) => presentItem(row, nowMs)),
        ...(await inbox.counts(actor.accountId, nowMs)),
        next: rows.length > limit && last ? String(last.noticeId) : null,
      }
    },

    badge: (actor: Actor, nowMs: number) => inbox.counts(actor.accountId, nowMs),

    async markRead(
      which: { ids: readonly string[] } | { upTo: string },
      { tx, actor, nowMs }: CommandContext,
    ) {
      const numbers = 'ids' in which ? { ids: which.ids.map(BigInt) } : { upTo: BigInt(which.upTo) }
      await inbox.markRead(tx, actor.accountId, numbers, nowMs)
      return inbox.counts(actor.accountId, nowMs, tx)
    },

    messageTemplates: async () => ({ templates: templates.map(presentTemplate) }),

    /** Without a bound WeChat nobody could be sent anything: the consent is not kept. */
    async granted(
      { results }: InputOf<typeof contract.granted>,
      { tx, actor, nowMs }: CommandContext,
    ): Promise<OutputOf<typeof contract.granted>> {
      const { openId } = await recipients.preferencesOf(actor.accountId)
      if (openId === null) return { wechatBound: false, held: presentHeld(templates, []) }
      const before = await heldBy(openId)
      const kinds = await recordGrants(tx, openId, results, nowMs)
      const held = before.map((one) => ({
        ...one,
        count: one.count + (kinds.includes(one.kind) ? 1 : 0),
      }))
      return { wechatBound: true, held }
    },

    async preferences(actor: Actor): Promise<OutputOf<typeof contract.preferences>> {
      const { phoneMasked, openId, sms } = await recipients.preferencesOf(actor.accountId)
      const { smsAvailable } = parts
      const held = await heldBy(openId)
      return { smsAvailable, sms: sms && smsAvailable, phoneMasked, wechatBound: !!openId, held }
    },

    async setPreferences({ sms }: { sms: boolean }, { tx, actor, nowMs }: CommandContext) {
      if (sms && !parts.smsAvailable) throw new Refusal('smsNotAvailable')
      await recipients.setSms(tx, actor.accountId, sms, nowMs)
      return { done: true as const }
    },

    async deliveries(actor: Actor, nowMs: number): Promise<OutputOf<typeof contract.deliveries>> {
      const sinceMs = nowMs - 7 * dayMs
      const scopes = visibleScopes(actor, ['countyCentre', 'systemAdministrator'])
      const counts = await inbox.stateCounts(sinceMs)
      const troubled = await inbox.troubled(scopes, sinceMs, mostTroubled)
      return {
        states: messageState.options.map((state) => ({
          state,
          label: messageStateLabel[state],
          count: counts.get(state) ?? 0,
        })),
        troubled: troubled.map(presentDelivery),
      }
    },

    /** What goes on in the background: to the inboxes, then out of the house. */
    jobs: [
      {
        name: 'notices.expand',
        everyMs: 2_000,
        async run({ nowMs, stopping }) {
          while (!stopping() && (await parts.expand(nowMs(), batch)) > 0);
        },
      },
      {
        name: 'notices.send',
        everyMs: 5_000,
        async run({ nowMs, stopping }) {
          while (!stopping() && (await parts.send(nowMs(), batch, stopping)) > 0);
        },
      },
    ] satisfies Job[],
  }
}

function cursorOf(text: string): bigint {
  if (!/^[1-9]\d{0,17}$/.test(text))
    throw new Refusal('badInput', { message: '请从第一页重新打开' })
  return BigInt(text)
}
