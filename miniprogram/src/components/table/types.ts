import type { ReactNode } from 'react'

export interface Column<Row> {
  key: string
  title: string
  cell: (row: Row) => ReactNode
  /** With it the column can be sorted. */
  sortBy?: (row: Row) => number | string
  align?: 'left' | 'right'
  /** Smallest width in pixels (default 88). */
  width?: number
}

export interface Sort {
  key: string
  order: 'ascending' | 'descending'
}

export interface TableProps<Row> {
  id?: string
  /** What the table lists, for who cannot see it. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** Sorting done elsewhere (the service): the present order and how to ask for another. */
  sort?: Sort | null
  onSort?: (sort: Sort) => void
  onRowPress?: (row: Row) => void
  selectedKey?: string | null
  /** In place of rows when there are none. */
  emptyText?: string
  /** A last row of totals, by column key. */
  totals?: Readonly<Record<string, ReactNode>>
}
