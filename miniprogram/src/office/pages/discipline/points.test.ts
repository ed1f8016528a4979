import { expect, it } from 'vitest'
import { hundredthsOf, pointsText } from './points'

it('reads points exactly, up to the most', () => {
  expect(['97.5', '97.05', '0', ' 60 ', '60.01'].map((text) => hundredthsOf(text, 100))).toEqual([
    9750, 9705, 0, 6000, 6001,
  ])
  expect(hundredthsOf('60.01', 60)).toBeNull()
  expect(hundredthsOf('60', 60)).toBe(6000)
})

it('refuses what is no number of points', () => {
  expect(['', '-1', '1.234', '.5', '一百', '1e2'].map((text) => hundredthsOf(text, 100))).toEqual(
    Array(6).fill(null),
  )
})

it('shows them as people write them', () => {
  expect([9750, 9705, 0, 10_000].map(pointsText)).toEqual(['97.5', '97.05', '0', '100'])
})
