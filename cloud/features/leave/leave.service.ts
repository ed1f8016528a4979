import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/leave'
import type { LeaveRow } from '../../contract/leave'
import { type Actor, isOwnPost, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { identityChanged } from '../../http/identity-revision'
import type { CallContext, CommandContext } from '../../http/serve'
import { addDays, shanghaiDay } from '../../platform/clock'
import type { AreasService, Directory } from '../areas/areas.service'
import { type AskParts, createAskLeave } from './ask-leave'
import type { NoticesService } from '../notices/notices.service'
import { leavePolicy } from './leave.policy'
import { presentLeave } from './leave.present'
import type { LeaveRecord } from './leave.store'
import { createTellLeave } from './tell-leave'

export interface LeaveParts extends AskParts {
  areas: Pick<AreasService, 'directory'>
  notices: Pick<NoticesService, 'insert'>
}

type Answer<E> = Promise<OutputOf<E>>

const shownDays = 366

/** Whether the worker may still take it back himself. */
function mayWithdraw({ state, from }: LeaveRecord, today: string): boolean {
  return state === 'waiting' || (state === 'approved' && from > today)
}

function placeOf(directory: Directory, gridCode: string) {
  return {
    gridName: directory.areaName(gridCode),
    villageName: directory.grid(gridCode)?.villageName ?? '',
  }
}

export type LeaveService = ReturnType<typeof createLeaveService>

export function createLeaveService(parts: LeaveParts) {
  const { store, staff, areas, regulationOn } = parts
  const tell = createTellLeave(parts)
  const asking = createAskLeave({ store, staff, regulationOn })

  async function present(
    records: readonly LeaveRecord[],
    actor: Actor,
    today: string,
  ): Promise<LeaveRow[]> {
    const ids = records.flatMap(({ accountId, substituteId, decidedBy }) =>
      [accountId, substituteId, decidedBy].filter((id) => id !== null),
    )
    const [names, directory] = await Promise.all([
      staff.names([...new Set(ids)]),
      areas.directory(),
    ])
    const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? ''))
    return records.map((record) =>
      presentLeave(record, {
        workerName: nameOf(record.accountId) ?? '',
        ...placeOf(directory, record.gridCode),
        substituteName: nameOf(record.substituteId),
        decidedByName: nameOf(record.decidedBy),
        mayDecide: leavePolicy.mayDecide(actor, record),
        mayWithdraw: record.accountId === actor.accountId && mayWithdraw(record, today),
      }),
    )
  }

  async function coveredToday(accountId: string, today: string) {
    const covered = await store.coveredBy(accountId, today)
    const [names, directory] = await Promise.all([
      staff.names(covered.map((one) => one.accountId)),
      areas.directory(),
    ])
    return covered.map(({ accountId: who, gridCode, from, fromHalf, to, toHalf }) => ({
      workerName: names.get(who) ?? '',
      gridCode,
      ...placeOf(directory, gridCode),
      from,
      fromHalf,
      to,
      toHalf,
    }))
  }

  return {
    async request(input: InputOf<typeof contract.request>, context: CommandContext) {
      const record = await asking.request(input, context)
      const [leave] = await present([record], context.actor, shanghaiDay(context.nowMs))
      return { leave: leave as LeaveRow, record }
    },

    async withdraw(
      { leaveId }: InputOf<typeof contract.withdraw>,
      { actor, nowMs, tx }: CommandContext,
    ): Promise<LeaveRecord> {
      const record = await store.lock(tx, leaveId)
      if (record?.accountId !== actor.accountId) throw new Refusal('notFound')
      if (!mayWithdraw(record, shanghaiDay(nowMs)))
        throw new Refusal(record.state === 'approved' ? 'leaveBegun' : 'alreadyDecided')
      const ended = { state: 'withdrawn' as const, by: actor.accountId, atMs: nowMs, reason: null }
      await store.end(tx, leaveId, ended)
      if (record.state === 'approved' && record.substituteId !== null) {
        await identityChanged(tx)
        await tell.withdrawn(tx, record, nowMs)
      }
      return record
    },

    /** Granted only while who stands in is there himself. */
    async decide(
      { leaveId, decision, reason }: InputOf<typeof contract.decide>,
      { actor, nowMs, tx }: CommandContext,
    ): Promise<LeaveRecord> {
      const record = await store.lock(tx, leaveId)
      if (!record) throw new Refusal('notFound')
      leavePolicy.requireDecider(actor, record)
      if (record.state !== 'waiting') throw new Refusal('alreadyDecided')
      if (decision === 'approved' && record.substituteId !== null) {
        await store.lockAccounts(tx, [record.substituteId])
        await asking.requirePresent(tx, record.substituteId, record)
      }
      await store.end(tx, leaveId, { state: decision, by: actor.accountId, atMs: nowMs, reason })
      // who stands in has the other's grid from the first day on, without signing in again
      if (decision === 'approved' && record.substituteId !== null) await identityChanged(tx)
      await tell.decided(tx, record, { decision, reason, nowMs })
      return record
    },

    async mine(actor: Actor, { nowMs }: CallContext): Answer<typeof contract.mine> {
      const today = shanghaiDay(nowMs)
      const { accountId } = actor
      const [records, standsInFor] = await Promise.all([
        store.of(accountId, addDays(today, -shownDays)),
        coveredToday(accountId, today),
      ])
      const leaves = await present(records, actor, today)
      const away = leaves.find(
        (one) => one.state === 'approved' && one.from <= today && one.to >= today,
      )
      return { leaves, today: { day: today, away: away ?? null, standsInFor } }
    },

    async colleagues(actor: Actor, { nowMs }: CallContext): Answer<typeof contract.colleagues> {
      const post = actor.posts.find((one) => one.role === 'worker' && isOwnPost(one))
      if (!post) return { people: [] }
      const today = shanghaiDay(nowMs)
      const [people, directory] = await Promise.all([
        asking.colleaguesOf(actor.accountId, post.scopeCode, today),
        areas.directory(),
      ])
      return {
        people: people.map(({ accountId, name, gridCode }) => ({
          accountId,
          name,
          ...placeOf(directory, gridCode),
        })),
      }
    },

    async list(
      { areaCode, state, on }: InputOf<typeof contract.list>,
      actor: Actor,
      { nowMs }: CallContext,
    ): Answer<typeof contract.list> {
      const scopes = visibleScopes(actor, leavePolicy.readers, areaCode)
      if (scopes.length === 0) throw new Refusal('notFound')
      const records = await store.inScopes(scopes, { state, on })
      return { leaves: await present(records, actor, shanghaiDay(nowMs)) }
    },
  }
}
