import { expect, it } from 'vitest'
import { figureOf, money, naming, number } from './blocks-for-tests'
import { overQuotaReward } from './over-quota-reward'

const reward = overQuotaReward(naming, {
  quota: number('quota', 20),
  rate: money('rate', 500),
  cap: money('cap', 5_000),
  measure: '条',
})

it.each([
  [19, 0, '19 条，没有超过 20 条，计 0.00 元'],
  [20, 0, '20 条，没有超过 20 条，计 0.00 元'],
  [21, 500, '（21 − 20）条 × 5.00 元 = 5.00 元'],
  [30, 5_000, '（30 − 20）条 × 5.00 元 = 50.00 元'],
  [31, 5_000, '（31 − 20）条 × 5.00 元 = 55.00 元，每月最多 50.00 元，计 50.00 元'],
])('%i pieces', (count, value, sentence) =>
  expect(reward(figureOf(count), null)).toMatchObject({ value, sentence }),
)

it('saves nothing when its precondition was missed, and says which', () => {
  expect(reward(figureOf(31), '签到没有达到要求')).toMatchObject({
    value: 0,
    sentence: '签到没有达到要求，不计超额奖励，计 0.00 元',
  })
})
