import { describe, expect, it } from 'vitest'
import { naming, number } from './blocks-for-tests'
import {
  anyOverlap,
  byHalfDays,
  chainOf,
  halfDaysOf,
  isOrdered,
  isTooLong,
  type Leave,
  leaveDays,
  overlap,
  touches,
} from './half-day-leave'
import { leaveRoute } from './leave-route'
import { chineseCalendar } from './working-days'

/** '07m-08a': from the morning of 7 June 2021, a Monday, to the afternoon of the 8th. */
function leave(text: string): Leave {
  const [from = '', to = ''] = text.split('-')
  const half = (one: string) => (one.endsWith('m') ? 'morning' : 'afternoon')
  const day = (one: string) => `2021-06-${one.slice(0, -1)}`
  return { from: day(from), fromHalf: half(from), to: day(to), toHalf: half(to) }
}

describe('half days', () => {
  it.each<[string, number]>([
    ['07m-07m', 1],
    ['07a-07a', 1],
    ['07m-07a', 2],
    ['07a-08m', 2],
    ['07m-11a', 10],
    // over a weekend, and over the weekend with the public holiday on Monday 14 June
    ['11a-12a', 1],
    ['11m-15a', 4],
    ['12m-14a', 0],
    ['13a-15m', 1],
  ])('%s takes %i', (text, halves) => expect(halfDaysOf(chineseCalendar, leave(text))).toBe(halves))

  it('are in order, and do not go on for longer than a year', () => {
    expect(isOrdered(leave('07a-07a'))).toBe(true)
    expect(isOrdered(leave('07a-07m'))).toBe(false)
    expect(isTooLong({ ...leave('07m-07m'), to: '2022-06-07' })).toBe(false)
    expect(isTooLong({ ...leave('07m-07m'), to: '2022-06-08' })).toBe(true)
  })

  it('have a price', () => {
    expect(byHalfDays(5_001, 1)).toEqual({ value: 2_501, days: 0.5 })
    expect(byHalfDays(5_000, 3)).toEqual({ value: 7_500, days: 1.5 })
  })
})

describe('two leaves', () => {
  it.each<[string, string, boolean, boolean]>([
    ['07m-07a', '08m-08a', false, true],
    ['07m-07m', '07a-07a', false, true],
    ['07m-07m', '08m-08a', false, false],
    ['07m-07a', '08a-08a', false, false],
    ['07m-07a', '09m-09a', false, false],
    ['11m-11a', '15m-15a', false, true],
    ['11m-11m', '15m-15a', false, false],
    ['11m-11a', '15a-15a', false, false],
    ['07m-08m', '08m-08a', true, true],
  ])('%s and %s: overlap %s, touch %s', (one, other, overlaps, touch) => {
    for (const [first, second] of [
      [leave(one), leave(other)],
      [leave(other), leave(one)],
    ] as const) {
      expect(overlap(first, second)).toBe(overlaps)
      expect(touches(chineseCalendar, first, second)).toBe(touch)
    }
  })

  it('are found among many', () => {
    expect(anyOverlap(['08m-08a', '07m-07a', '09m-09a'].map(leave))).toBe(false)
    expect(anyOverlap(['08m-08a', '07m-08m', '09m-09a'].map(leave))).toBe(true)
  })
})

describe('leaves that touch', () => {
  const asked = leave('09m-09a')

  it('are a chain in order of time, through one another', () => {
    const others = ['11m-11a', '08m-08a', '10m-10a', '07m-07m', '16m-16a'].map(leave)
    expect(chainOf(chineseCalendar, asked, others).map(({ from }) => from)).toEqual([
      '2021-06-08',
      '2021-06-09',
      '2021-06-10',
      '2021-06-11',
    ])
  })

  it('are added up', () => {
    const { figure, halfDays } = leaveDays(naming, chineseCalendar)([leave('08a-08a'), asked])
    expect(halfDays).toBe(3)
    expect(figure).toMatchObject({ value: 1.5, unit: 'days' })
    expect(figure.sentence).toBe('前后相连的假合并计算：0.5 天 + 1 天 = 1.5 天')
    expect(leaveDays(naming, chineseCalendar)([asked]).figure.sentence).toBe('按工作日计 1 天')
  })
})

describe('who approves', () => {
  const bounds = { nearMost: number('most', 1), farLeast: number('least', 2) }
  it.each<['far' | 'near' | 'wholeDays', number, 'near' | 'far']>([
    ['far', 1, 'near'],
    ['far', 1.5, 'far'],
    ['far', 2, 'far'],
    ['near', 1.5, 'near'],
    ['near', 2, 'far'],
    ['wholeDays', 0.5, 'near'],
    ['wholeDays', 1.5, 'far'],
  ])('where the gap goes %s, %d days go %s', (between, days, route) =>
    expect(leaveRoute({ ...bounds, between }, days)).toBe(route),
  )
})
