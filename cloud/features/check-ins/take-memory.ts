import type { MonthTally } from './take-check-in.store'

/** How many devices of a day, and how many people's months, are remembered. */
const mostKept = 50_000
const keptMs = 60_000

/**
 * Who was seen with a device on a day. The database is asked when a person first appears with it,
 * so the first record of each who shares a phone is noted whichever service took the others; later
 * ones need not be searched for again.
 */
export class DeviceMemory {
  private readonly seen = new Map<string, Set<string>>()

  knows(accountId: string, deviceId: string, day: string): boolean {
    return this.seen.get(deviceId.toLowerCase() + day)?.has(accountId) ?? false
  }

  usersOf(deviceId: string, day: string): Set<string> {
    const key = deviceId.toLowerCase() + day
    const known = this.seen.get(key)
    if (known) return known
    if (this.seen.size >= mostKept) this.seen.clear()
    const users = new Set<string>()
    this.seen.set(key, users)
    return users
  }
}

interface Kept {
  tallies: Map<string, MonthTally>
  loadedMs: number
}

/**
 * The months of people who have just checked in, for at most a minute: what a check-in adds is
 * added in the database itself, so an old figure here can only be shown, never written.
 */
export class TallyMemory {
  private readonly people = new Map<string, Kept>()

  /** The person's months, when all of these are known and fresh. */
  fresh(accountId: string, months: readonly string[], nowMs: number): MonthTally[] | null {
    const kept = this.people.get(accountId)
    if (!kept || Math.abs(nowMs - kept.loadedMs) >= keptMs) return null
    const tallies: MonthTally[] = []
    for (const month of months) {
      const tally = kept.tallies.get(month)
      if (!tally) return null
      tallies.push(tally)
    }
    return tallies
  }

  keep(tallies: readonly MonthTally[], nowMs: number): void {
    for (const tally of tallies) {
      let kept = this.people.get(tally.accountId)
      if (!kept || Math.abs(nowMs - kept.loadedMs) >= keptMs) {
        if (this.people.size >= mostKept) this.people.clear()
        kept = { tallies: new Map(), loadedMs: nowMs }
        this.people.set(tally.accountId, kept)
      }
      kept.tallies.set(tally.month, tally)
    }
  }

  /** What is known may no longer hold. */
  forget(accountIds: Iterable<string>): void {
    for (const accountId of accountIds) this.people.delete(accountId)
  }
}
