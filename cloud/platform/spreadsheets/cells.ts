import type { CellFault } from './table-errors'

/** One cell as text, exactly as far as the file still knows it. */
export interface TableCell {
  text: string
  fault: CellFault | null
}

export interface SheetRow {
  /** The line the table program shows, from 1. */
  line: number
  cells: TableCell[]
}

export interface TableLimits {
  bytes: number
  /** All that is packed in an xlsx, unpacked. */
  unpackedBytes: number
  rows: number
  columns: number
}

export const defaultTableLimits: TableLimits = {
  bytes: 10 * 1024 * 1024,
  unpackedBytes: 64 * 1024 * 1024,
  rows: 20_000,
  columns: 100,
}

export const textCell = (text: string): TableCell => ({ text, fault: null })
export const faultyCell = (text: string, fault: CellFault): TableCell => ({ text, fault })
