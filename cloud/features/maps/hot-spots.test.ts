import { describe, expect, it } from 'vitest'
import { convertPosition, distanceMeters, type Position } from '../../platform/geometry'
import { findHotSpots, type PlacedMatter } from './hot-spots'

const market: Position = { longitude: 110.7531, latitude: 36.4655, datum: 'wgs84' }

const at = (east: number, north: number, classCode: PlacedMatter['classCode'] = 'facility') => ({
  position: {
    longitude: market.longitude + east / 89_000,
    latitude: market.latitude + north / 111_000,
    datum: 'wgs84' as const,
  },
  classCode,
})

describe('hot spots', () => {
  it('are where matters came up close together, the most first', () => {
    const spots = findHotSpots([
      at(0, 0),
      at(20, 0, 'sanitation'),
      at(0, 20, 'sanitation'),
      at(10, 10, 'sanitation'),
      ...[1, 2, 3].map((step) => at(3_000 + step, 3_000)),
      at(-4_000, 0),
      at(-4_000, 0),
    ])
    expect(spots.map((spot) => [spot.matterCount, spot.classLabel])).toEqual([
      [4, '垃圾、环境卫生'],
      [3, '道路、水电、通讯等设施'],
    ])
    const [first] = spots
    expect(distanceMeters(first?.position ?? market, at(7.5, 7.5).position)).toBeLessThan(1)
    expect(first?.radiusMeters).toBe(80)
  })

  it('take positions of either datum for the places they mean', () => {
    const mixed = [at(0, 0), at(1, 1), at(2, 2)].map((matter, index) =>
      index === 1 ? { ...matter, position: convertPosition(matter.position, 'gcj02') } : matter,
    )
    const [spot, ...others] = findHotSpots(mixed)
    expect(others).toEqual([])
    expect(spot?.matterCount).toBe(3)
    expect(distanceMeters(spot?.position ?? market, at(1, 1).position)).toBeLessThan(1)
  })

  it('are none of few, and none of none', () => {
    expect(findHotSpots([])).toEqual([])
    expect(findHotSpots([at(0, 0), at(0, 0)])).toEqual([])
  })
})
