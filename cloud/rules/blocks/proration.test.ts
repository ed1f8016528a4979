import { describe, expect, it } from 'vitest'
import { figureOf, naming } from './blocks-for-tests'
import { partialService, proratedAmount, proratedQuota } from './proration'

describe('the part of a month that was served', () => {
  it.each([
    [undefined, undefined, null],
    ['2022-05-01', '2022-05-31', null],
    ['2020-01-01', '2023-01-01', null],
    ['2022-04-30', null, null],
    ['2022-05-02', null, 30],
    ['2022-05-11', undefined, 21],
    [undefined, '2022-05-30', 30],
    ['2022-05-11', '2022-05-11', 1],
  ])('from %s to %s', (from, to, days) => {
    expect(partialService('2022-05', from, to)?.days ?? null).toBe(days)
  })

  it('prorates an amount half up and a quota down', () => {
    const service = partialService('2022-05', '2022-05-11', null)!
    expect(proratedAmount(naming, figureOf(114_100, 'fen'), service)).toMatchObject({
      value: 77_294,
      sentence: '1141.00 元 × 21 ÷ 31 天 = 772.94 元',
    })
    expect(proratedQuota(naming, figureOf(20), service, '次').value).toBe(13)
  })
})
