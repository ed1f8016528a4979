import { expect, it } from 'vitest'
import { decimalsText, hundredthsOf, numberOf, percentHundredths } from './hundredths'

it.each([
  [42, 44, 9545],
  [24, 25, 9600],
  [1, 3, 3333],
  [2, 3, 6667],
  [1, 800, 13],
  [0, 5, 0],
  [0, 0, null],
  [5, 0, null],
])('%i of %i is %s hundredths of a percent', (part, whole, expected) =>
  expect(percentHundredths(part, whole)).toBe(expected),
)

it('keeps two decimals exactly', () => {
  expect(hundredthsOf(95.45)).toBe(9545)
  expect(hundredthsOf(0.29)).toBe(29)
  expect(numberOf(9545)).toBe(95.45)
  expect(decimalsText(9500)).toBe('95.00')
  expect(decimalsText(-5)).toBe('-0.05')
})
