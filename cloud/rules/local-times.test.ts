import { describe, expect, it } from 'vitest'
import {
  factTime,
  minutesOf,
  msOf,
  msOnDay,
  remainder,
  spanOf,
  timeMs,
  weekOf,
  weeksOfMonth,
} from './local-times'

const span = (from: string, to: string) =>
  spanOf({ from: `2021-06-21T${from}`, to: `2021-06-21T${to}` })

describe('spans', () => {
  it('count what overlaps once', () => {
    expect(minutesOf(msOf([span('09:00', '10:00'), span('09:30', '10:30')]))).toBe(90)
    expect(minutesOf(msOf([span('09:00', '10:00'), span('09:10', '09:20')]))).toBe(60)
    expect(msOf([])).toBe(0)
  })

  it('are split by the days they lie on', () => {
    const night = spanOf({ from: '2021-06-21T22:30', to: '2021-06-22T01:00' })
    expect(minutesOf(msOnDay([night], '2021-06-21'))).toBe(90)
    expect(minutesOf(msOnDay([night], '2021-06-22'))).toBe(60)
    expect(msOnDay([night], '2021-06-23')).toBe(0)
  })

  it('leave a remainder', () => {
    const left = remainder(span('09:00', '12:00'), [
      span('11:30', '13:00'),
      span('09:30', '10:00'),
      span('09:40', '10:10'),
    ])
    expect(left).toEqual([span('09:00', '09:30'), span('10:10', '11:30')])
    expect(remainder(span('09:00', '10:00'), [])).toEqual([span('09:00', '10:00')])
    expect(remainder(span('09:00', '10:00'), [span('08:00', '11:00')])).toEqual([])
  })
})

it('takes times of the calendar only', () => {
  expect(factTime.safeParse('2021-06-21T23:59').success).toBe(true)
  for (const bad of ['2021-06-31T08:00', '2021-06-21T24:00', '2021-06-21 08:00', '2021-06-21T8:00'])
    expect(factTime.safeParse(bad).success).toBe(false)
  expect(timeMs('2021-06-22T00:00') - timeMs('2021-06-21T23:59')).toBe(60_000)
})

it('counts weeks from Monday to Sunday, over the end of a year', () => {
  expect(weekOf('2021-06-20')).toEqual([
    '2021-06-14',
    '2021-06-15',
    '2021-06-16',
    '2021-06-17',
    '2021-06-18',
    '2021-06-19',
    '2021-06-20',
  ])
  expect(weekOf('2022-01-01')[0]).toBe('2021-12-27')
})

it('gives each week to the month of its Thursday, so that no week is lost or counted twice', () => {
  expect(weeksOfMonth('2021-06')).toEqual(['2021-05-31', '2021-06-07', '2021-06-14', '2021-06-21'])
  expect(weeksOfMonth('2021-07')[0]).toBe('2021-06-28')
  const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'))
  const year = months.flatMap((month) => weeksOfMonth(`2021-${month}`))
  expect(year).toHaveLength(52)
  expect(new Set(year).size).toBe(52)
})
