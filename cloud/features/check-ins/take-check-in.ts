import type * as contract from '../../contract/check-ins'
import type { InputOf, OutputOf } from '../../contract/define'
import type { WorkerKind } from '../../contract/primitives'
import { type Actor, actorOn, byNearness, isOwnPost } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { OwnContext } from '../../http/serve'
import { shanghaiDay } from '../../platform/clock'
import { sha256 } from '../../platform/crypto'
import { createLane } from '../../platform/database'
import { fieldTimeOf } from '../../platform/field-time'
import { judgePosition, type Position } from '../../platform/geometry'
import type { AreasService } from '../areas/areas.service'
import type { MonthsService } from '../pay/months.service'
import { checkInParameters } from './check-in-parameters'
import { presentCheckIn } from './check-ins.present'
import type { CheckInsStore } from './check-ins.store'
import type { NamedFence } from './judge-check-in'
import { monthProgress } from './month-progress'
import type { QuotaDays } from './quota-days'
import { type Arrived, createTakeBatch, type Taken } from './take-batch'
import type { CheckInRecord, MonthTally, TakeStore } from './take-check-in.store'

type Input = InputOf<typeof contract.take>

/** A counted check-in that arrived after its month was frozen: what was paid stays, a correction follows. */
export interface LateCheckIn {
  accountId: string
  month: string
  checkInId: string
  reason: string
  actor: Actor
  nowMs: number
}

export interface TakeParts {
  store: CheckInsStore
  takeStore: TakeStore
  areas: Pick<AreasService, 'fenceOf' | 'directory'>
  months: Pick<MonthsService, 'isFrozen'>
  quotaDays: QuotaDays
  signingKey: Uint8Array
  /**
   * Called after the record is durable and before it is acknowledged, and again when the phone
   * sends it again: it must find by itself whether there is anything left to correct.
   */
  onLateCheckIn(late: LateCheckIn): Promise<unknown>
}

/** A stored record with what its month has come to. */
interface Known {
  record: CheckInRecord
  tally: Pick<MonthTally, 'countedDays' | 'checkIns'>
}

interface Place {
  gridCode: string
  fence: NamedFence | null
}

const rank = { inside: 3, edge: 2, outside: 1, noPosition: 0 } as const

/** Equal for equal contents: what the schema gives out has its keys in the schema's order. */
const hashOf = (input: Input): Uint8Array => sha256(JSON.stringify(input))

/** Worker's grids on the record's day, by the posts he holds and those that ended lately. */
function gridsHeld(actor: Actor, day: string): string[] {
  const [only, second] = actor.posts
  // the usual worker has one post and holds it
  if (
    only &&
    !second &&
    actor.formerPosts.length === 0 &&
    only.role === 'worker' &&
    only.startsOn <= day &&
    (only.endsOn === null || only.endsOn >= day)
  )
    return [only.scopeCode]
  return actorOn(actor, day)
    .posts.filter((post) => post.role === 'worker')
    .sort(byNearness)
    .map((post) => post.scopeCode)
}

function createPlaceOf({ store, areas }: TakeParts) {
  async function mostFavourable(
    grids: readonly string[],
    position: Position | null,
  ): Promise<Place> {
    const places = await Promise.all(
      grids.map(async (gridCode) => ({ gridCode, fence: await areas.fenceOf(gridCode) })),
    )
    const [first, ...others] = places as [Place, ...Place[]]
    if (position === null) return first
    const rankOf = ({ fence }: Place) => (fence ? rank[judgePosition(fence, position).verdict] : 0)
    return others.reduce((best, one) => (rankOf(one) > rankOf(best) ? one : best), first)
  }

  /** The grid that is checked in for: one the worker had on that day, the given one if he says so. */
  return async function placeOf(
    actor: Actor,
    input: Input,
    day: string,
    today: string,
  ): Promise<Place> {
    const asked = input.gridCode
    const fits = (grids: readonly string[]) => (asked ? grids.includes(asked) : grids.length > 0)
    let grids = gridsHeld(actor, day)
    // sent long after a change of posts: what counts is where he was a worker on the day itself
    if (!fits(grids) && day < today) grids = await store.gridsOn(actor.accountId, day)
    if (grids.length === 0) throw new Refusal('notInService')
    if (!fits(grids)) throw new Refusal('gridNotYours')
    if (asked || grids.length === 1) {
      const gridCode = asked ?? (grids[0] as string)
      return { gridCode, fence: await areas.fenceOf(gridCode) }
    }
    return mostFavourable(grids, input.position)
  }
}

