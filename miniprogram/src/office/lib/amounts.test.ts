import { expect, test } from 'vitest'
import { byAttention, fenOf, instantOf } from './amounts'

test('amounts are read to the fen, anything else is not an amount', () => {
  expect(['142.50', '142.5', '0', '-20', ' 7 '].map(fenOf)).toEqual([14250, 14250, 0, -2000, 700])
  expect(['', '1.234', '1e3', '一百', '--1', '.5'].map(fenOf)).toEqual(Array(6).fill(null))
})

test('a Shanghai clock time becomes an instant', () => {
  expect(instantOf('2026-11-25', '09:30')).toBe(Date.UTC(2026, 10, 25, 1, 30))
  expect(instantOf('2026-11-25', '9:30')).toBe(Date.UTC(2026, 10, 25, 1, 30))
  expect(instantOf('2026-11-25', '25:00')).toBe(null)
  expect(instantOf('', '09:30')).toBe(null)
})

test('what needs a look comes first, then the largest change either way', () => {
  const rows = [
    { name: 'a', marks: 0, change: 10 },
    { name: 'b', marks: 0, change: -50 },
    { name: 'c', marks: 2, change: 0 },
  ]
  const sorted = byAttention(
    rows,
    (row) => row.marks,
    (row) => row.change,
  )
  expect(sorted.map((row) => row.name)).toEqual(['c', 'b', 'a'])
})
