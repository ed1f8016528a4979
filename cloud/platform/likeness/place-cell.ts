import { convertPosition, type Position, positionFault } from '../geometry'

const cellsPerDegree = 100
const rowLength = 360 * cellsPerDegree
const rowCount = 180 * cellsPerDegree

/**
 * Number of the square of a hundredth of a degree (about a kilometre) a position lies in, for an
 * index by place. Null without a sound position.
 */
export function placeCell(position: Position | null): number | null {
  if (position === null || positionFault(position) !== null) return null
  const { longitude, latitude } = convertPosition(position, 'wgs84')
  const column = Math.floor((longitude + 180) * cellsPerDegree)
  const row = Math.floor((latitude + 90) * cellsPerDegree)
  return Math.min(row, rowCount - 1) * rowLength + Math.min(column, rowLength - 1)
}

/** The square itself and the eight around it. */
export function cellsAround(cell: number): number[] {
  const cells: number[] = []
  for (const row of [-1, 0, 1]) {
    for (const column of [-1, 0, 1]) cells.push(cell + row * rowLength + column)
  }
  return cells.filter((one) => one >= 0)
}

/** Where a square stands among the others, counted from the south-west. */
export function cellPlace(cell: number): { column: number; row: number } {
  return { column: cell % rowLength, row: Math.floor(cell / rowLength) }
}

/** The south-west corner of the square that stands there; parts of a square lie inside it. */
export function cellCorner({ column, row }: { column: number; row: number }): Position {
  return {
    longitude: column / cellsPerDegree - 180,
    latitude: row / cellsPerDegree - 90,
    datum: 'wgs84',
  }
}

/** Squares in a row around the earth: a cell is its row times this, and its column. */
export const cellsARow = rowLength
