import { describe, expect, it } from 'vitest'
import { naming, number } from './blocks-for-tests'
import { countPerUnit, countTotal } from './count-total'
import { sizeBalance } from './size-balance'
import { staffing } from './staffing'

const parts = [
  { label: '一网格', count: 9 },
  { label: '二网格', count: 6 },
]

it('adds counts, and multiplies them by units', () => {
  expect(countTotal(naming, '户')(parts)).toMatchObject({ value: 15, sentence: '9 + 6 = 15 户' })
  expect(countTotal(naming, '户')([])).toMatchObject({ value: 0, sentence: '没有，计 0 户' })
  expect(countPerUnit(naming, number('each', 6), '名')(30)).toMatchObject({
    value: 180,
    sentence: '30 处 × 6 名 = 180 名',
  })
})

it('names the largest and the smallest', () => {
  expect(sizeBalance(naming, '户')(parts)).toMatchObject({
    largest: { value: 9, sentence: '最大的是一网格，9 户' },
    smallest: { value: 6, sentence: '最小的是二网格，6 户' },
  })
  expect(sizeBalance(naming, '户')([])).toBeNull()
})

describe('posts that must be held', () => {
  const unit = (name: string, holders: number) => ({ unit: name, holders })
  const one = number('one', 1)

  it('are counted as vacant below the least, and named above the most', () => {
    const exactly = staffing(naming, { least: one, most: one, measure: '名' })
    const grids = exactly([unit('一', 0), unit('二', 1), unit('三', 2)])
    expect(grids).toMatchObject({ vacancies: ['一'], overstaffed: ['三'], vacant: { value: 1 } })
    expect(exactly([unit('二', 1)]).vacant.sentence).toBe('1 处都已配齐，缺 0 名')
  })

  it('may have more holders where there is no most', () => {
    const least = staffing(naming, { least: number('two', 2), most: null, measure: '名' })
    expect(least([unit('一', 0), unit('三', 9)])).toMatchObject({
      vacant: { value: 2 },
      overstaffed: [],
    })
  })
})
