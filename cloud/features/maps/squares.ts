import { cellCorner, cellPlace } from '../../platform/likeness'
import type { Position } from '../../platform/geometry'

/** What is open in one cell of the ground (a hundredth of a degree wide). */
export interface CellCount {
  cell: number
  matterCount: number
  overdueCount: number
}

export interface Square extends Omit<CellCount, 'cell'> {
  name: string
  /** In the middle of what is in it. */
  position: Position
}

/** Columns and rows of cells, both ends included. */
export interface CellBox {
  west: number
  east: number
  south: number
  north: number
}

/** More numbers than this cannot be read on a map. */
const mostSquares = 80
const widestEdge = 512

const nameOf = (cell: number, edge: number) => {
  const { column, row } = cellPlace(cell)
  return `${edge}-${Math.floor(column / edge)}-${Math.floor(row / edge)}`
}

function grouped(cells: readonly CellCount[], edge: number): Map<string, CellCount[]> {
  const groups = new Map<string, CellCount[]>()
  for (const one of cells) {
    const name = nameOf(one.cell, edge)
    const group = groups.get(name)
    if (group) group.push(one)
    else groups.set(name, [one])
  }
  return groups
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function squareOf(name: string, cells: readonly CellCount[]): Square {
  const matterCount = sum(cells.map((one) => one.matterCount))
  const middle = (of: 'column' | 'row') =>
    sum(cells.map((one) => (cellPlace(one.cell)[of] + 0.5) * one.matterCount)) / matterCount
  return {
    name,
    matterCount,
    overdueCount: sum(cells.map((one) => one.overdueCount)),
    position: cellCorner({ column: middle('column'), row: middle('row') }),
  }
}

/** Cells put together to so few squares, all of one size, that their numbers can be read. */
export function squaresOf(cells: readonly CellCount[]): Square[] {
  let edge = 1
  let groups = grouped(cells, edge)
  while (groups.size > mostSquares && edge < widestEdge) {
    edge *= 2
    groups = grouped(cells, edge)
  }
  return [...groups].map(([name, group]) => squareOf(name, group))
}

/** The cells of a square by its name. */
export function boxOf(name: string): CellBox {
  const [edge = 1, column = 0, row = 0] = name.split('-').map(Number)
  return {
    west: column * edge,
    east: column * edge + edge - 1,
    south: row * edge,
    north: row * edge + edge - 1,
  }
}

export function isInBox(cell: number, { west, east, south, north }: CellBox): boolean {
  const { column, row } = cellPlace(cell)
  return column >= west && column <= east && row >= south && row <= north
}
