import { describe, expect, it } from 'vitest'
import { convertPosition, distanceMeters } from '../geometry'
import { cellsAround, placeCell } from './place-cell'
import { nearMeters } from './likeness'

const here = { longitude: 110.7512, latitude: 36.4634, datum: 'wgs84' as const }

describe('the square a place lies in', () => {
  it('is the same in either datum', () => {
    expect(placeCell(convertPosition(here, 'gcj02'))).toBe(placeCell(here))
  })
  it('has every near place in itself or in a square around', () => {
    const around = cellsAround(placeCell(here) as number)
    for (let degrees = 0; degrees < 360; degrees += 15) {
      const [north, east] = [Math.cos(degrees), Math.sin(degrees)]
      const near = {
        ...here,
        latitude: here.latitude + north * 0.0045,
        longitude: here.longitude + east * 0.0055,
      }
      expect(distanceMeters(here, near)).toBeGreaterThan(nearMeters * 0.95)
      expect(around).toContain(placeCell(near))
    }
  })
  it('is none for a place that cannot be', () => {
    expect(placeCell(null)).toBeNull()
    expect(placeCell({ longitude: 0, latitude: 0, datum: 'wgs84' })).toBeNull()
  })
  it('holds at the ends of the world', () => {
    expect(placeCell({ longitude: 180, latitude: 90, datum: 'wgs84' })).toBeLessThan(2 ** 32)
    expect(cellsAround(0).every((cell) => cell >= 0)).toBe(true)
  })
})
