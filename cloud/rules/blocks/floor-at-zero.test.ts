import { expect, it } from 'vitest'
import { figureOf, money, naming } from './blocks-for-tests'
import { floorAtZero } from './floor-at-zero'

const fen = (value: number) => figureOf(value, 'fen')
const floored = floorAtZero(naming, money('floor', 0))

it.each([
  [50_000, 20_000, 30_000, 20_000, 0],
  [35_000, 35_000, 0, 35_000, 0],
  [35_000, 40_000, 0, 35_000, 5_000],
  [0, 100, 0, 0, 100],
])('%i less %i', (gross, deduction, pay, collectedFen, uncollectedFen) => {
  const result = floored(fen(gross), fen(deduction), gross)
  expect(result).toMatchObject({ collectedFen, uncollectedFen, pay: { value: pay } })
})

it('takes only from what may be taken from', () => {
  expect(floored(fen(38_000), fen(40_000), 35_000)).toMatchObject({
    collectedFen: 35_000,
    uncollectedFen: 5_000,
    pay: { value: 3_000 },
  })
})

it('says what stays uncollected', () => {
  expect(floored(fen(35_000), fen(40_000), 35_000).pay.sentence).toBe(
    '应扣 400.00 元，只能扣 350.00 元，另有 50.00 元不再扣：350.00 元 − 350.00 元 = 0.00 元',
  )
})
