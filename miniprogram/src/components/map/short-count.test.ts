import { expect, test } from 'vitest'
import { shortCount } from './short-count'

test('a count is as short as a mark has room for', () => {
  expect([7, 999, 1_000, 1_249, 9_949, 9_950, 34_600].map(shortCount)).toEqual([
    '7',
    '999',
    '1.0千',
    '1.2千',
    '9.9千',
    '10千',
    '35千',
  ])
})
