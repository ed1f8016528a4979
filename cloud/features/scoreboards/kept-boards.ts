import type { Clock } from '../../platform/clock'

/** From how many workers on a board's figures are kept for a moment; below, they are always fresh. */
const bigBoard = 5_000
const keptMs = 30_000
const mostKept = 50

/**
 * The figures of very big areas, asked once for all who look at them and kept for half a minute.
 * A county of some hundred workers never gets here.
 */
export function createKept(clock: Clock) {
  const kept = new Map<string, { value: Promise<unknown>; loadedMs: number }>()
  return async function keptOr<T>(
    key: string,
    load: () => Promise<T>,
    sizeOf: (value: T) => number,
  ): Promise<T> {
    const nowMs = clock.nowMs()
    const before = kept.get(key)
    if (before && Math.abs(nowMs - before.loadedMs) < keptMs) return before.value as Promise<T>
    const value = load()
    if (kept.size >= mostKept) kept.clear()
    kept.set(key, { value, loadedMs: nowMs })
    const forget = () => {
      if (kept.get(key)?.value === value) kept.delete(key)
    }
    return value.then(
      (loaded) => {
        if (sizeOf(loaded) < bigBoard) forget()
        return loaded
      },
      (error) => {
        forget()
        throw error
      },
    )
  }
}
