import { useMemo, useState } from 'react'
import type { Column, Sort, TableProps } from './types'

/** Numbers by size, texts by their characters; what is equal keeps its order. */
export function sortRows<Row>(
  rows: readonly Row[],
  column: Column<Row> | undefined,
  sort: Sort | null,
) {
  const by = column?.sortBy
  if (!by || !sort) return rows
  const sign = sort.order === 'ascending' ? 1 : -1
  return rows
    .map((row, index) => ({ row, index, value: by(row) }))
    .sort((a, b) => {
      if (a.value === b.value) return a.index - b.index
      return (a.value < b.value ? -1 : 1) * sign
    })
    .map((entry) => entry.row)
}

/** The order of a table: its owner's when given, else its own. */
export function useSorting<Row>(props: TableProps<Row>) {
  const [own, setOwn] = useState<Sort | null>(null)
  const isForeign = props.onSort !== undefined
  const sort = isForeign ? (props.sort ?? null) : own
  const column = props.columns.find((one) => one.key === sort?.key)
  const rows = useMemo(
    () => (isForeign ? props.rows : sortRows(props.rows, column, sort)),
    [isForeign, props.rows, column, sort],
  )
  const toggle = (key: string) => {
    const order = sort?.key === key && sort.order === 'descending' ? 'ascending' : 'descending'
    const next: Sort = { key, order }
    if (props.onSort) props.onSort(next)
    else setOwn(next)
  }
  return { sort, rows, toggle }
}
