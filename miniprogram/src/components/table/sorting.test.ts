import { expect, test } from 'vitest'
import { sortRows } from './sorting'

const rows = [
  { name: 'a', days: 3 },
  { name: 'b', days: 20 },
  { name: 'c', days: 3 },
]
const column = {
  key: 'days',
  title: '天数',
  cell: () => null,
  sortBy: (row: { days: number }) => row.days,
}

test('numbers sort by size and equal rows keep their order', () => {
  const names = (order: 'ascending' | 'descending') =>
    sortRows(rows, column, { key: 'days', order }).map((row) => (row as { name: string }).name)
  expect(names('descending')).toEqual(['b', 'a', 'c'])
  expect(names('ascending')).toEqual(['a', 'c', 'b'])
})

test('without an order the rows stay as they came', () => {
  expect(sortRows(rows, undefined, null)).toBe(rows)
})
