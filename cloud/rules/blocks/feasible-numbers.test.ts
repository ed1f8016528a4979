import fc from 'fast-check'
import { expect, it } from 'vitest'
import { naming, number } from './blocks-for-tests'
import { feasibleNumbers } from './feasible-numbers'

const words = { measure: '户', label: '长住户', unit: '名' }
const workers = feasibleNumbers(naming, {
  ...words,
  least: number('least', 6),
  most: number('most', 10),
})

it.each([
  [0, 0, 0, true],
  [1, 1, 0, false],
  [5, 1, 0, false],
  [6, 1, 1, true],
  [10, 1, 1, true],
  [11, 2, 1, false],
  [12, 2, 2, true],
  [20, 2, 3, true],
  [100, 10, 16, true],
])('%i households: %i to %i workers', (households, fewest, greatest, feasible) => {
  const numbers = workers(households)
  expect([numbers.fewest.value, numbers.greatest.value]).toEqual([fewest, greatest])
  expect(numbers.feasible).toBe(feasible)
})

it('is feasible just when some number gives each between the least and the most', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), (total) => {
      const { fewest, greatest, feasible } = workers(total)
      const fits = (count: number) => total >= 6 * count && total <= 10 * count
      const counts = Array.from({ length: 101 }, (_, index) => index).filter(fits)
      expect(feasible).toBe(counts.length > 0)
      if (feasible) expect([fewest.value, greatest.value]).toEqual([counts[0], counts.at(-1)])
    }),
  )
})

it('refuses a standard of nothing', () => {
  const none = { ...words, least: number('least', 0), most: number('most', 10) }
  expect(() => feasibleNumbers(naming, none)).toThrow('应大于 0')
})
