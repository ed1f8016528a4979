import type * as contract from '../../contract/change-lists'
import type { ChangeListContent } from '../../contract/change-lists'
import type { InputOf, OutputOf } from '../../contract/define'
import type { ParameterRef } from '../../contract/trace'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext, FileAnswer } from '../../http/serve'
import { addMonths, shanghaiDay } from '../../platform/clock'
import type { PayRegulation } from '../../rules'
import type { AreasService } from '../areas/areas.service'
import type { RegulationsService } from '../regulations/regulations.service'
import type { StaffService } from '../staff/staff.service'
import { changeListPolicy } from './change-list.policy'
import { presentListDetail, presentListRow } from './change-list.present'
import type { ChangeListStore, StoredList } from './change-list.store'
import { changeListTable } from './change-list.table'
import { draftOf, type Period, periodOf } from './draft-list'
import { removals } from './moves'

export interface ChangeListParts {
  lists: ChangeListStore
  staff: Pick<StaffService, 'names'>
  areas: Pick<AreasService, 'directory'>
  regulations: Pick<RegulationsService, 'ofMonth'>
}

type Key = InputOf<typeof contract.detail>
type Detail = OutputOf<typeof contract.detail>

/** What a regulation asks of a month's list; null: it asks for none. */
interface Asked {
  regulation: PayRegulation
  due: ParameterRef
  period: Period
}

function dueOf(regulation: PayRegulation, month: string): ParameterRef | null {
  try {
    return regulation.parameter('changeListDay', month)
  } catch {
    // a regulation without such a list, or not in force yet
    return null
  }
}

