import { Refusal } from '../../http/refusal'
import { addMonths } from '../../platform/clock'
import { isConflict, isDatabaseAway, isDuplicate } from '../../platform/database'
import type { FieldTime } from '../../platform/field-time'
import type { Position } from '../../platform/geometry'
import {
  type EarlierFix,
  judgeCheckIn,
  type NamedFence,
  type PositionFailure,
} from './judge-check-in'
import { withDay } from './month-progress'
import type { CheckInRecord, Earlier, MonthTally, TakeStore } from './take-check-in.store'

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
  deviceId: string
  deviceTakenAtMs: number
  receivedAtMs: number
  remark: string | null
  contentHash: Uint8Array
}

export interface Taken {
  record: CheckInRecord
  /** The record's month as it stands with it. */
  tally: MonthTally
}

const monthOf = (day: string) => day.slice(0, 7)
const tallyKey = (accountId: string, month: string) => accountId + month
const deviceKey = (deviceId: string, day: string) => deviceId.toLowerCase() + day

/** What is known of before, carried on from one record of the batch to the next. */
class Before {
  private readonly tallies = new Map<string, MonthTally>()
  private readonly lasts = new Map<string, EarlierFix>()

  constructor(
    { tallies, devices }: Earlier,
    private readonly memory: DeviceMemory,
  ) {
    for (const tally of tallies) {
      this.tallies.set(tallyKey(tally.accountId, tally.month), tally)
      const known = this.lasts.get(tally.accountId)
      if (tally.last && (!known || known.takenAtMs < tally.last.takenAtMs)) {
        this.lasts.set(tally.accountId, tally.last)
      }
    }
    for (const { deviceId, day, accountIds } of devices) {
      const users = memory.usersOf(deviceId, day)
      for (const accountId of accountIds) users.add(accountId)
    }
  }

  last(accountId: string): EarlierFix | null {
    return this.lasts.get(accountId) ?? null
  }

  shared({ accountId, deviceId, day }: Arrived): boolean {
    const users = this.memory.usersOf(deviceId, day)
    return users.size > 1 || (users.size === 1 && !users.has(accountId))
  }

  tally(accountId: string, month: string): MonthTally {
    const none = { accountId, month, countedDays: 0, checkIns: 0, last: null }
    return this.tallies.get(tallyKey(accountId, month)) ?? none
  }

  add(record: CheckInRecord): void {
    const { accountId, deviceId, day, position, takenAtMs } = record
    const tally = this.tally(accountId, monthOf(day))
    this.tallies.set(tallyKey(accountId, tally.month), withRecord(tally, record))
    if (position) this.lasts.set(accountId, { position, takenAtMs })
    this.memory.usersOf(deviceId, day).add(accountId)
  }
}

function withRecord(tally: MonthTally, record: CheckInRecord): MonthTally {
  const { position, takenAtMs } = record
  return {
    ...tally,
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
    const none = { accountId: record.accountId, month, countedDays: 0, checkIns: 0, last: null }
    sums.set(key, withRecord(sums.get(key) ?? none, record))
  }
  return [...sums.keys()].sort().map((key) => sums.get(key) as MonthTally)
}

function judged(arrived: Arrived, before: Before): CheckInRecord {
  const { fence, time, positionFailure, day: _day, ...kept } = arrived
  const judgement = judgeCheckIn({
    position: arrived.position,
    positionFailure,
    time,
    fence,
    previous: before.last(arrived.accountId),
    deviceShared: before.shared(arrived),
  })
  return { ...kept, ...judgement }
}

function answerTo(arrived: Arrived, record: CheckInRecord, before: Before): Taken | Refusal {
  const same =
    record.accountId === arrived.accountId &&
    Buffer.compare(record.contentHash, arrived.contentHash) === 0
  if (!same) return new Refusal('commandConflict')
  return { record, tally: before.tally(record.accountId, monthOf(record.day)) }
}

/** How many devices of a day are remembered. */
const mostDevices = 50_000

/**
 * Who was seen with a device on a day. The database is asked when a person first appears with it,
 * so the first record of each who shares a phone is noted whichever service took the others; later
 * ones need not be searched for again.
 */
class DeviceMemory {
  private readonly seen = new Map<string, Set<string>>()

  knows({ accountId, deviceId, day }: Arrived): boolean {
    return this.seen.get(deviceKey(deviceId, day))?.has(accountId) ?? false
  }

  usersOf(deviceId: string, day: string): Set<string> {
    const key = deviceKey(deviceId, day)
    const known = this.seen.get(key)
    if (known) return known
    if (this.seen.size >= mostDevices) this.seen.clear()
    const users = new Set<string>()
    this.seen.set(key, users)
    return users
  }
}

const distinct = (texts: string[]) => [...new Set(texts)]

function asked(
  batch: readonly Arrived[],
  known: ReadonlyMap<string, CheckInRecord>,
  memory: DeviceMemory,
) {
  const days = distinct([...batch, ...known.values()].map((one) => one.day))
  const months = distinct(days.map(monthOf))
  return {
    accountIds: distinct(batch.map((one) => one.accountId)),
    // the last place may stand in the month before
    months: distinct([...months, ...months.map((month) => addMonths(month, -1))]),
    deviceIds: distinct(batch.filter((one) => !memory.knows(one)).map((one) => one.deviceId)),
    days,
  }
}

const mostAttempts = 5

/** Writes a group of check-ins at once: each record exactly once, whatever was sent twice. */
export function createTakeBatch(store: TakeStore) {
  const memory = new DeviceMemory()

  async function write(
    batch: readonly Arrived[],
    known: ReadonlyMap<string, CheckInRecord>,
  ): Promise<(Taken | Refusal)[]> {
    const before = new Before(await store.earlier(asked(batch, known, memory)), memory)
    const records = new Map(known)
    const fresh: CheckInRecord[] = []
    for (const arrived of batch) {
      if (records.has(arrived.id)) continue
      const record = judged(arrived, before)
      before.add(record)
      records.set(arrived.id, record)
      fresh.push(record)
    }
    if (fresh.length > 0) await store.save(fresh, added(fresh))
    return batch.map((arrived) =>
      answerTo(arrived, records.get(arrived.id) as CheckInRecord, before),
    )
  }

  async function existing(batch: readonly Arrived[]): Promise<Map<string, CheckInRecord>> {
    const stored = await store.existing(batch.map((one) => one.id))
    return new Map(stored.map((record) => [record.id, record]))
  }

  /** After any failure it is looked up what is there already: the commit may have been done. */
  return async function take(batch: readonly Arrived[]): Promise<(Taken | Error)[]> {
    let failed = false
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await write(batch, failed ? await existing(batch) : new Map())
      } catch (error) {
        failed = true
        if (passes(error)) {
          if (attempt >= mostAttempts) throw new Refusal('databaseBusy')
          continue
        }
        if (batch.length === 1) throw error
        return oneByOne(batch)
      }
    }
  }

  /** One record that the database will not have must not take the others with it. */
  async function oneByOne(batch: readonly Arrived[]): Promise<(Taken | Error)[]> {
    const results: (Taken | Error)[] = []
    for (const arrived of batch) {
      try {
        results.push(...(await write([arrived], await existing([arrived]))))
      } catch (error) {
        results.push(passes(error) ? new Refusal('databaseBusy') : (error as Error))
      }
    }
    return results
  }
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
