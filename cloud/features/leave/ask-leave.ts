import type { InputOf } from '../../contract/define'
import type * as contract from '../../contract/leave'
import { leaveHalfLabel } from '../../contract/leave'
import { isOwnPost } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { CommandContext } from '../../http/serve'
import { addDays, shanghaiDay } from '../../platform/clock'
import type { Transaction } from '../../platform/database'
import {
  halfDaysOf,
  isOrdered,
  isTooLong,
  type Leave,
  leaveText,
  overlap,
} from '../../rules/blocks/half-day-leave'
import { chineseCalendar } from '../../rules/blocks/working-days'
import type { StaffService, WorkerInMonth } from '../staff/staff.service'
import type { LeaveRecord, LeaveStore } from './leave.store'
import { type RegulationOn, routeLeave } from './route-leave'

export interface AskParts {
  store: LeaveStore
  staff: Pick<StaffService, 'workersOf' | 'names'>
  regulationOn: RegulationOn
}

type Input = InputOf<typeof contract.request>

const townshipDigits = 9
const villageDigits = 12
/** Leaves that ended earlier cannot touch this one, however long both are. */
const farthestBackDays = 400

/** A year of leave is the most, and it ends no earlier than it begins. */
function checkedSpan(input: Input): number {
  const fault = !isOrdered(input) ? '结束比开始早' : isTooLong(input) ? '一次请假最多一年' : null
  if (fault)
    throw new Refusal('badInput', { message: fault, issues: [{ path: 'to', message: fault }] })
  const halfDays = halfDaysOf(chineseCalendar, input)
  if (halfDays === 0) throw new Refusal('leaveWithoutWork')
  return halfDays
}

/** How a leave is named in a sentence. */
export function spanText({ from, fromHalf, to, toHalf }: Leave): string {
  if (from === to && fromHalf === toHalf) return `${from} ${leaveHalfLabel[fromHalf]}`
  if (from === to) return from
  return leaveText({ from, fromHalf, to, toHalf })
}

export function createAskLeave({ store, staff, regulationOn }: AskParts) {
  /** Workers of the same township who are in service on this day, his own village's first. */
  async function colleaguesOf(
    accountId: string,
    gridCode: string,
    day: string,
  ): Promise<WorkerInMonth[]> {
    const township = gridCode.slice(0, townshipDigits)
    const village = gridCode.slice(0, villageDigits)
    const workers = await staff.workersOf([township], day.slice(0, 7))
    const inService = workers.filter(
      (one) =>
        one.accountId !== accountId &&
        one.serviceFrom <= day &&
        (one.serviceTo === null || one.serviceTo >= day),
    )
    return [
      ...inService.filter((one) => one.villageCode === village),
      ...inService.filter((one) => one.villageCode !== village),
    ]
  }

  /** Who stands in must be there: neither on leave himself nor asking for one (A-DYW-07). */
  async function requirePresent(
    tx: Transaction,
    substituteId: string,
    leave: Leave,
  ): Promise<void> {
    const theirs = await store.openOf(tx, substituteId, leave.from)
    if (!theirs.some((one) => overlap(one, leave))) return
    const names = await staff.names([substituteId])
    throw new Refusal('substituteAway', { name: names.get(substituteId) ?? '替班的人' })
  }

  async function checkSubstitute(
    tx: Transaction,
    { accountId, gridCode, today }: { accountId: string; gridCode: string; today: string },
    input: Input,
  ): Promise<void> {
    const { substituteId } = input
    if (substituteId === undefined) return
    const colleagues = await colleaguesOf(accountId, gridCode, today)
    if (!colleagues.some((one) => one.accountId === substituteId)) {
      const message = '替班的人要是本乡镇在岗的网格员'
      throw new Refusal('badInput', { message, issues: [{ path: 'substituteId', message }] })
    }
    await requirePresent(tx, substituteId, input)
  }

  return {
    colleaguesOf,
    requirePresent,

    /** Taken as it is asked for; whether it is granted, a person decides. */
    async request(
      input: Input,
      { actor, nowMs, commandId, tx }: CommandContext,
    ): Promise<LeaveRecord> {
      const { accountId } = actor
      const [post] = actor.posts
        .filter((one) => one.role === 'worker' && isOwnPost(one))
        .sort((a, b) => b.startsOn.localeCompare(a.startsOn))
      if (!post) throw new Refusal('notInService')
      const halfDays = checkedSpan(input)
      await store.lockAccounts(tx, [accountId, ...(input.substituteId ? [input.substituteId] : [])])
      const others = await store.openOf(tx, accountId, addDays(input.from, -farthestBackDays))
      const clash = others.find((one) => overlap(one, input))
      if (clash) throw new Refusal('leaveOverlaps', { message: spanText(clash) })
      const gridCode = post.scopeCode
      await checkSubstitute(tx, { accountId, gridCode, today: shanghaiDay(nowMs) }, input)
      const route = await routeLeave(regulationOn, {
        gridCode,
        workerKind: post.workerKind,
        leave: input,
        halfDays,
        others,
      })
      const record: LeaveRecord = {
        id: commandId,
        accountId,
        gridCode,
        from: input.from,
        fromHalf: input.fromHalf,
        to: input.to,
        toHalf: input.toHalf,
        halfDays,
        reason: input.reason,
        substituteId: input.substituteId ?? null,
        approver: route.approver,
        routeText: route.text.slice(0, 255),
        state: 'waiting',
        requestedAtMs: nowMs,
        decidedBy: null,
        decidedAtMs: null,
        decisionReason: null,
      }
      await store.add(tx, record)
      return record
    },
  }
}
