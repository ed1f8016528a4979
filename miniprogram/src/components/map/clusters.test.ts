import { expect, test } from 'vitest'
import { clustersOf, type Pixel } from './clusters'

const distance = (one?: Pixel, other?: Pixel) =>
  Math.hypot((one?.x ?? 0) - (other?.x ?? 0), (one?.y ?? 0) - (other?.y ?? 0))

const itself = (point: Pixel) => point

test('what would lie on each other is together, what is apart is not', () => {
  const near = [
    { x: 10, y: 10 },
    { x: 50, y: 55 },
  ]
  const far = { x: 80, y: 10 }
  expect(clustersOf([...near, far], itself, 64)).toEqual([near, [far]])
})

test('everything is in one group and in one only, and no two groups lie on each other', () => {
  const points = Array.from({ length: 200 }, (_none, index) => ({
    x: ((index * 37) % 400) - 200,
    y: ((index * 53) % 300) - 150,
  }))
  const groups = clustersOf(points, itself, 64)
  expect(groups.flat()).toHaveLength(200)
  expect(new Set(groups.flat()).size).toBe(200)
  expect(groups.length).toBeLessThan(60)
  for (const [first, ...others] of groups)
    for (const other of others) expect(distance(other, first)).toBeLessThan(64)
  const firsts = groups.map(([first]) => first)
  for (const [index, first] of firsts.entries())
    for (const other of firsts.slice(index + 1))
      expect(distance(other, first)).toBeGreaterThanOrEqual(64)
})
