import { describe, expect, it } from 'vitest'
import { consecutiveMonths, type Mark, monthsInWindow } from './streaks'

const marks = (of: Record<string, Mark>) => (month: string) => of[month]
const always = { spansYear: true, firstMonth: '2000-01' }

describe('consecutive months', () => {
  it.each<[Record<string, Mark>, number]>([
    [{ '2023-02': 'hit', '2023-01': 'hit', '2022-12': 'hit' }, 3],
    [{ '2023-02': 'hit', '2023-01': 'miss', '2022-12': 'hit' }, 1],
    [{ '2023-02': 'hit', '2023-01': 'skip', '2022-12': 'hit' }, 2],
    [{ '2023-02': 'hit', '2022-12': 'hit' }, 1],
    [{ '2023-02': 'miss' }, 0],
  ])('%j', (of, length) =>
    expect(consecutiveMonths('2023-02', marks(of), always)).toHaveLength(length),
  )

  it('can begin anew each year, and never before the first counted month', () => {
    const of = marks({ '2023-01': 'hit', '2022-12': 'hit' })
    expect(consecutiveMonths('2023-01', of, { ...always, spansYear: false })).toEqual(['2023-01'])
    expect(consecutiveMonths('2023-01', of, { ...always, firstMonth: '2023-01' })).toEqual([
      '2023-01',
    ])
    expect(consecutiveMonths('2023-01', of, { ...always, firstMonth: '2023-02' })).toEqual([])
  })
})

describe('months in a year', () => {
  const of = marks({
    '2022-02': 'hit',
    '2022-03': 'hit',
    '2022-12': 'hit',
    '2023-01': 'miss',
    '2023-02': 'hit',
  })
  const months = ['2023-02', '2022-02', '2022-03', '2022-12', '2023-01']

  it('are those of the calendar year, or of the twelve months that end now', () => {
    expect(monthsInWindow('2023-02', months, of, 'calendarYear', '2000-01')).toEqual(['2023-02'])
    expect(monthsInWindow('2023-02', months, of, 'rollingYear', '2000-01')).toEqual([
      '2022-03',
      '2022-12',
      '2023-02',
    ])
    expect(monthsInWindow('2023-02', months, of, 'rollingYear', '2022-06')).toEqual([
      '2022-12',
      '2023-02',
    ])
  })
})
