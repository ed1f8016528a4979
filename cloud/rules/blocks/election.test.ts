import { describe, expect, it } from 'vitest'
import { naming, number } from './blocks-for-tests'
import { election } from './election'
import { noticeTerm } from './notice-term'

const percent = (value: number) => number('quorum', value, 'percent', `${value}%`)
const votes = (...list: number[]) =>
  list.map((one, index) => ({ candidate: 'ABCD'[index] ?? '?', votes: one }))
const most = election(naming, { quorum: percent(0), wins: 'most' })
const majority = election(naming, { quorum: percent(50), wins: 'majority' })

describe('votes of an assembly', () => {
  it('choose who has the most', () => {
    const ballot = { entitled: null, present: 120, seats: 1, votes: votes(40, 61, 19) }
    expect(most(ballot)).toMatchObject({
      outcome: 'elected',
      elected: ['B'],
      sentence: '到会 120 人，B 61 票，A 40 票，C 19 票；应选 1 名，推选B',
    })
  })

  it('tell a tie over the last seat, and pass over one above it', () => {
    const tied = { entitled: null, present: 120, seats: 1, votes: votes(50, 50, 20) }
    expect(most(tied)).toMatchObject({ outcome: 'tie', tied: ['A', 'B'], elected: [] })
    expect(most({ ...tied, seats: 2 })).toMatchObject({ outcome: 'elected', elected: ['A', 'B'] })
    expect(most({ ...tied, seats: 2, votes: votes(50, 20, 20) })).toMatchObject({
      outcome: 'tie',
      tied: ['B', 'C'],
    })
  })

  it('may need more than half of those present, and half of those entitled', () => {
    const ballot = { entitled: 240, present: 120, seats: 1, votes: votes(61, 59) }
    expect(majority(ballot).outcome).toBe('elected')
    expect(majority({ ...ballot, votes: votes(60, 40) }).outcome).toBe('noMajority')
    expect(majority({ ...ballot, entitled: 241 }).outcome).toBe('noQuorum')
    expect(majority({ ...ballot, entitled: null }).outcome).toBe('noQuorum')
  })

  it('leave a seat open where there are too few', () => {
    expect(most({ entitled: null, present: 10, seats: 2, votes: votes(9) })).toMatchObject({
      outcome: 'noMajority',
      elected: ['A'],
    })
  })
})

it('counts the days of a notice from the next one on', () => {
  const days = number('days', 5, 'days', '5 天')
  const working = noticeTerm(naming, { days, daysAre: 'working' })
  // 12 to 14 June 2021: a weekend and the dragon boat holiday
  expect(working('2021-06-08').lastDay).toBe('2021-06-16')
  expect(noticeTerm(naming, { days, daysAre: 'calendar' })('2021-06-08').lastDay).toBe('2021-06-13')
  expect(working('2021-06-08').figure.sentence).toBe(
    '2021-06-08 张贴，当天不算，公示到 2021-06-16，共工作日 5 天',
  )
})
