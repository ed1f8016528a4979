import { expect, test } from 'vitest'
import { badgeCodeOf, gridCodeOf } from './entry'

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

test('a printed code is found as well, of a grid and of a badge', () => {
  const printed = '00001z_bcDEF-12345'
  const link = (folder: string) =>
    encodeURIComponent(`https://grid.example.cn/${folder}/${printed}`)
  expect(gridCodeOf({ q: link('g') })).toBe(printed)
  expect(gridCodeOf({ scene: encodeURIComponent(printed) })).toBe(printed)
  expect(badgeCodeOf({ b: printed })).toBe(printed)
  expect(badgeCodeOf({ q: link('b') })).toBe(printed)
  expect(badgeCodeOf({ scene: printed })).toBe(printed)
  expect(badgeCodeOf({ b: '141030100001A001' })).toBeNull()
  expect(badgeCodeOf({ b: `${printed}x` })).toBeNull()
})
