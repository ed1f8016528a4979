const mostKept = 20_000
const windowMs = 60_000

/** So many calls a minute for each key or network, counted on this node. */
export function createRateWindows(mostCalls: number) {
  const windows = new Map<string, { startMs: number; calls: number }>()
  return {
    /** False: too many. */
    take(key: string, nowMs: number): boolean {
      const known = windows.get(key)
      const fresh = !known || nowMs < known.startMs || nowMs - known.startMs >= windowMs
      const window = fresh ? { startMs: nowMs, calls: 0 } : known
      window.calls += 1
      windows.delete(key)
      windows.set(key, window)
      if (windows.size > mostKept) {
        const [oldest] = windows.keys()
        if (oldest !== undefined) windows.delete(oldest)
      }
      return window.calls <= mostCalls
    },
  }
}

/** A client's network: of an IPv6 address the half that one household shares. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:/, '')
  return plain.includes(':') ? plain.split(':').slice(0, 4).join(':') : plain
}