export function createChangeLists({ lists, staff, areas, regulations }: ChangeListParts) {
  async function askedOf(townshipCode: string, month: string): Promise<Asked | null> {
    const regulation = await regulations.ofMonth(townshipCode, month)
    const due = dueOf(regulation, month)
    if (!due) return null
    const before = dueOf(regulation, addMonths(month, -1)) ?? due
    return { regulation, due, period: periodOf(month, Number(due.value), Number(before.value)) }
  }

  /** From cases and posts as they are now; what the list before forgot is told with it. */
  async function draft(townshipCode: string, month: string, asked: Asked) {
    const told = await lists.list(townshipCode, addMonths(month, -1))
    const before = await askedOf(townshipCode, addMonths(month, -1)).catch(() => null)
    const period = {
      from: told && before ? before.period.from : asked.period.from,
      to: asked.period.to,
    }
    const { from, to } = period
    const [posts, removed, directory] = await Promise.all([
      lists.postsOfChanged(townshipCode, from, to),
      lists.removalsOf(townshipCode, removals, from, to),
      areas.directory(),
    ])
    return draftOf({
      townshipCode,
      period,
      posts,
      removals: removed,
      lastPosts: await lists.lastPosts(removed.map((one) => one.accountId)),
      told: told?.content ?? null,
      gridName: (code) => directory.areaName(code),
      regulation: asked.regulation,
    })
  }

  const isSettled = (stored: StoredList | null): stored is StoredList =>
    stored !== null && stored.state !== 'returned'

  async function contentOf(
    key: Key,
    asked: Asked,
    stored: StoredList | null,
  ): Promise<ChangeListContent> {
    return isSettled(stored) ? stored.content : draft(key.townshipCode, key.month, asked)
  }

  async function read(key: Key, actor: Actor): Promise<Asked> {
    const isTownship = (await areas.directory()).area(key.townshipCode)?.level === 'township'
    if (!isTownship || !changeListPolicy.mayRead(actor, key.townshipCode))
      throw new Refusal('notFound')
    const asked = await askedOf(key.townshipCode, key.month)
    if (!asked) throw new Refusal('changeListUnknown')
    return asked
  }

  async function present(
    key: Key,
    actor: Actor,
    nowMs: number,
    from: { asked: Asked; stored: StoredList | null },
  ): Promise<Detail> {
    const { asked, stored } = from
    const hands = [stored?.sentBy, stored?.decidedBy].filter((id): id is string => Boolean(id))
    const [names, directory, content] = await Promise.all([
      staff.names(hands),
      areas.directory(),
      contentOf(key, asked, stored),
    ])
    const today = shanghaiDay(nowMs)
    return presentListDetail(stored, {
      ...key,
      townshipName: directory.areaName(key.townshipCode),
      today,
      dueOn: asked.period.to,
      from: asked.period.from,
      due: asked.due,
      dueArticle: asked.regulation.article(asked.due.article).title,
      content,
      nameOf: (id) => names.get(id) ?? '',
      abilities: {
        send:
          !isSettled(stored) &&
          today >= asked.period.from &&
          changeListPolicy.maySend(actor, key.townshipCode),
        decide: stored?.state === 'sent' && changeListPolicy.mayDecide(actor, key.townshipCode),
      },
    })
  }

  return {
    async overview(
      { month }: InputOf<typeof contract.overview>,
      actor: Actor,
      nowMs: number,
    ): Promise<OutputOf<typeof contract.overview>> {
      const directory = await areas.directory()
      const scopes = changeListPolicy.scopes(actor)
      if (scopes.length === 0) throw new Refusal('notFound')
      const townships = scopes.flatMap((scope) => directory.townshipsUnder(scope))
      const stored = await lists.lists(
        townships.map((one) => one.code),
        month,
      )
      const rows = await Promise.all(
        townships.map(async ({ code, name }) => {
          const asked = await askedOf(code, month).catch(() => null)
          if (!asked) return []
          const list = stored.get(code) ?? null
          const content = await contentOf({ townshipCode: code, month }, asked, list)
          const around = { townshipCode: code, townshipName: name, month, content }
          const days = { today: shanghaiDay(nowMs), dueOn: asked.period.to }
          return [presentListRow(list, { ...around, ...days })]
        }),
      )
      return { lists: rows.flat() }
    },

    async detail(key: Key, actor: Actor, nowMs: number): Promise<Detail> {
      const asked = await read(key, actor)
      const stored = await lists.list(key.townshipCode, key.month)
      return present(key, actor, nowMs, { asked, stored })
    },

    async send(key: Key, context: CommandContext): Promise<Detail> {
      const { actor, nowMs, tx } = context
      const asked = await read(key, actor)
      if (!changeListPolicy.maySend(actor, key.townshipCode)) throw new Refusal('notFound')
      if (shanghaiDay(nowMs) < asked.period.from) throw new Refusal('changeListTooEarly')
      const stored = await lists.list(key.townshipCode, key.month, tx)
      if (isSettled(stored)) throw new Refusal('alreadyDecided')
      const content = await draft(key.townshipCode, key.month, asked)
      changeListPolicy.refuseOwn(actor, content)
      const list = { ...key, dueOn: asked.period.to, content, sentBy: actor.accountId }
      const again = stored !== null
      if (!(await lists.send(tx, { ...list, atMs: nowMs, again })))
        throw new Refusal('alreadyDecided')
      const detail = { leaving: content.leaving.length, newcomers: content.newcomers.length }
      const subject = `${key.townshipCode} ${key.month}`
      context.audit('changeList.sent', subject, key.townshipCode, detail)
      return present(key, actor, nowMs, {
        asked,
        stored: await lists.list(key.townshipCode, key.month, tx),
      })
    },

    async decide(input: InputOf<typeof contract.decide>, context: CommandContext): Promise<Detail> {
      const { actor, nowMs, tx } = context
      const { decision, reason, ...key } = input
      const asked = await read(key, actor)
      if (!changeListPolicy.mayDecide(actor, key.townshipCode)) throw new Refusal('notFound')
      const stored = await lists.list(key.townshipCode, key.month, tx)
      if (stored?.state !== 'sent') throw new Refusal('alreadyDecided')
      if (stored.sentBy === actor.accountId) throw new Refusal('ownCase')
      changeListPolicy.refuseOwn(actor, stored.content)
      const decided = { state: decision, by: actor.accountId, atMs: nowMs, reason }
      if (!(await lists.decide(tx, key, decided))) throw new Refusal('alreadyDecided')
      const subject = `${key.townshipCode} ${key.month}`
      context.audit('changeList.decided', subject, key.townshipCode, { decision })
      return present(key, actor, nowMs, {
        asked,
        stored: await lists.list(key.townshipCode, key.month, tx),
      })
    },

    async table(key: Key, actor: Actor, nowMs: number): Promise<FileAnswer> {
      const asked = await read(key, actor)
      const stored = await lists.list(key.townshipCode, key.month)
      const file = await changeListTable(await present(key, actor, nowMs, { asked, stored }))
      const { townshipCode: areaCode, month } = key
      await lists.noteExport({ accountId: actor.accountId, atMs: nowMs, areaCode, month })
      return file
    },
  }
}

export type ChangeListService = ReturnType<typeof createChangeLists>
