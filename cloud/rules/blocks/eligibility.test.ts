import { describe, expect, it } from 'vitest'
import { naming, number } from './blocks-for-tests'
import {
  ageWithin,
  educationAtLeast,
  prioritiesOf,
  requiredCondition,
  withoutPosts,
} from './eligibility'

describe('age within a range', () => {
  const least = number('leastAge', 18)
  const most = number('mostAge', 60)
  const included = ageWithin(naming, { least, most, mostIncluded: true })
  it.each<[string, number, boolean]>([
    ['2004-06-02', 17, false],
    ['2004-06-01', 18, true],
    ['1961-06-01', 60, true],
    ['1960-06-02', 60, true],
    ['1960-06-01', 61, false],
  ])('born %s is %i years old on 2021-06-01 or 2022-06-01', (bornOn, age, met) => {
    const on = age < 19 ? '2022-06-01' : '2021-06-01'
    const { figure, reason } = included(bornOn, on)
    expect([figure.value, reason.met]).toEqual([age, met])
  })

  it('can leave the upper end out, and both ends open', () => {
    const excluded = ageWithin(naming, { least: null, most, mostIncluded: false })
    expect(excluded('1961-06-02', '2021-06-01').reason.met).toBe(true)
    expect(excluded('1961-06-01', '2021-06-01').reason.met).toBe(false)
    const open = ageWithin(naming, { least: null, most: null, mostIncluded: true })
    expect(open('1900-01-01', '2021-06-01').reason.met).toBe(true)
  })
})

describe('education', () => {
  const levels = new Map([
    ['junior', '初中'],
    ['senior', '高中'],
    ['college', '大专'],
  ])
  it.each<[string, boolean | undefined, boolean, boolean]>([
    ['junior', undefined, false, false],
    ['senior', undefined, false, true],
    ['college', undefined, false, true],
    ['senior', undefined, true, false],
    ['senior', false, true, false],
    ['senior', true, true, true],
    ['junior', true, true, false],
    ['unknown', true, true, false],
  ])('%s, full-time %s, where full-time is asked: %s', (level, fullTime, asked, met) => {
    const check = educationAtLeast(naming, { levels, least: 'senior', fullTime: asked })
    expect(check({ level, fullTime }).met).toBe(met)
  })
})

describe('posts, conditions, priorities', () => {
  const excluded = withoutPosts(naming, new Map([['director', '村委会主任']]))
  it('refuses who holds an excluded post and names it', () => {
    expect(excluded(['director', 'member'])).toMatchObject({ met: false })
    expect(excluded(['director']).sentence).toContain('村委会主任')
    expect(excluded(['member']).met).toBe(true)
    expect(excluded([]).met).toBe(true)
  })

  it('tells a condition as it is', () => {
    const resident = requiredCondition(naming, { met: '住在本社区', notMet: '不住在本社区' })
    expect(resident(true)).toMatchObject({ met: true, sentence: '住在本社区', code: 'test' })
    expect(resident(false)).toMatchObject({ met: false, sentence: '不住在本社区' })
  })

  it('names only known priorities', () => {
    const known = new Map([['veteran', '退役军人']])
    expect(prioritiesOf(known, ['veteran', 'other'])).toEqual(['退役军人'])
  })
})
