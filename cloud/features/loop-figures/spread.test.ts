import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeSpreads, mostValues, quantileMinutes, spreadOf } from './spread'

/** By the book, from the values themselves. */
function exactly(values: readonly number[], hundredths: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  const rank = (sorted.length * hundredths) / 100
  const lower = sorted[Math.ceil(rank) - 1] ?? Number.NaN
  return hundredths === 50 && Number.isInteger(rank) ? (lower + (sorted[rank] ?? 0)) / 2 : lower
}

describe('a spread', () => {
  it('has no median of nothing', () => {
    expect(quantileMinutes(spreadOf([]), 50)).toBeNull()
    expect(quantileMinutes(mergeSpreads([]), 90)).toBeNull()
  })

  it('knows what a person works out by hand', () => {
    const spread = spreadOf([30, 600, 90, 90, 10])
    expect(spread).toEqual([10, 1, 30, 1, 90, 2, 600, 1])
    expect(quantileMinutes(spread, 50)).toBe(90)
    expect(quantileMinutes(spread, 90)).toBe(600)
    expect(quantileMinutes(spreadOf([10, 20]), 50)).toBe(15)
    expect(quantileMinutes(spreadOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), 90)).toBe(9)
  })

  it('is exact while few values differ, however many there are', () => {
    const few = fc.array(fc.integer({ min: 0, max: mostValues - 1 }), { minLength: 1 })
    fc.assert(
      fc.property(few, few, (one, other) => {
        const merged = mergeSpreads([spreadOf(one), spreadOf(other)])
        for (const hundredths of [50, 90]) {
          expect(quantileMinutes(merged, hundredths)).toBe(exactly([...one, ...other], hundredths))
        }
      }),
    )
  })

  it('is within a percent when many differ, in whatever order it was put together', () => {
    const values = Array.from({ length: 5_000 }, (_none, index) => (index * 7_919) % 90_001)
    const parts = [0, 1, 2, 3].map((part) =>
      spreadOf(values.filter((_value, index) => index % 4 === part)),
    )
    const [a = [], b = [], c = [], d = []] = parts
    const merged = mergeSpreads([mergeSpreads([a, b]), mergeSpreads([c, d])])
    expect(merged).toEqual(mergeSpreads(parts))
    expect(merged.length / 2).toBeLessThan(1_000)
    for (const hundredths of [50, 90]) {
      const right = exactly(values, hundredths)
      expect(Math.abs((quantileMinutes(merged, hundredths) ?? 0) - right)).toBeLessThan(right / 100)
    }
  })
})
