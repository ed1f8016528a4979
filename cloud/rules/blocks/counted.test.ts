import { describe, expect, it } from 'vitest'
import { naming, number } from './blocks-for-tests'
import { countByMonth, counted, decidedQuota, differenceOf, quotaFigure } from './counted'

describe('a count', () => {
  const own = counted(naming, { measure: '次', provinceFirst: false })
  const provincial = counted(naming, { measure: '次', provinceFirst: true })

  it('is the provincial one when it was imported, else the own one', () => {
    expect(provincial(21, 18)).toMatchObject({ value: 18, sentence: '以省平台统计为准，18 次' })
    expect(provincial(21, null)).toMatchObject({ value: 21, sentence: '按本系统记录，21 次' })
    expect(provincial(21, 0).value).toBe(0)
    expect(own(21, 18).value).toBe(21)
    expect(own(21, 18).facts).toHaveLength(2)
  })

  it('is told beside the other when they differ', () => {
    expect(differenceOf(naming, 21, 18, '次')).toMatchObject({
      delta: 3,
      sentence: '本系统 21 次，省平台 18 次，本系统多 3 次',
    })
    expect(differenceOf(naming, 18, 21, '次')).toMatchObject({ delta: -3 })
    expect(differenceOf(naming, 18, 18, '次')).toBeNull()
  })
})

it('counts distinct days, and the raw number beside them', () => {
  const at = (text: string) => Date.parse(`${text}+08:00`)
  const months = countByMonth([
    at('2022-06-30T08:00:00'),
    at('2022-06-30T23:59:59'),
    at('2022-07-01T00:00:00'),
  ])
  expect(Object.fromEntries(months)).toEqual({
    '2022-06': { days: 1, raw: 2 },
    '2022-07': { days: 1, raw: 1 },
  })
})

it('shows a quota, and one that the office set', () => {
  const quota = quotaFigure(naming, number('quota', 20), '次')
  expect(quota).toMatchObject({ value: 20, sentence: '每月 20 次' })
  expect(decidedQuota(naming, quota, 0, '整月假', '次')).toMatchObject({
    value: 0,
    sentence: '平安办决定本月免除数量要求，为 0 次',
  })
  expect(decidedQuota(naming, quota, 15, '春节', '次')).toMatchObject({
    value: 15,
    inputs: [quota],
  })
})
