import { describe, expect, it } from 'vitest'
import { cardOf } from './cards'
import { competitionRanks } from './competition-ranks'
import { streakAwards } from './streak-awards'

describe('competition ranks', () => {
  const ranked = (...scores: number[]) =>
    competitionRanks(scores.map((score, index) => ({ reference: String(index), score })))

  it('share a rank where scores are equal and pass over the next, from either end', () => {
    const ranks = ranked(98, 97, 96, 96, 95)
    expect(ranks.map(({ rank }) => rank)).toEqual([1, 2, 3, 3, 5])
    expect(ranks.map(({ fromBottom }) => fromBottom)).toEqual([5, 4, 2, 2, 1])
  })

  it('keep the order they were given in', () => {
    expect(ranked(1, 3, 2).map(({ rank }) => rank)).toEqual([3, 1, 2])
    expect(ranked()).toEqual([])
    expect(ranked(7, 7, 7).map(({ rank, fromBottom }) => [rank, fromBottom])).toEqual([
      [1, 1],
      [1, 1],
      [1, 1],
    ])
  })
})

describe('streaks with a restart', () => {
  const awards = (marks: string, from = 1) =>
    streakAwards(
      [...marks].flatMap((mark, index) =>
        mark === ' '
          ? []
          : [{ month: `2020-${String(from + index).padStart(2, '0')}`, hit: mark === 'x' }],
      ),
      4,
    ).flatMap(({ month, awarded }) => (awarded ? [month] : []))

  it.each<[string, string[]]>([
    ['xxxx', ['2020-04']],
    ['xx-x', []],
    ['xx-xxxx', ['2020-07']],
    ['xxxxxxxx', ['2020-04', '2020-08']],
    ['xxxxxxx', ['2020-04']],
    ['xxx x', []],
    ['', []],
  ])('%s', (marks, months) => expect(awards(marks)).toEqual(months))

  it('go over the turn of the year, and take months in any order', () => {
    const months = ['2021-01', '2020-12'].map((month) => ({ month, hit: true }))
    expect(streakAwards(months, 2)).toEqual([
      { month: '2020-12', count: 1, awarded: false },
      { month: '2021-01', count: 2, awarded: true },
    ])
  })
})

describe('cards', () => {
  it.each([
    [0, 'none'],
    [1, 'yellow'],
    [2, 'red'],
    [3, 'red'],
  ])('%i months in a row: %s', (months, card) =>
    expect(cardOf({ yellowFrom: 1, redFrom: 2 }, months)).toBe(card),
  )
})
