import { describe, expect, it } from 'vitest'
import {
  addMonths,
  ageOn,
  daysBetween,
  daysInMonth,
  isDay,
  lastDay,
  monthOf,
  shanghaiDayOf,
} from './months'

describe('months', () => {
  it.each([
    ['2022-12', 1, '2023-01'],
    ['2023-01', -1, '2022-12'],
    ['2023-06', -18, '2021-12'],
    ['2023-06', 0, '2023-06'],
  ])('%s %+d is %s', (month, count, result) => expect(addMonths(month, count)).toBe(result))

  it('know their days', () => {
    expect(daysInMonth('2024-02')).toBe(29)
    expect(daysInMonth('2023-02')).toBe(28)
    expect(lastDay('2022-05')).toBe('2022-05-31')
    expect(daysBetween('2022-05-11', '2022-05-31')).toBe(21)
    expect(daysBetween('2022-05-11', '2022-05-10')).toBe(0)
    expect(monthOf('2022-05-11')).toBe('2022-05')
  })

  it('begin at midnight in Shanghai', () => {
    expect(shanghaiDayOf(Date.parse('2022-06-30T23:59:59+08:00'))).toBe('2022-06-30')
    expect(shanghaiDayOf(Date.parse('2022-07-01T00:00:00+08:00'))).toBe('2022-07-01')
  })

  it.each(['2023-02-29', '2023-13-01', '2023-1-1', 'x', '2023-00-10'])('%s is no day', (day) =>
    expect(isDay(day)).toBe(false),
  )

  it('counts age until the day before a birthday', () => {
    expect(ageOn('2004-05-07', '2022-05-06')).toBe(17)
    expect(ageOn('2004-05-06', '2022-05-06')).toBe(18)
    expect(ageOn('2004-02-29', '2022-02-28')).toBe(17)
    expect(ageOn('2004-02-29', '2022-03-01')).toBe(18)
  })
})
