import booleanPointInPolygon from '@turf/boolean-point-in-polygon'
import { polygon } from '@turf/helpers'
import { describe, expect, it } from 'vitest'
import { isOutline, prepareOutline, signedDistanceMeters } from '../../cloud/platform/geometry'
import { areasOf } from './divisions'
import { countyOutline, gridsOf } from './grids'
import { closedRing, type Place, planeRing, shareOut } from './outlines'
import {
  areaOf,
  clearance,
  clip,
  edgesMeet,
  edgesOf,
  isInside,
  piecesWithin,
  type Ring,
} from './polygons'
import { createRandom } from './random'
import type { DemoGrid } from './types'

const shapeOf = (ring: readonly Place[]) => polygon([ring.map((place) => [...place])])
const whole = shapeOf(countyOutline)
const wholeOutline = prepareOutline({ type: 'Polygon', coordinates: [countyOutline] })
/** Coordinates are rounded to six decimals: a tenth of a metre. */
const roundingMeters = 0.2

/** Inside, or on the county's own line as far as rounded coordinates can be. */
function isWithinCounty(place: Place): boolean {
  const isOnLine = Math.abs(signedDistanceMeters(wholeOutline, ...place)) < roundingMeters
  return isOnLine || booleanPointInPolygon([...place], whole)
}

function isSimple(ring: Ring): boolean {
  const edges = edgesOf(ring)
  return edges.every(([a, b]) =>
    edges.every(([c, d]) => a === c || a === d || b === c || !edgesMeet([a, b], [c, d])),
  )
}

/** Places of a lattice over a grid's outline, well inside it. */
function placesWithin(grid: DemoGrid): [number, number][] {
  const longitudes = grid.ring.map(([longitude]) => longitude)
  const latitudes = grid.ring.map(([, latitude]) => latitude)
  const [west, south] = [Math.min(...longitudes), Math.min(...latitudes)]
  const [east, north] = [Math.max(...longitudes), Math.max(...latitudes)]
  const outline = prepareOutline({ type: 'Polygon', coordinates: [grid.ring] })
  const steps = Array.from({ length: 9 }, (_none, index) => (index + 0.5) / 9)
  return steps
    .flatMap((x) =>
      steps.map((y): [number, number] => [west + (east - west) * x, south + (north - south) * y]),
    )
    .filter(
      ([longitude, latitude]) =>
        signedDistanceMeters(outline, longitude, latitude) > roundingMeters,
    )
}

describe.each([141030, 1, 2, 3])('the outlines of the grids, seed %i', (seed) => {
  const grids = gridsOf(areasOf(), createRandom(seed))

  it('are sound, small to send and large enough to walk in', () => {
    for (const { ring, name, datum, outlineSource } of grids) {
      expect(isOutline({ type: 'Polygon', coordinates: [ring] }), name).toBe(true)
      expect(ring.at(0)).toEqual(ring.at(-1))
      expect(ring.length - 1, name).toBeLessThanOrEqual(24)
      expect(isSimple(planeRing(ring)), name).toBe(true)
      expect(areaOf(planeRing(ring)) * 111.2 ** 2, name).toBeGreaterThan(0.2)
      for (const value of ring.flat()) expect(Math.round(value * 1e6) / 1e6).toBe(value)
      expect([datum, outlineSource]).toEqual(['wgs84', 'synthetic'])
    }
  })

  it('lie inside the county and cover it', () => {
    for (const { ring, name } of grids) {
      for (const place of ring) expect(isWithinCounty(place), `${name} ${place}`).toBe(true)
    }
    const sum = grids.reduce((total, { ring }) => total + areaOf(planeRing(ring)), 0)
    expect(sum / areaOf(planeRing(countyOutline))).toBeCloseTo(1, 5)
  })

  it('do not overlap', () => {
    const outlines = grids.map(({ ring }) =>
      prepareOutline({ type: 'Polygon', coordinates: [ring] }),
    )
    const holders = (place: Place) =>
      outlines.filter((outline) => signedDistanceMeters(outline, ...place) > roundingMeters).length
    const shared = grids.flatMap(placesWithin).filter((place) => holders(place) !== 1)
    expect(shared).toEqual([])
  })

  it('share their edges with their neighbours', () => {
    const keys = (from: Place, to: Place) => `${from} ${to}`
    const edges = new Set(
      grids.flatMap(({ ring }) => ring.slice(1).map((to, index) => keys(ring[index] ?? to, to))),
    )
    const inner = [...edges].filter((key) => {
      const [from, to] = key.split(' ')
      return edges.has(`${to} ${from}`)
    })
    const alone = edges.size - inner.length
    // what nobody shares is the county's own line, cut where grids meet on it
    expect(alone).toBeLessThan(countyOutline.length + grids.length)
    expect(inner.length).toBeGreaterThan(300)
  })

  it('hold their middle and their points', () => {
    for (const { ring, centre, points, name } of grids) {
      const outline = prepareOutline({ type: 'Polygon', coordinates: [ring] })
      expect(signedDistanceMeters(outline, ...centre), name).toBeGreaterThan(100)
      expect(points.length).toBeGreaterThanOrEqual(1)
      expect(points.length).toBeLessThanOrEqual(2)
      for (const { longitude, latitude, radiusMeters } of points) {
        expect(signedDistanceMeters(outline, longitude, latitude), name).toBeGreaterThan(0)
        expect(radiusMeters).toBe(150)
      }
    }
  })
})

describe('cutting and sharing out', () => {
  /** A comb with two teeth upward. */
  const comb: Ring = [
    [0, 0],
    [5, 0],
    [5, 3],
    [4, 3],
    [4, 1],
    [1, 1],
    [1, 3],
    [0, 3],
  ]

  it('cuts a bay into its parts', () => {
    const above = { east: 0, north: -1, limit: -2 }
    const pieces = piecesWithin(comb, above)
    expect(pieces.map(areaOf)).toEqual([1, 1])
    expect(areaOf(clip(comb, above))).toBe(2)
    expect(piecesWithin(comb, { east: 0, north: 1, limit: 2 }).map(areaOf)).toEqual([7])
    expect(piecesWithin(comb, { east: 0, north: 1, limit: -1 })).toEqual([])
    expect(piecesWithin(comb, { east: 0, north: 1, limit: 9 })).toEqual([comb])
  })

  it('knows inside, outside and how far the line is', () => {
    expect(isInside([2, 2], comb)).toBe(false)
    expect(isInside([2, 0.5], comb)).toBe(true)
    expect(clearance([2, 0.4], comb)).toBeCloseTo(0.4)
    expect(clearance([2, 2], comb)).toBeCloseTo(-1)
  })

  it('shares out about as much as wanted, all of it', () => {
    const rings = shareOut(comb, [1, 2, 3], createRandom(5))
    expect(rings.reduce((sum, ring) => sum + areaOf(ring), 0)).toBeCloseTo(9, 4)
    const [least = 0, , most = 0] = rings.map(areaOf)
    expect(least).toBeLessThan(most)
    for (const ring of rings) expect(isSimple(ring)).toBe(true)
  })

  it('gives closed rings back as they came', () => {
    const square: Place[] = [
      [110, 36],
      [110.1, 36],
      [110.1, 36.1],
      [110, 36.1],
      [110, 36],
    ]
    expect(closedRing(planeRing(square))).toEqual(square)
  })
})
