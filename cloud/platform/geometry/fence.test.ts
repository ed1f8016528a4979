import turfInside from '@turf/boolean-point-in-polygon'
import { lineString, point as turfPoint, polygon as turfPolygon } from '@turf/helpers'
import turfDistance from '@turf/point-to-line-distance'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgePosition, prepareFence } from './fence'
import { isOutline, type Outline, prepareOutline, signedDistanceMeters } from './outline'
import { convertPosition, type Position } from './position'

const centre = { longitude: 110.75, latitude: 36.46 }
/** About 1.8 km by 2.2 km. */
const square: [number, number][] = [
  [110.74, 36.45],
  [110.76, 36.45],
  [110.76, 36.47],
  [110.74, 36.47],
  [110.74, 36.45],
]
const hole: [number, number][] = [
  [110.749, 36.459],
  [110.751, 36.459],
  [110.751, 36.461],
  [110.749, 36.461],
  [110.749, 36.459],
]
const outline: Outline = { type: 'Polygon', coordinates: [square] }
const at = (longitude: number, latitude: number, accuracyMeters = 0): Position => ({
  longitude,
  latitude,
  datum: 'wgs84',
  accuracyMeters,
})

/** A star-shaped ring around 大宁: any radii, in order of angle, never cross themselves. */
const ring = fc
  .array(fc.double({ min: 0.002, max: 0.03, noNaN: true }), { minLength: 3, maxLength: 60 })
  .map((radii) => {
    const points = radii.map((radius, index): [number, number] => {
      const angle = (index / radii.length) * 2 * Math.PI
      return [
        centre.longitude + radius * Math.cos(angle),
        centre.latitude + radius * Math.sin(angle),
      ]
    })
    return [...points, points[0] as [number, number]]
  })

const pieces = 10
/**
 * The same ring with more points on its straight edges: turf takes an edge as a great circle, which
 * over 5 km bows 30 cm off the straight line of the map that GeoJSON means.
 */
function finely(points: readonly [number, number][]): [number, number][] {
  return points.flatMap((point, index) => {
    const next = points[index + 1]
    if (!next) return [point]
    return Array.from({ length: pieces }, (_none, piece): [number, number] => [
      point[0] + ((next[0] - point[0]) * piece) / pieces,
      point[1] + ((next[1] - point[1]) * piece) / pieces,
    ])
  })
}
const spot = fc.tuple(
  fc.double({ min: 110.7, max: 110.8, noNaN: true }),
  fc.double({ min: 36.41, max: 36.51, noNaN: true }),
)

describe('signedDistanceMeters', () => {
  it('agrees with turf on inside, and on the distance to within 0.2 % and 5 cm', () => {
    fc.assert(
      fc.property(ring, spot, (points, [longitude, latitude]) => {
        const signed = signedDistanceMeters(
          prepareOutline({ type: 'Polygon', coordinates: [points] }),
          longitude,
          latitude,
        )
        const metres = turfDistance(turfPoint([longitude, latitude]), lineString(finely(points)), {
          units: 'meters',
        })
        expect(Math.abs(Math.abs(signed) - metres)).toBeLessThan(0.05 + metres * 0.002)
        if (metres > 0.01) {
          expect(signed > 0).toBe(turfInside([longitude, latitude], turfPolygon([points])))
        }
      }),
      { numRuns: 500 },
    )
  })

  it('agrees with turf about holes and about several parts', () => {
    const islands = [square.map(([x, y]): [number, number] => [x + 0.03, y])]
    const many = prepareOutline({ type: 'MultiPolygon', coordinates: [[square, hole], islands] })
    fc.assert(
      fc.property(spot, ([longitude, latitude]) => {
        const expected =
          turfInside([longitude, latitude], turfPolygon([square, hole])) ||
          turfInside([longitude, latitude], turfPolygon(islands))
        expect(signedDistanceMeters(many, longitude, latitude) >= 0).toBe(expected)
      }),
    )
  })
})

