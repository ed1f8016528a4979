import { expect, it } from 'vitest'
import { addWorkingDays, isWorkingDay } from './index'

it('goes by the published calendar: long holidays out, working Saturdays in', () => {
  expect(isWorkingDay('2026-10-01')).toBe(false)
  expect(isWorkingDay('2026-10-10')).toBe(true)
  expect(isWorkingDay('2026-10-11')).toBe(false)
  expect(isWorkingDay('2026-06-15')).toBe(true)
})

it('counts from the next day on, over weekends and holidays', () => {
  expect(addWorkingDays('2026-06-15', 1)).toBe('2026-06-16')
  // 19 June 2026 is the dragon boat holiday, 20 and 21 are a weekend
  expect(addWorkingDays('2026-06-15', 5)).toBe('2026-06-23')
  expect(addWorkingDays('2026-06-15', 0)).toBe('2026-06-15')
})

it('keeps the lawful holidays of a year whose calendar is not published, and makes nothing up', () => {
  // spring festival 2036 is on 28 January
  expect(['2036-01-27', '2036-01-28', '2036-01-29', '2036-01-30'].map(isWorkingDay)).toEqual([
    false,
    false,
    false,
    false,
  ])
  expect(isWorkingDay('2036-01-31')).toBe(true)
  expect(isWorkingDay('2036-02-02')).toBe(false)
  expect(addWorkingDays('2036-09-30', 1)).toBe('2036-10-06')
})
