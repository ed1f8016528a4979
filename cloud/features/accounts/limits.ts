import type { Clock } from '../../platform/clock'

const mostKept = 20_000

/** Keeps the newest keys only, so that guessing many names cannot fill the memory. */
function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key)
  map.set(key, value)
  if (map.size <= mostKept) return
  const [oldest] = map.keys()
  if (oldest !== undefined) map.delete(oldest)
}

/** A client's network: of an IPv6 address the half that one household shares. */
function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/, '')
  return plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain
}

/** So many tries a minute from one address; a good one is given back. */
export function createAddressLimiter(clock: Clock, mostTries = 30, windowMs = 60_000) {
  const windows = new Map<string, { startMs: number; tries: number }>()
  return {
    /** False: too many. */
    take(address: string): boolean {
      const key = networkOf(address)
      const nowMs = clock.nowMs()
      const known = windows.get(key)
      const fresh = !known || nowMs - known.startMs >= windowMs || nowMs < known.startMs
      const window = fresh ? { startMs: nowMs, tries: 0 } : known
      window.tries += 1
      keep(windows, key, window)
      return window.tries <= mostTries
    },
    giveBack(address: string): void {
      const window = windows.get(networkOf(address))
      if (window) window.tries -= 1
    },
  }
}

export const triesBeforeLock = 5
export const shortestLockMinutes = 15
export const longestLockMinutes = 60

/** Minutes of the lock that the n-th failure in a row brings; 0: none. */
export function lockMinutes(failures: number): number {
  if (failures === 0 || failures % triesBeforeLock !== 0) return 0
  return Math.min(longestLockMinutes, shortestLockMinutes * (failures / triesBeforeLock))
}

/** Locks names that no account has like those that one has, so that a lock tells nothing. */
export function createUnknownNames(clock: Clock) {
  const names = new Map<string, { failures: number; lockedUntilMs: number }>()
  return {
    /** When the lock ends, or null: the try was counted. */
    take(name: string): number | null {
      const nowMs = clock.nowMs()
      const known = names.get(name) ?? { failures: 0, lockedUntilMs: 0 }
      if (known.lockedUntilMs > nowMs) return known.lockedUntilMs
      const failures = known.failures + 1
      const minutes = lockMinutes(failures)
      keep(names, name, { failures, lockedUntilMs: minutes > 0 ? nowMs + minutes * 60_000 : 0 })
      return null
    },
  }
}
