import { describe, expect, it } from 'vitest'
import { lastDayOfTerm } from './terms'
import {
  addDays,
  addWorkingDays,
  chineseCalendar,
  deadlineAfter,
  hasWorkingDay,
  unpublishedNote,
  workingDaysFrom,
  workingDaysOfMonth,
} from './working-days'

describe('the published calendar', () => {
  it.each<[string, boolean, string]>([
    ['2020-06-24', true, 'a Wednesday'],
    ['2020-06-25', false, 'a public holiday'],
    ['2020-06-27', false, 'a Saturday of the holiday'],
    ['2020-06-28', true, 'a Sunday that is worked'],
    ['2020-07-04', false, 'a Saturday'],
    ['2020-07-05', false, 'a Sunday'],
    ['2020-07-06', true, 'a Monday'],
  ])('%s: %s, %s', (day, worked) => expect(chineseCalendar.isWorkingDay(day)).toBe(worked))

  it('knows the years whose holidays are published', () => {
    expect(chineseCalendar.knows('2026')).toBe(true)
    expect(chineseCalendar.knows('2099')).toBe(false)
    expect(chineseCalendar.isWorkingDay('2026-10-01')).toBe(false)
    expect(chineseCalendar.isWorkingDay('2026-10-10')).toBe(true)
    expect(chineseCalendar.isWorkingDay('2026-10-11')).toBe(false)
  })

  it('keeps the lawful holidays of a year that is not published, and makes nothing up', () => {
    // spring festival 2036 is on 28 January
    const festival = ['2036-01-27', '2036-01-28', '2036-01-29', '2036-01-30']
    expect(festival.map((day) => chineseCalendar.isWorkingDay(day))).toEqual([
      false,
      false,
      false,
      false,
    ])
    expect(chineseCalendar.isWorkingDay('2036-01-31')).toBe(true)
    expect(chineseCalendar.isWorkingDay('2036-02-02')).toBe(false)
    expect(chineseCalendar.isWorkingDay('2036-04-04')).toBe(false)
    expect(addWorkingDays(chineseCalendar, '2036-09-30', 1)).toBe('2036-10-06')
  })

  it('says so where a year is not published', () => {
    expect(unpublishedNote(chineseCalendar, '2026-11-30')).toBe('')
    expect(unpublishedNote(chineseCalendar, '2099-01-01')).toContain('2099 年')
  })

  it('does not take a day that there is not', () => {
    expect(() => chineseCalendar.isWorkingDay('2020-02-30')).toThrow('2020-02-30')
  })
})

describe('counting days', () => {
  it('goes over months, years and leap days', () => {
    expect(addDays('2020-02-28', 1)).toBe('2020-02-29')
    expect(addDays('2021-01-01', -1)).toBe('2020-12-31')
  })

  it('counts working days of a span and of a month', () => {
    expect(workingDaysFrom(chineseCalendar, '2020-06-24', '2020-06-29')).toEqual([
      '2020-06-24',
      '2020-06-28',
      '2020-06-29',
    ])
    expect(workingDaysFrom(chineseCalendar, '2020-06-29', '2020-06-24')).toEqual([])
    expect(workingDaysOfMonth(chineseCalendar, '2020-06')).toHaveLength(21)
    expect(hasWorkingDay(chineseCalendar, '2020-06-25', '2020-06-27')).toBe(false)
    expect(hasWorkingDay(chineseCalendar, '2020-06-25', '2020-06-28')).toBe(true)
  })

  it('finds a deadline in working or calendar days, the day itself not counted', () => {
    expect(addWorkingDays(chineseCalendar, '2020-06-24', 1)).toBe('2020-06-28')
    expect(addWorkingDays(chineseCalendar, '2020-06-24', 0)).toBe('2020-06-24')
    expect(deadlineAfter(chineseCalendar, '2020-06-24', 1, 'calendar')).toBe('2020-06-25')
    expect(deadlineAfter(chineseCalendar, '2020-06-24', 2, 'working')).toBe('2020-06-29')
  })
})

describe('a term of calendar months', () => {
  it.each<[string, number, string]>([
    ['2020-05-01', 3, '2020-07-31'],
    ['2020-05-15', 3, '2020-08-14'],
    ['2020-11-30', 3, '2021-02-28'],
    ['2020-11-29', 3, '2021-02-28'],
    ['2020-11-28', 3, '2021-02-27'],
    ['2023-11-30', 3, '2024-02-29'],
    ['2023-11-29', 3, '2024-02-28'],
    ['2020-12-31', 2, '2021-02-28'],
    ['2020-01-31', 1, '2020-02-29'],
  ])('that begins on %s for %i months ends on %s', (first, months, last) =>
    expect(lastDayOfTerm(first, months)).toBe(last),
  )
})
