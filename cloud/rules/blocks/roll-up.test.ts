import { expect, it } from 'vitest'
import { naming, money } from './blocks-for-tests'
import { incomeFloor } from './income-floor'
import { rollUp } from './roll-up'

const scores = (...list: number[]) =>
  list.map((scoreHundredths, index) => ({ period: `2021-0${index + 1}`, scoreHundredths }))

it('is the mean of the periods that have a score, or their sum', () => {
  const mean = rollUp(naming, 'mean')
  expect(mean(scores(8000, 9000, 8500))).toMatchObject({
    value: 85,
    sentence: '（80.00 + 90.00 + 85.00）÷ 3 = 85.00 分',
  })
  expect(mean(scores(8500, 8800, 9000, 9300))?.value).toBe(89)
  expect(mean(scores(8000, 8001, 8001))?.value).toBe(80.01)
  expect(mean([])).toBeNull()
  expect(rollUp(naming, 'sum')(scores(8000, 9000, 8500))?.value).toBe(255)
})

it('takes the corrections of people, with their reasons', () => {
  const figure = rollUp(naming, 'mean')(scores(8000, 9000), [
    { pointsHundredths: -250, reason: '迟报' },
    { pointsHundredths: 100, reason: '抗洪' },
  ])
  expect(figure).toMatchObject({
    value: 83.5,
    sentence: '（80.00 + 90.00）÷ 2 − 2.50 + 1.00 = 83.50 分',
  })
  expect(figure?.facts.map(({ text }) => text)).toEqual(['80.00 分', '90.00 分', '迟报', '抗洪'])
})

it('compares a year of pay with a year of income, so that no twelfth is rounded', () => {
  const floor = incomeFloor(naming, money('income', 2_000_000))
  expect(floor({ monthFen: 166_667, yearFen: null })).toMatchObject({
    met: true,
    figure: { value: 2_000_004, sentence: '1666.67 元 × 12 个月 = 20000.04 元' },
  })
  expect(floor({ monthFen: 166_666, yearFen: null })).toMatchObject({
    met: false,
    figure: { value: 1_999_992 },
  })
  expect(floor({ monthFen: 166_666, yearFen: 2_000_000 }).met).toBe(true)
  expect(floor({ monthFen: 166_667, yearFen: 1_999_999 }).met).toBe(false)
})
