import { describe, expect, it } from 'vitest'
import { afterQuietHours, firstSendAtMs, nextAttemptAtMs, readByMs } from './send-times'

const at = (text: string) => Date.parse(`${text}+08:00`)
const minuteMs = 60_000

describe('quiet hours', () => {
  it('let nothing out from ten at night to seven in the morning', () => {
    const sevenOnThe16th = at('2026-06-16T07:00:00')
    expect(afterQuietHours(at('2026-06-15T21:59:59.999'))).toBe(at('2026-06-15T21:59:59.999'))
    expect(afterQuietHours(at('2026-06-15T22:00:00'))).toBe(sevenOnThe16th)
    expect(afterQuietHours(at('2026-06-15T23:59:59.999'))).toBe(sevenOnThe16th)
    expect(afterQuietHours(at('2026-06-16T00:00:00'))).toBe(sevenOnThe16th)
    expect(afterQuietHours(at('2026-06-16T06:59:59.999'))).toBe(sevenOnThe16th)
    expect(afterQuietHours(sevenOnThe16th)).toBe(sevenOnThe16th)
  })

  it('hold for the whole time of collecting', () => {
    expect(firstSendAtMs(at('2026-06-15T10:00:00'), false)).toBe(at('2026-06-15T10:05:00'))
    expect(firstSendAtMs(at('2026-06-15T21:57:00'), false)).toBe(at('2026-06-16T07:00:00'))
    expect(firstSendAtMs(at('2026-12-31T23:30:00'), false)).toBe(at('2027-01-01T07:00:00'))
  })

  it('do not hold for what is urgent', () => {
    const night = at('2026-06-15T23:30:00')
    expect(firstSendAtMs(night, true)).toBe(night)
    expect(nextAttemptAtMs(night, 1, true, 0.5)).toBe(night + minuteMs)
    expect(nextAttemptAtMs(night, 1, false, 0.5)).toBe(at('2026-06-16T07:00:00'))
  })
})

describe('what failed', () => {
  const now = at('2026-06-15T10:00:00')
  const minutes = (attempts: number, chance: number) =>
    (nextAttemptAtMs(now, attempts, false, chance) - now) / minuteMs

  it('is tried again later each time, at most after two hours', () => {
    expect([1, 2, 3, 4, 5, 6].map((attempts) => minutes(attempts, 0.5))).toEqual([
      1, 3, 9, 27, 81, 120,
    ])
  })

  it('does not come back all at once', () => {
    expect(minutes(3, 0)).toBeCloseTo(7.2)
    expect(minutes(3, 1)).toBeCloseTo(10.8)
  })
})

describe('when it should have been read', () => {
  it('is the hour for what is urgent, else the end of the next working day', () => {
    const friday = at('2026-06-12T09:00:00')
    expect(readByMs(friday, true)).toBe(at('2026-06-12T10:00:00'))
    expect(readByMs(friday, false)).toBe(at('2026-06-15T18:00:00'))
    // the Dragon Boat holiday of 2026 ends with Sunday the 21st
    expect(readByMs(at('2026-06-18T20:00:00'), false)).toBe(at('2026-06-22T18:00:00'))
  })
})
