import { expect, test } from 'vitest'
import { gridCodeOf } from './entry'

test('a grid is found in each way a page can be opened', () => {
  const grid = '141030100001A001'
  expect(gridCodeOf({ code: grid })).toBe(grid)
  expect(gridCodeOf({ q: encodeURIComponent(`https://grid.example.cn/g/${grid}`) })).toBe(grid)
  expect(gridCodeOf({ q: encodeURIComponent(`https://grid.example.cn/g/${grid}?from=a`) })).toBe(
    grid,
  )
  expect(gridCodeOf({ scene: encodeURIComponent(`g=${grid}`) })).toBe(grid)
})

test('anything else is no grid', () => {
  expect(gridCodeOf({})).toBeNull()
  expect(gridCodeOf({ code: '141030' })).toBeNull()
  expect(gridCodeOf({ q: '%E0%A4%A' })).toBeNull()
})
