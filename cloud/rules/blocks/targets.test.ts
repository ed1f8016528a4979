import { describe, expect, it } from 'vitest'
import { RuleError } from '../rule-error'
import { naming, number, figureOf } from './blocks-for-tests'
import { institutionGaps, type PostHeld, postGaps } from './post-gaps'
import { rateAgainstMark, sampleFault } from './rate-against-mark'
import { leastAverage, leastCount, leastHours, mostHours } from './targets'
import { averageSize, unitsNeeded } from './units-needed'

describe('least counts, hours and averages', () => {
  it('are reached by the number itself', () => {
    const count = leastCount(naming, { least: number('least', 2), measure: '次' })
    expect([count(1).reason.met, count(2).reason.met, count(3).reason.met]).toEqual([
      false,
      true,
      true,
    ])
    const hours = leastHours(naming, number('least', 8))
    expect([hours(479).reason.met, hours(480).reason.met]).toEqual([false, true])
  })

  it('compare the count of an average, not the rounded average', () => {
    const average = leastAverage(naming, { least: number('least', 5), measure: '户' })
    expect(average(104, 21)).toMatchObject({ figure: { value: 4.95 }, reason: { met: false } })
    expect(average(105, 21)).toMatchObject({ figure: { value: 5 }, reason: { met: true } })
    expect(average(4_999, 1_000)).toMatchObject({ figure: { value: 5 }, reason: { met: false } })
    expect(average(5, 0)).toBeNull()
  })

  it('hold a time to the millisecond', () => {
    const hours = mostHours(naming, number('most', 2))
    expect(hours(0, 7_200_000)).toMatchObject({ figure: { value: 2 }, reason: { met: true } })
    expect(hours(0, 7_200_001).reason.met).toBe(false)
  })
})

describe('a rate against a mark', () => {
  const words = { part: '满意', whole: '问卷', measure: '份' }
  const least = rateAgainstMark(naming, {
    ...words,
    mark: number('mark', 85, 'percent', '85%'),
    side: 'least',
    nothing: 'met',
  })
  const most = rateAgainstMark(naming, {
    ...words,
    mark: number('mark', 5, 'percent', '5%'),
    side: 'most',
    nothing: 'unjudged',
  })

  it('includes the mark on either side', () => {
    expect(least(170, 200).reason?.met).toBe(true)
    expect(least(169, 200).reason?.met).toBe(false)
    expect(most(10, 200).reason?.met).toBe(true)
    expect(most(11, 200).reason?.met).toBe(false)
  })

  it('does not let rounding reach the mark', () => {
    const { figure, reason } = least(84_999, 100_000)
    expect([figure?.value, reason?.met]).toEqual([85, false])
  })

  it('is met, or not judged, where there is nothing', () => {
    expect(least(0, 0)).toMatchObject({ figure: null, reason: { met: true } })
    expect(most(0, 0)).toEqual({ figure: null, reason: null })
  })

  it('needs a sample', () => {
    expect(sampleFault(number('least', 30), 29)).toContain('样本不足')
    expect(sampleFault(number('least', 30), 30)).toBeNull()
  })
})

describe('units of a size', () => {
  const units = (rounding: 'up' | 'nearest' | 'down', count: number) =>
    unitsNeeded(naming, {
      size: number('size', 350),
      rounding,
      counted: '户',
      measure: '个',
    })(count).value
  it.each<[number, number, number, number]>([
    [0, 0, 0, 0],
    [1, 1, 0, 0],
    [350, 1, 1, 1],
    [351, 2, 1, 1],
    [525, 2, 2, 1],
    [3_600, 11, 10, 10],
  ])('%i: up %i, nearest %i, down %i', (count, up, nearest, down) =>
    expect([units('up', count), units('nearest', count), units('down', count)]).toEqual([
      up,
      nearest,
      down,
    ]),
  )

  it('have an average size, and no size of nothing', () => {
    expect(averageSize(naming, figureOf(351), figureOf(2))?.value).toBe(175.5)
    expect(averageSize(naming, figureOf(0), figureOf(0))).toBeNull()
    expect(() =>
      unitsNeeded(naming, {
        size: number('size', 0),
        rounding: 'up',
        counted: '户',
        measure: '个',
      }),
    ).toThrow(RuleError)
  })
})

describe('posts', () => {
  const gaps = postGaps(naming, [
    { post: 'head', label: '网格长', least: number('head', 1) },
    { post: 'full', label: '专职', least: number('full', 2) },
  ])
  const held = (person: string, post: string, secondAllowed = false): PostHeld => ({
    person,
    post,
    secondAllowed,
  })

  it('are missing one by one', () => {
    const { missing, gaps: each } = gaps([held('a', 'head'), held('b', 'full')])
    expect([missing, ...each.map(({ value }) => value)]).toEqual([1, 0, 1])
    expect(gaps([]).missing).toBe(3)
  })

  it('count a second post of a person only where it is allowed, and no post twice', () => {
    expect(gaps([held('a', 'head'), held('a', 'full')]).missing).toBe(2)
    const both = gaps([held('a', 'head'), held('a', 'full', true), held('a', 'full', true)])
    expect(both.missing).toBe(1)
    expect(both.doubled).toEqual([{ person: 'a', posts: ['head', 'full'] }])
  })
})

describe('institutions', () => {
  const places = ['s', 'm', 'h'].map((id) => ({ id, label: id }))
  const gap = (shared: boolean, ...links: string[]) =>
    institutionGaps(naming, { least: number('least', 1), shared })(
      places,
      links.map((link) => ({ person: link.slice(0, 1), institution: link.slice(1) })),
    )

  it('each need somebody of their own', () => {
    expect(gap(false, 'as', 'am', 'ah').figure.value).toBe(2)
    expect(gap(false, 'as', 'bm', 'ch').figure.value).toBe(0)
    expect(gap(false).without.map(({ id }) => id)).toEqual(['s', 'm', 'h'])
  })

  it('get people to where they are needed', () => {
    // a could be at s and m, b only at s, c at m and h
    expect(gap(false, 'as', 'am', 'bs', 'cm', 'ch').figure.value).toBe(0)
  })

  it('may share somebody where that is allowed', () => {
    expect(gap(true, 'as', 'am', 'ah').figure.value).toBe(0)
    expect(gap(true, 'as', 'am').without.map(({ id }) => id)).toEqual(['h'])
  })
})
