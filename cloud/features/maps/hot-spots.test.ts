import fc from 'fast-check'
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

  it('are what comparing each with each finds, and all of a thousand in one place', () => {
    const isNear = (one: PlacedMatter, other: PlacedMatter) =>
      distanceMeters(one.position, other.position) <= 150
    /** Each with its neighbours, the most crowded first; who was taken by one belongs to no other. */
    function plainly(matters: readonly PlacedMatter[]): number[] {
      const all = matters.map((one) => matters.filter((other) => isNear(one, other)))
      const taken = new Set<PlacedMatter>()
      const counts: number[] = []
      for (const [index, near] of [...all.entries()].sort(([, a], [, b]) => b.length - a.length)) {
        const free = near.filter((other) => !taken.has(other))
        if (taken.has(matters[index] as PlacedMatter) || free.length < 3 || counts.length >= 20)
          continue
        for (const other of free) taken.add(other)
        counts.push(free.length)
      }
      return counts.sort((a, b) => b - a)
    }
    const meters = fc.integer({ min: 0, max: 90 }).map((steps) => steps * 20)
    const spread = fc.array(fc.tuple(meters, meters), { maxLength: 120 })
    fc.assert(
      fc.property(spread, (places) => {
        const matters = places.map(([east, north]) => at(east, north))
        const found = findHotSpots(matters).map((spot) => spot.matterCount)
        expect(found).toEqual(plainly(matters))
      }),
      { seed: 5, numRuns: 100 },
    )
    const market = Array.from({ length: 1_000 }, () => at(0, 0))
    expect(findHotSpots(market).map((spot) => spot.matterCount)).toEqual([1_000])
  })

  it('are none of few, and none of none', () => {
    expect(findHotSpots([])).toEqual([])
    expect(findHotSpots([at(0, 0), at(0, 0)])).toEqual([])
  })
})
