import { CallerUncertain, hasMovedOn } from '../../http/identity-revision'
import { Refusal } from '../../http/refusal'
import { addMonths, withDay } from '../../platform/clock'
import { isConflict, isDatabaseAway, isDuplicate } from '../../platform/database'
import type { FieldTime } from '../../platform/field-time'
import type { Position } from '../../platform/geometry'
import {
  type EarlierFix,
  judgeCheckIn,
  type NamedFence,
  type PositionFailure,
} from './judge-check-in'
import type { CheckInRecord, MonthTally, TakeStore } from './take-check-in.store'
import { DeviceMemory, TallyMemory } from './take-memory'

/** A check-in on its way: everything that can be known without asking what was before. */
export interface Arrived {
  id: string
  accountId: string
  gridCode: string
  fence: NamedFence | null
  position: Position | null
  positionFailure: PositionFailure | undefined
  time: FieldTime
  day: string
  /** In the grid of somebody who is on leave. */
  standsIn: boolean
  deviceId: string
  deviceTakenAtMs: number
  receivedAtMs: number
  remark: string | null
  contentHash: Uint8Array
  /** At which the caller is remembered; null: looked up for this call. */
  identityRevision: string | null
}

export interface Taken {
  record: CheckInRecord
  /** The record's month as it stands with it. */
  tally: MonthTally
}

const monthOf = (day: string) => day.slice(0, 7)
const tallyKey = (accountId: string, month: string) => accountId + month

/** What is known of before, carried on from one record of the batch to the next. */
class Before {
  private readonly tallies = new Map<string, MonthTally>()
  private readonly lasts = new Map<string, EarlierFix>()
  private readonly devices: DeviceMemory

  constructor(tallies: Iterable<MonthTally>, devices: DeviceMemory) {
    this.devices = devices
    for (const tally of tallies) {
      this.tallies.set(tallyKey(tally.accountId, tally.month), tally)
      const known = this.lasts.get(tally.accountId)
      if (tally.last && (!known || known.takenAtMs < tally.last.takenAtMs)) {
        this.lasts.set(tally.accountId, tally.last)
      }
    }
  }

  last(accountId: string): EarlierFix | null {
    return this.lasts.get(accountId) ?? null
  }

  shared({ accountId, deviceId, day }: Arrived): boolean {
    const users = this.devices.usersOf(deviceId, day)
    return users.size > 1 || (users.size === 1 && !users.has(accountId))
  }

  tally(accountId: string, month: string): MonthTally {
    return this.tallies.get(tallyKey(accountId, month)) ?? emptyTally(accountId, month)
  }

  add(record: CheckInRecord): void {
    const { accountId, deviceId, day, position, takenAtMs } = record
    const tally = this.tally(accountId, monthOf(day))
    this.tallies.set(tallyKey(accountId, tally.month), withRecord(tally, record))
    if (position) this.lasts.set(accountId, { position, takenAtMs })
    this.devices.usersOf(deviceId, day).add(accountId)
  }

  /** Everybody's months as they stand now. */
  all(): MonthTally[] {
    return [...this.tallies.values()]
  }
}

function emptyTally(accountId: string, month: string): MonthTally {
  return { accountId, month, countedDays: 0, checkIns: 0, last: null }
}

function withRecord(tally: MonthTally, record: CheckInRecord): MonthTally {
  const { position, takenAtMs } = record
  return {
    accountId: tally.accountId,
    month: tally.month,
    countedDays: record.counted ? withDay(tally.countedDays, record.day) : tally.countedDays,
    checkIns: tally.checkIns + 1,
    last: position ? { position, takenAtMs } : tally.last,
  }
}

/** What the records add to each account's month, in one order everywhere, so that nobody deadlocks. */
function added(records: readonly CheckInRecord[]): MonthTally[] {
  const sums = new Map<string, MonthTally>()
  for (const record of records) {
    const month = monthOf(record.day)
    const key = tallyKey(record.accountId, month)
    sums.set(key, withRecord(sums.get(key) ?? emptyTally(record.accountId, month), record))
  }
  return [...sums.keys()].sort().map((key) => sums.get(key) as MonthTally)
}

function judged(arrived: Arrived, before: Before): CheckInRecord {
  const { accountId, position } = arrived
  const judgement = judgeCheckIn({
    position,
    positionFailure: arrived.positionFailure,
    time: arrived.time,
    fence: arrived.fence,
    previous: before.last(accountId),
    deviceShared: before.shared(arrived),
    standsIn: arrived.standsIn,
  })
  // written out: copying two objects into one costs more here than judging does
  return {
    id: arrived.id,
    accountId,
    gridCode: arrived.gridCode,
    position,
    deviceId: arrived.deviceId,
    deviceTakenAtMs: arrived.deviceTakenAtMs,
    receivedAtMs: arrived.receivedAtMs,
    takenAtMs: judgement.takenAtMs,
    day: judgement.day,
    verdict: judgement.verdict,
    counted: judgement.counted,
    distanceMeters: judgement.distanceMeters,
    pointName: judgement.pointName,
    notes: judgement.notes,
    remark: arrived.remark,
    contentHash: arrived.contentHash,
  }
}

function answerTo(arrived: Arrived, record: CheckInRecord, before: Before): Taken | Refusal {
  const same =
    record.accountId === arrived.accountId &&
    // its own record has the very hash that it came with
    (record.contentHash === arrived.contentHash ||
      Buffer.compare(record.contentHash, arrived.contentHash) === 0)
  if (!same) return new Refusal('commandConflict')
  return { record, tally: before.tally(record.accountId, monthOf(record.day)) }
}

