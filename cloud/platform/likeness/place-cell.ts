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
