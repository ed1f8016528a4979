import { expect, it } from 'vitest'
import { quarterEnds, quarterMonths, yearMonths } from './quarters'

it('knows the quarters of a year and their months', () => {
  expect(quarterEnds('2021-08')).toEqual(['2021-03', '2021-06', '2021-09', '2021-12'])
  expect(quarterMonths('2021-03')).toEqual(['2021-01', '2021-02', '2021-03'])
  expect(yearMonths('2021-05')[0]).toBe('2020-06')
  expect(yearMonths('2021-05')).toHaveLength(12)
  expect(yearMonths('2021-05').at(-1)).toBe('2021-05')
})
