import { expect, it } from 'vitest'
import { figureOf, money, naming, number } from './blocks-for-tests'
import { pieceRate } from './piece-rate'

const rate = money('rate', 2_450)
const limit = number('limit', 20)
const pool = figureOf(48_900, 'fen', 'pool')

it.each([
  [0, 0, '0 条 × 24.50 元 = 0.00 元'],
  [19, 46_550, '19 条 × 24.50 元 = 465.50 元'],
  [20, 49_000, '20 条 × 24.50 元 = 490.00 元'],
  [21, 49_000, '共 21 条，按 20 条计：20 条 × 24.50 元 = 490.00 元'],
])('%i pieces up to 20', (count, value, sentence) => {
  expect(
    pieceRate(naming, { rate, limit, pool: null, measure: '条' })(figureOf(count)),
  ).toMatchObject({ value, sentence })
})

it.each([
  [19, 46_550],
  [20, 48_900],
])('%i pieces, capped at the pool', (count, value) => {
  const figure = pieceRate(naming, { rate, limit, pool, measure: '条' })(figureOf(count))
  expect(figure.value).toBe(value)
  expect(figure.inputs).toHaveLength(2)
})

it('pays every piece without a limit', () => {
  expect(
    pieceRate(naming, { rate, limit: null, pool: null, measure: '条' })(figureOf(30)).value,
  ).toBe(73_500)
})
