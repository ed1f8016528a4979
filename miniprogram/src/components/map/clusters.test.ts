import { expect, test } from 'vitest'
import { clustersOf, type Pixel } from './clusters'

const itself = (point: Pixel) => point

test('what would lie on each other is together, what is apart is not', () => {
  const near = [
    { x: 10, y: 10 },
    { x: 50, y: 55 },
  ]
  const far = { x: 70, y: 10 }
  expect(clustersOf([...near, far], itself, 64)).toEqual([near, [far]])
})

test('everything is in one group and in one only, west and north of the corner too', () => {
  const points = Array.from({ length: 200 }, (_none, index) => ({
    x: ((index * 37) % 400) - 200,
    y: ((index * 53) % 300) - 150,
  }))
  const groups = clustersOf(points, itself, 64)
  expect(groups.flat()).toHaveLength(200)
  expect(new Set(groups.flat()).size).toBe(200)
  expect(groups.length).toBeLessThan(60)
  for (const [first, ...others] of groups)
    for (const other of others) {
      expect(Math.abs(other.x - (first?.x ?? 0))).toBeLessThan(64)
      expect(Math.abs(other.y - (first?.y ?? 0))).toBeLessThan(64)
    }
})
