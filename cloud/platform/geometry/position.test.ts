import gcoord from 'gcoord'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convertPosition, distanceMeters, type Position, positionFault } from './position'

const daning: Position = { longitude: 110.753, latitude: 36.465, datum: 'wgs84' }

describe('positionFault', () => {
  const fault = (change: Partial<Position>) => positionFault({ ...daning, ...change })

  it('finds what is wrong with the numbers', () => {
    expect(fault({})).toBeNull()
    expect(fault({ accuracyMeters: 0 })).toBeNull()
    expect(fault({ accuracyMeters: null })).toBeNull()
    expect(fault({ longitude: Number.NaN })).toBe('notFinite')
    expect(fault({ latitude: Infinity })).toBe('notFinite')
    expect(fault({ longitude: 180.1 })).toBe('outOfRange')
    expect(fault({ latitude: -90.5 })).toBe('outOfRange')
    expect(fault({ longitude: 0, latitude: 0 })).toBe('nullIsland')
    expect(fault({ accuracyMeters: -1 })).toBe('accuracyInvalid')
    expect(fault({ accuracyMeters: Number.NaN })).toBe('accuracyInvalid')
  })
})

describe('convertPosition', () => {
  it('moves 大宁 by some 500 m, as gcoord does', () => {
    const shifted = convertPosition(daning, 'gcj02')
    expect([shifted.longitude, shifted.latitude]).toEqual(
      gcoord.transform([daning.longitude, daning.latitude], gcoord.WGS84, gcoord.GCJ02),
    )
    const apart = distanceMeters(daning, { ...shifted, datum: 'wgs84' })
    expect(apart).toBeGreaterThan(300)
    expect(apart).toBeLessThan(800)
    expect(distanceMeters(daning, shifted)).toBeLessThan(0.01)
  })

  it('comes back to the millimetre, anywhere in the country', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 74, max: 134, noNaN: true }),
        fc.double({ min: 18, max: 53, noNaN: true }),
        (longitude, latitude) => {
          const start: Position = { longitude, latitude, datum: 'wgs84' }
          const back = convertPosition(convertPosition(start, 'gcj02'), 'wgs84')
          expect(distanceMeters(start, back)).toBeLessThan(0.001)
        },
      ),
    )
  })

  it('ends for any numbers, also beside the border box of the shift', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.double({ min: 72, max: 72.02, noNaN: true }),
          fc.constantFrom(137.8347, 137.83),
        ),
        fc.double({ min: 0.82, max: 0.84, noNaN: true }),
        (longitude, latitude) => {
          const back = convertPosition({ longitude, latitude, datum: 'gcj02' }, 'wgs84')
          expect(Number.isFinite(back.longitude)).toBe(true)
        },
      ),
    )
  })

  it('keeps what else is known', () => {
    const fix = { ...daning, accuracyMeters: 12, note: 'x' }
    expect(convertPosition(fix, 'gcj02')).toMatchObject({ accuracyMeters: 12, note: 'x' })
    expect(convertPosition(fix, 'wgs84')).toBe(fix)
  })
})
