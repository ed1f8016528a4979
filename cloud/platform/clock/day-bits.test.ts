import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bitCount, daysOfBits, hasDay, withDay } from './day-bits'

const bitsOf = (days: readonly string[]) => days.reduce(withDay, 0)

describe('days as bits', () => {
  it('come back as they went in, the 31st as well', () => {
    const day = fc.integer({ min: 1, max: 31 }).map((n) => `2026-07-${String(n).padStart(2, '0')}`)
    fc.assert(
      fc.property(fc.array(day), (days) => {
        const bits = bitsOf(days)
        expect(bits).toBeGreaterThanOrEqual(0)
        expect(daysOfBits(bits, '2026-07')).toEqual([...new Set(days)].sort())
        expect(bitCount(bits)).toBe(new Set(days).size)
        expect(days.every((one) => hasDay(bits, one))).toBe(true)
      }),
    )
  })

  it('are counted up to a whole month of 31', () => {
    expect([0, 1, 0b1011, 2 ** 31 - 1].map(bitCount)).toEqual([0, 1, 3, 31])
  })
})
