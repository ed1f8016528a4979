import { describe, expect, it } from 'vitest'
import { cellPlace, placeCell } from '../../platform/likeness'
import { boxOf, type CellCount, isInBox, squaresOf } from './squares'

const cellAt = (longitude: number, latitude: number) =>
  placeCell({ longitude, latitude, datum: 'wgs84' }) ?? 0
const one = (
  longitude: number,
  latitude: number,
  matterCount = 1,
  overdueCount = 0,
): CellCount => ({
  cell: cellAt(longitude, latitude),
  matterCount,
  overdueCount,
})
/** A county’s worth: each cell of half a degree by half a degree. */
const many = Array.from({ length: 2_500 }, (_none, index) =>
  one(110.505 + (index % 50) / 100, 36.005 + Math.floor(index / 50) / 100, 1 + (index % 3)),
)
const total = (all: readonly { matterCount: number }[]) =>
  all.reduce((sum, { matterCount }) => sum + matterCount, 0)

describe('squares', () => {
  it('are the cells themselves while those can be read', () => {
    const squares = squaresOf([one(110.755, 36.465, 7, 2), one(110.765, 36.465, 5)])
    expect(squares.map(({ matterCount, overdueCount }) => [matterCount, overdueCount])).toEqual([
      [7, 2],
      [5, 0],
    ])
    const [{ position } = { position: null }] = squares
    expect(position?.longitude).toBeCloseTo(110.755, 6)
    expect(position?.latitude).toBeCloseTo(36.465, 6)
  })

  it('are put together until they can be read, and lose nothing', () => {
    const squares = squaresOf(many)
    expect(squares.length).toBeLessThanOrEqual(80)
    expect(squares.length).toBeGreaterThan(10)
    expect(total(squares)).toBe(total(many))
    expect(new Set(squares.map(({ name }) => name)).size).toBe(squares.length)
  })

  it('have by their name the cells that are in them, each cell in one', () => {
    const squares = squaresOf(many)
    for (const { name, matterCount } of squares) {
      const box = boxOf(name)
      expect(total(many.filter(({ cell }) => isInBox(cell, box)))).toBe(matterCount)
    }
    const homes = many.map(
      ({ cell }) => squares.filter(({ name }) => isInBox(cell, boxOf(name))).length,
    )
    expect(new Set(homes)).toEqual(new Set([1]))
  })

  it('stand where most of what is in them is', () => {
    const far = Array.from({ length: 100 }, (_none, index) => one(100 + index, 20.005))
    const squares = squaresOf([...far, one(110.005, 36.005, 99), one(110.015, 36.005, 1)])
    const heavy = squares.find(({ matterCount }) => matterCount === 100)
    expect(heavy?.position.longitude).toBeCloseTo(110.0051, 4)
  })

  it('know a cell’s place again', () => {
    const { column, row } = cellPlace(cellAt(110.755, 36.465))
    expect([column, row]).toEqual([29_075, 12_646])
  })
})
