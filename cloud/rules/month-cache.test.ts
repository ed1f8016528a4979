import { expect, it } from 'vitest'
import { oncePerMonth } from './month-cache'

it('makes the rules of a month once, others for other readings, and does not grow without end', () => {
  let made = 0
  const rulesIn = oncePerMonth((month, readings) => ({ month, readings, number: made++ }))
  expect(rulesIn('2023-01')).toBe(rulesIn('2023-01'))
  expect(rulesIn('2023-01', { a: 1 })).toBe(rulesIn('2023-01', { a: 1 }))
  expect(rulesIn('2023-01', { a: 2 })).not.toBe(rulesIn('2023-01', { a: 1 }))
  expect(made).toBe(3)
  for (let index = 0; index < 200; index++) rulesIn('2023-01', { a: index })
  const before = made
  rulesIn('2023-01', { a: 199 })
  expect(made).toBe(before)
  rulesIn('2023-01', { a: 3 })
  expect(made).toBe(before + 1)
})

it('tells county values apart by what they say', () => {
  let made = 0
  const rulesIn = oncePerMonth(() => made++)
  const value = (fen: number) => [{ name: 'baseFen', from: '2023-01-01', value: fen }]
  expect(rulesIn('2023-01', undefined, value(1))).toBe(rulesIn('2023-01', undefined, value(1)))
  expect(rulesIn('2023-01', undefined, value(2))).not.toBe(rulesIn('2023-01', undefined, value(1)))
  expect(rulesIn('2023-01', undefined, [])).toBe(rulesIn('2023-01'))
})
