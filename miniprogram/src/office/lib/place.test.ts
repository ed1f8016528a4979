import { expect, test } from 'vitest'
import { inDatum, metersToOutline } from './place'

const square = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [110.75, 36.46],
      [110.76, 36.46],
      [110.76, 36.47],
      [110.75, 36.47],
      [110.75, 36.46],
    ],
  ],
}

test('inside is negative, outside positive, in meters to the nearest edge', () => {
  const inside = metersToOutline({ longitude: 110.755, latitude: 36.461 }, square)
  const outside = metersToOutline({ longitude: 110.755, latitude: 36.459 }, square)
  expect(inside).toBeLessThan(-105)
  expect(inside).toBeGreaterThan(-117)
  expect(outside).toBeGreaterThan(105)
  expect(outside).toBeLessThan(117)
})

test('a public-map position lies some hundred meters off and comes back', () => {
  const true84 = { longitude: 110.7529, latitude: 36.4653 }
  const shifted = inDatum(true84, 'wgs84', 'gcj02')
  const back = inDatum(shifted, 'gcj02', 'wgs84')
  const meters = Math.hypot(
    (shifted.longitude - true84.longitude) * 89_500,
    (shifted.latitude - true84.latitude) * 111_000,
  )
  expect(meters).toBeGreaterThan(100)
  expect(meters).toBeLessThan(900)
  expect(Math.abs(back.longitude - true84.longitude)).toBeLessThan(2e-5)
  expect(Math.abs(back.latitude - true84.latitude)).toBeLessThan(2e-5)
})