describe('prepareOutline', () => {
  it('refuses what is no outline', () => {
    const bad: unknown[] = [
      null,
      {},
      { type: 'Point', coordinates: [1, 2] },
      { type: 'Polygon', coordinates: [] },
      { type: 'Polygon', coordinates: [[[1, 1]]] },
      {
        type: 'Polygon',
        coordinates: [
          [
            [1, 1],
            [1, 1],
            [1, 1],
            [1, 1],
          ],
        ],
      },
      {
        type: 'Polygon',
        coordinates: [
          [
            [1, 1],
            [2, 1],
            [2, 'x'],
            [1, 1],
          ],
        ],
      },
      {
        type: 'Polygon',
        coordinates: [
          [
            [1, 1],
            [200, 1],
            [2, 2],
            [1, 1],
          ],
        ],
      },
      {
        type: 'Polygon',
        coordinates: [
          [
            [1, 1],
            [2, 1],
            [2, null],
            [1, 1],
          ],
        ],
      },
      { type: 'Polygon', coordinates: 'x' },
    ]
    for (const value of bad) {
      expect(isOutline(value)).toBe(false)
      expect(() => prepareOutline(value as Outline)).toThrow(
        expect.objectContaining({ code: 'outlineInvalid' }),
      )
    }
    expect(isOutline(outline)).toBe(true)
    expect(isOutline({ type: 'Polygon', coordinates: [square.slice(0, 4)] })).toBe(true)
  })
})

describe('judgePosition', () => {
  const fence = prepareFence({ outline })

  it('tells inside, edge and outside by the accuracy circle', () => {
    expect(judgePosition(fence, at(110.75, 36.46, 100)).verdict).toBe('inside')
    // about 90 m inside the western line
    expect(judgePosition(fence, at(110.741, 36.46, 50)).verdict).toBe('inside')
    expect(judgePosition(fence, at(110.741, 36.46, 150))).toMatchObject({
      verdict: 'edge',
      inside: true,
      decidedBy: 'outline',
    })
    expect(judgePosition(fence, at(110.739, 36.46, 150))).toMatchObject({
      verdict: 'edge',
      inside: false,
    })
    expect(judgePosition(fence, at(110.739, 36.46, 50)).verdict).toBe('outside')
    expect(judgePosition(fence, at(110.739, 36.46)).distanceToEdgeMeters).toBeCloseTo(89.4, 0)
  })

  it('counts a place on the line as inside', () => {
    expect(judgePosition(fence, at(110.74, 36.46)).verdict).toBe('inside')
    expect(judgePosition(fence, at(110.74, 36.45)).verdict).toBe('inside')
  })

  it('reads a position in the other datum', () => {
    const shifted = convertPosition(at(110.7405, 36.46, 10), 'gcj02')
    expect(judgePosition(fence, shifted).verdict).toBe('inside')
    expect(judgePosition(fence, { ...at(110.7405, 36.46, 10), datum: 'gcj02' }).verdict).toBe(
      'outside',
    )
  })

  it('has no verdict without a sound position or without a fence', () => {
    expect(judgePosition(fence, null).verdict).toBe('noPosition')
    expect(judgePosition(fence, at(Number.NaN, 36.46)).verdict).toBe('noPosition')
    expect(judgePosition(fence, at(0, 0)).verdict).toBe('noPosition')
    expect(judgePosition(prepareFence({}), at(110.75, 36.46)).verdict).toBe('noPosition')
  })

  it('lets a named point count beside the outline', () => {
    const office = { longitude: 110.72, latitude: 36.46, radiusMeters: 50 }
    const withPoint = prepareFence({ outline, points: [office] })
    // 45 m away with an error of 65 m: the radius already allows for the error
    expect(judgePosition(withPoint, at(110.7205, 36.46, 65))).toMatchObject({
      verdict: 'inside',
      decidedBy: 'point',
      pointIndex: 0,
    })
    // 90 m away
    expect(judgePosition(withPoint, at(110.721, 36.46, 65)).verdict).toBe('edge')
    expect(judgePosition(withPoint, at(110.721, 36.46, 20)).verdict).toBe('outside')
    expect(judgePosition(withPoint, at(110.75, 36.46, 20)).decidedBy).toBe('outline')
    const onlyPoint = prepareFence({ points: [office] })
    expect(judgePosition(onlyPoint, at(110.72, 36.46, 5)).verdict).toBe('inside')
    expect(judgePosition(onlyPoint, at(110.75, 36.46, 5)).verdict).toBe('outside')
  })
})
