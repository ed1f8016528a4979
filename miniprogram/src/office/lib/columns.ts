import type { Column } from '@/components/table'

/** A column of numbers: to the right, sorted by their size. */
export function numberColumn<Row>(
  key: string,
  title: string,
  value: (row: Row) => number,
  show: (value: number) => string | number = (number) => number,
  width?: number,
): Column<Row> {
  return { key, title, align: 'right', width, cell: (row) => show(value(row)), sortBy: value }
}