function distinct<Key>(values: Iterable<Key>): Key[] {
  return [...new Set(values)]
}

/** The months of the records, and those before: the last place may stand there. */
function monthsOf(batch: readonly Arrived[], known: ReadonlyMap<string, CheckInRecord>): string[] {
  const months = distinct([...batch, ...known.values()].map((one) => monthOf(one.day)))
  return distinct(months.flatMap((month) => [month, addMonths(month, -1)]))
}

function revisionsOf(batch: readonly Arrived[]): string[] {
  const revisions = distinct(batch.map((one) => one.identityRevision))
  return revisions.filter((revision) => revision !== null)
}

const mostAttempts = 5

/** Writes a group of check-ins at once: each record exactly once, whatever was sent twice. */
export function createTakeBatch(store: TakeStore) {
  const devices = new DeviceMemory()
  const people = new TallyMemory()

  /** What was before, from memory where that is fresh; the database is asked for the others at once. */
  async function before(
    batch: readonly Arrived[],
    known: ReadonlyMap<string, CheckInRecord>,
    nowMs: number,
  ): Promise<Before> {
    const months = monthsOf(batch, known)
    const tallies: MonthTally[] = []
    const unknown: string[] = []
    for (const accountId of distinct(batch.map((one) => one.accountId))) {
      const kept = people.fresh(accountId, months, nowMs)
      if (kept) tallies.push(...kept)
      else unknown.push(accountId)
    }
    const met = batch.filter((one) => !devices.knows(one.accountId, one.deviceId, one.day))
    if (unknown.length > 0 || met.length > 0) {
      const earlier = await store.earlier({
        accountIds: unknown,
        months,
        deviceIds: distinct(met.map((one) => one.deviceId)),
        days: distinct(met.map((one) => one.day)),
      })
      const empty = unknown.flatMap((accountId) =>
        months.map((month) => emptyTally(accountId, month)),
      )
      tallies.push(...empty, ...earlier.tallies)
      for (const { deviceId, day, accountIds } of earlier.devices) {
        const users = devices.usersOf(deviceId, day)
        for (const accountId of accountIds) users.add(accountId)
      }
    }
    return new Before(tallies, devices)
  }

  async function write(
    batch: readonly Arrived[],
    known: ReadonlyMap<string, CheckInRecord>,
  ): Promise<(Taken | Refusal)[]> {
    const nowMs = batch[0]?.receivedAtMs ?? 0
    const state = await before(batch, known, nowMs)
    const revisions = revisionsOf(batch)
    const records = new Map(known)
    const fresh: CheckInRecord[] = []
    for (const arrived of batch) {
      if (records.has(arrived.id)) continue
      const record = judged(arrived, state)
      state.add(record)
      records.set(arrived.id, record)
      fresh.push(record)
    }
    if (fresh.length > 0) {
      await store.save(fresh, added(fresh), revisions)
    } else if (revisions.length > 0) {
      await store.checkCallers(revisions)
    }
    people.keep(state.all(), nowMs)
    return batch.map((arrived) =>
      answerTo(arrived, records.get(arrived.id) as CheckInRecord, state),
    )
  }

  async function existing(batch: readonly Arrived[]): Promise<Map<string, CheckInRecord>> {
    const stored = await store.existing(batch.map((one) => one.id))
    return new Map(stored.map((record) => [record.id, record]))
  }

  /** After any failure it is looked up what is there already: the commit may have been done. */
  async function take(batch: readonly Arrived[]): Promise<(Taken | Error)[]> {
    let failed = false
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await write(batch, failed ? await existing(batch) : new Map())
      } catch (error) {
        failed = true
        people.forget(batch.map((one) => one.accountId))
        if (hasMovedOn(error)) return lookedUpOnly(batch)
        if (passes(error)) {
          if (attempt >= mostAttempts) throw new Refusal('databaseBusy')
          continue
        }
        if (batch.length === 1) throw error
        return oneByOne(batch)
      }
    }
  }

  /** Somebody's identity changed: those who were only remembered are sent back to be looked up. */
  async function lookedUpOnly(batch: readonly Arrived[]): Promise<(Taken | Error)[]> {
    const sure = batch.filter((one) => one.identityRevision === null)
    const results = new Map<Arrived, Taken | Error>()
    if (sure.length > 0) {
      const taken = await take(sure)
      for (const [index, one] of sure.entries()) results.set(one, taken[index] as Taken | Error)
    }
    return batch.map((one) => results.get(one) ?? new CallerUncertain())
  }

  /** One record that the database will not have must not take the others with it. */
  async function oneByOne(batch: readonly Arrived[]): Promise<(Taken | Error)[]> {
    const results: (Taken | Error)[] = []
    for (const arrived of batch) {
      try {
        results.push(...(await write([arrived], await existing([arrived]))))
      } catch (error) {
        people.forget([arrived.accountId])
        results.push(passes(error) ? new Refusal('databaseBusy') : (error as Error))
      }
    }
    return results
  }

  return { take, forget: (accountId: string) => people.forget([accountId]) }
}

/** A failure that may be gone the next time: somebody was first, a conflict, the connection lost or killed. */
function passes(error: unknown): boolean {
  const number = (error as { errno?: number } | null)?.errno
  return (
    isDuplicate(error) ||
    isConflict(error) ||
    isDatabaseAway(error) ||
    number === 1927 ||
    number === 1317
  )
}
