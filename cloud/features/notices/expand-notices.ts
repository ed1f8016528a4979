import type { MessageChannel, MessageKind } from '../../contract/notices'
import type { ActorPost } from '../../http/actor'
import { shanghaiDay } from '../../platform/clock'
import { newId } from '../../platform/ids'
import type { MessageTemplate } from './message-templates'
import { kindOf } from './notice-words'
import type { InboxEntry, PendingNotice, WantedMessage } from './outbox-rows'
import type { OutboxStore } from './outbox.store'
import type { AccountContact, HeldPost, HeldQuota, RecipientsStore } from './recipients.store'
import { firstSendAtMs, readByMs } from './send-times'

/** How a resident wants to be told of his matter; null: he left nothing, or had it erased. */
export interface ResidentContact {
  openId?: string | undefined
  phone?: string | undefined
  /** The mini-program's page with his matter, with its query and without a leading slash. */
  page?: string | undefined
}

export interface ExpandParts {
  outbox: OutboxStore
  recipients: RecipientsStore
  templates: readonly MessageTemplate[]
  residentContact(matterId: string): Promise<ResidentContact | null>
  /** Whether a post answers for the grid, area or unit of this code. */
  answersFor(post: ActorPost, code: string): boolean
}

/** Somebody who can be told, and over which channels beside the inbox. */
interface Reached {
  recipient: 'account' | 'resident'
  recipientId: string
  person: string | null
  sms: boolean
}

const placeLengths = [6, 9, 12, 16]

/** The codes a post may be held over to answer for this one: itself and the places around it. */
function codesAround(code: string): string[] {
  if (code.includes('-')) return [code]
  return placeLengths
    .filter((length) => length <= code.length)
    .map((length) => code.slice(0, length))
}

const holderCodesOf = (notices: readonly PendingNotice[]) =>
  notices.filter(({ audience }) => audience === 'holder').map((one) => one.audienceCode)

/** Whom each notice is for, by account; of the same news a person gets one. */
function accountsTold(
  notices: readonly PendingNotice[],
  posts: readonly HeldPost[],
  answersFor: ExpandParts['answersFor'],
): { accountId: string; notice: PendingNotice }[] {
  const told = new Set<string>()
  return notices.flatMap((notice) => {
    const { audience, audienceCode, template, matterId, createdAtMs } = notice
    if (audience === 'resident') return []
    const accountIds =
      audience === 'account'
        ? [audienceCode]
        : posts.filter(({ post }) => answersFor(post, audienceCode)).map((one) => one.accountId)
    return [...new Set(accountIds)].flatMap((accountId) => {
      const news = [accountId, template, matterId, createdAtMs].join(' ')
      if (matterId !== null && told.has(news)) return []
      told.add(news)
      return [{ accountId, notice }]
    })
  })
}

interface Telling {
  reached: Reached
  notice: PendingNotice
}

/** The messages that go out beside the inbox: where an allowance is held, and where SMS was asked for. */
function messagesFor(
  tellings: readonly Telling[],
  quotas: readonly HeldQuota[],
  templates: readonly MessageTemplate[],
  nowMs: number,
): WantedMessage[] {
  const allowed = new Set(quotas.map(({ person, kind }) => `${person} ${kind}`))
  const offered = new Set(templates.map(({ kind }) => kind))
  const wanted = new Map<string, WantedMessage>()
  const add = (channel: MessageChannel, { reached, notice }: Telling, kind: MessageKind) => {
    const { recipient, recipientId } = reached
    const { urgent } = notice
    const apart = urgent ? notice.id : ''
    const key = [channel, recipientId, kind, apart].join(' ')
    const found = wanted.get(key)
    if (found) found.noticeIds.push(notice.id)
    else
      wanted.set(key, {
        id: newId(),
        channel,
        recipient,
        recipientId,
        kind,
        urgent,
        nextAtMs: firstSendAtMs(nowMs, urgent),
        noticeIds: [notice.id],
      })
  }
  for (const telling of tellings) {
    const kind = kindOf(telling.notice.template)
    if (kind === null) continue
    const { person, sms } = telling.reached
    if (person !== null && offered.has(kind) && allowed.has(`${person} ${kind}`))
      add('wechat', telling, kind)
    if (sms) add('sms', telling, kind)
  }
  return [...wanted.values()]
}

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)]

/** Turns notices into inbox entries and messages; gives how many it took. */
export function createExpander(parts: ExpandParts) {
  const { outbox, recipients, templates } = parts
  const personOf = (openId: string | null | undefined) =>
    openId ? recipients.personOf(openId) : null

  function accountReached(accountId: string, contact: AccountContact): Reached {
    const person = personOf(contact.openId)
    return { recipient: 'account', recipientId: accountId, person, sms: contact.sms }
  }

  async function residentsTold(notices: readonly PendingNotice[]): Promise<Telling[]> {
    const theirs = notices.filter(({ audience }) => audience === 'resident')
    const matterIds = unique(theirs.map((one) => one.audienceCode))
    const contacts = new Map(
      await Promise.all(
        matterIds.map(async (id) => [id, await parts.residentContact(id)] as const),
      ),
    )
    return theirs.flatMap((notice) => {
      const contact = contacts.get(notice.audienceCode)
      if (!contact) return []
      const reached: Reached = {
        recipient: 'resident',
        recipientId: notice.audienceCode,
        person: personOf(contact.openId),
        sms: contact.phone !== undefined,
      }
      return [{ reached, notice }]
    })
  }

  return async function expand(nowMs: number, most: number): Promise<number> {
    const notices = await outbox.pending(most)
    if (notices.length === 0) return 0
    const today = shanghaiDay(nowMs)
    const codes = unique(holderCodesOf(notices).flatMap(codesAround))
    const posts = await recipients.postsOver(codes, today)
    const told = accountsTold(notices, posts, parts.answersFor)
    const contacts = await recipients.contactsOf(
      unique(told.map(({ accountId }) => accountId)),
      today,
    )
    const entries: InboxEntry[] = []
    const tellings: Telling[] = await residentsTold(notices)
    for (const { accountId, notice } of told) {
      const contact = contacts.get(accountId)
      if (!contact) continue
      entries.push({ accountId, notice, readByMs: readByMs(notice.createdAtMs, notice.urgent) })
      tellings.push({ reached: accountReached(accountId, contact), notice })
    }
    const persons = tellings.flatMap(({ reached }) => (reached.person ? [reached.person] : []))
    const quotas = await recipients.quotasOf(unique(persons))
    const messages = messagesFor(tellings, quotas, templates, nowMs)
    await outbox.expand(notices, { entries, messages }, nowMs)
    return notices.length
  }
}
