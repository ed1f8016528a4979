import { type Clock, shanghaiDay } from '../../platform/clock'
import type { ClockValue, ClockValuesStore } from './clock-values.store'
import type { ClockRule, CountyClocks, Timed } from './clocks'

/** What counties have set, as it is known today. */
export interface ClockBook {
  countyClocks: CountyClocks
  /** A county's own value of a day, the product's own set again included. */
  valueOn(key: ClockKey, day: string): ClockValue | null
  /** What a county has set that begins after a day, the soonest first. */
  comingAfter(countyCode: string, day: string): ClockValue[]
}

export type ClockKey = Pick<ClockValue, 'countyCode' | 'clock' | 'classCode' | 'level'>

const countyLength = 6
const keptMs = 60_000

const keyOf = ({ countyCode, clock, classCode, level }: ClockKey) =>
  `${countyCode} ${clock} ${classCode} ${level}`

export const countyOf = (code: string) => code.slice(0, countyLength)

/** `values` in the order in which they come into force. */
export function buildClockBook(values: readonly ClockValue[]): ClockBook {
  const byKey = new Map<string, ClockValue[]>()
  for (const value of values) {
    const key = keyOf(value)
    const before = byKey.get(key)
    if (before) before.push(value)
    else byKey.set(key, [value])
  }
  const valueOn = (key: ClockKey, day: string): ClockValue | null =>
    byKey.get(keyOf(key))?.findLast(({ startsOn }) => startsOn <= day) ?? null

  return {
    valueOn,
    countyClocks(clock, { gridCode, classCode, level }: Timed, day): ClockRule | null {
      const value = valueOn({ countyCode: countyOf(gridCode), clock, classCode, level }, day)
      if (!value || value.minutes === null) return null
      return { hours: value.minutes / 60, from: value.startsOn, source: value.basis }
    },
    comingAfter: (countyCode, day) =>
      values.filter((value) => value.countyCode === countyCode && value.startsOn > day),
  }
}

export interface ClockValuesService {
  /** Kept in memory: a move asks no question of the database for it. */
  book(): Promise<ClockBook>
  /** After a change: forgets what was read. */
  invalidate(): void
}

/**
 * At most a minute old, and never older than the day. What is set begins on a later day, so that
 * every process knows it before the first clock is begun by it.
 */
export function createClockValues(parts: {
  store: Pick<ClockValuesStore, 'all'>
  clock: Clock
}): ClockValuesService {
  let kept: { book: Promise<ClockBook>; loadedMs: number; day: string } | null = null
  return {
    book() {
      const nowMs = parts.clock.nowMs()
      const day = shanghaiDay(nowMs)
      const isFresh = kept?.day === day && nowMs >= kept.loadedMs && nowMs - kept.loadedMs < keptMs
      if (kept && isFresh) return kept.book
      const entry = { book: parts.store.all().then(buildClockBook), loadedMs: nowMs, day }
      entry.book.catch(() => {
        if (kept === entry) kept = null
      })
      kept = entry
      return entry.book
    },

    invalidate() {
      kept = null
    },
  }
}