export function createTakeCheckIn(parts: TakeParts) {
  const { store, areas, months, quotaDays, signingKey } = parts
  const placeOf = createPlaceOf(parts)
  const { take: takeBatch, forget } = createTakeBatch(parts.takeStore)
  const lane = createLane<Arrived, Taken>(takeBatch, {
    mostItems: 256,
    mostWaiting: 20_000,
    overloaded: () => new Refusal('databaseBusy'),
  })

  function kindOf(actor: Actor, gridCode: string): WorkerKind | null {
    const posts = [...actor.posts, ...actor.formerPosts]
    return posts.find((post) => post.scopeCode === gridCode)?.workerKind ?? null
  }

  /** Whether it is the grid of somebody he stands in for: the day counts for who was there (A-DYW-07). */
  function isStandIn(actor: Actor, gridCode: string, day: string): boolean {
    // the usual worker stands in for nobody
    if (actor.posts.every(isOwnPost) && actor.formerPosts.every(isOwnPost)) return false
    const held = actorOn(actor, day).posts.filter((post) => post.scopeCode === gridCode)
    return held.length > 0 && !held.some(isOwnPost)
  }

  async function arrive(input: Input, context: OwnContext): Promise<Arrived> {
    const { actor, nowMs, commandId, identityRevision } = context
    const lateHours = checkInParameters.lateHours.value
    const time = fieldTimeOf(input.stamp, { receivedAtMs: nowMs, lateHours, signingKey })
    const day = shanghaiDay(time.takenAtMs)
    const { gridCode, fence } = await placeOf(actor, input, day, shanghaiDay(nowMs))
    return {
      id: commandId,
      accountId: actor.accountId,
      gridCode,
      fence,
      position: input.position,
      positionFailure: input.positionFailure,
      time,
      day,
      standsIn: isStandIn(actor, gridCode, day),
      deviceId: input.stamp.deviceId,
      deviceTakenAtMs: input.stamp.deviceTakenAtMs,
      receivedAtMs: nowMs,
      remark: input.remark ?? null,
      contentHash: hashOf(input),
      identityRevision,
    }
  }

  /** The caller's own record of this id and content, for one who could not take it today. */
  async function stored(input: Input, { actor, commandId }: OwnContext): Promise<Known | null> {
    const record = await store.checkIn(commandId)
    if (record?.accountId !== actor.accountId) return null
    if (Buffer.compare(record.contentHash, hashOf(input)) !== 0)
      throw new Refusal('commandConflict')
    return { record, tally: await store.tally(actor.accountId, record.day.slice(0, 7)) }
  }

  async function taken(input: Input, context: OwnContext): Promise<Known> {
    let arrived: Arrived
    try {
      arrived = await arrive(input, context)
    } catch (error) {
      const known = error instanceof Refusal ? await stored(input, context) : null
      if (!known) throw error
      return known
    }
    return lane.submit(arrived)
  }

  async function answer({ record, tally }: Known, { actor, nowMs }: OwnContext) {
    const { gridCode, day } = record
    const month = day.slice(0, 7)
    const today = shanghaiDay(nowMs)
    // a month that is not over cannot be frozen
    const frozen = month < today.slice(0, 7) && (await months.isFrozen(gridCode, month))
    if (frozen && record.counted) {
      const reason = `${day} 的签到在定案之后才送到`
      const { accountId, id: checkInId } = record
      await parts.onLateCheckIn({ accountId, month, checkInId, reason, actor, nowMs })
    }
    const gridName = (await areas.directory()).areaName(gridCode)
    const quota = await quotaDays(gridCode, month, kindOf(actor, gridCode))
    return {
      checkIn: presentCheckIn(record, { gridName, frozen }),
      progress: monthProgress(tally, { month, today, quotaDays: quota }),
    }
  }

  return {
    /** Accepted, judged and durable when it resolves; the same id again is given the same record. */
    take: async (input: Input, context: OwnContext): Promise<OutputOf<typeof contract.take>> =>
      answer(await taken(input, context), context),

    /** The first answer of a repeat, for one who may not take check-ins any more; null: no repeat. */
    async repeat(
      input: Input,
      context: OwnContext,
    ): Promise<OutputOf<typeof contract.take> | null> {
      const known = await stored(input, context)
      return known && answer(known, context)
    },

    /** What is remembered of a person's month no longer holds. */
    forget,
    idle: lane.idle,
  }
}
