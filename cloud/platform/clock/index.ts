/** The only place that reads the time; everything else is handed a Clock or an instant. */
export interface Clock {
  nowMs(): number
}

export const systemClock: Clock = { nowMs: () => Date.now() }

/** A clock that a test moves by hand. */
export function fixedClock(
  startMs: number,
): Clock & { set(ms: number): void; advance(ms: number): void } {
  let nowMs = startMs
  return {
    nowMs: () => nowMs,
    set: (ms) => {
      nowMs = ms
    },
    advance: (ms) => {
      nowMs += ms
    },
  }
}

export { bitCount, dayBit, daysLeft, daysOfBits, hasDay, withDay } from './day-bits'
export * from './shanghai'
