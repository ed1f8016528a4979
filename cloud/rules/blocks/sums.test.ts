import { expect, it } from 'vitest'
import { figureOf, naming } from './blocks-for-tests'
import { decidedAmount, signedAmount } from './decided-amount'
import { savedOver } from './deferred-settlement'
import { sumOf } from './sum'
import { withheld } from './withholding'

const fen = (value: number) => figureOf(value, 'fen')

it('adds figures, those below zero with their sign', () => {
  expect(sumOf(naming, [fen(35_000), fen(14_250)])).toMatchObject({
    value: 49_250,
    sentence: '350.00 元 + 142.50 元 = 492.50 元',
  })
  expect(sumOf(naming, [fen(500), fen(-1_000)])).toMatchObject({
    value: -500,
    sentence: '5.00 元 − 10.00 元 = -5.00 元',
  })
  expect(sumOf(naming, [fen(-500)]).sentence).toBe('−5.00 元 = -5.00 元')
  expect(sumOf(naming, [])).toMatchObject({ value: 0, sentence: '没有，计 0.00 元' })
})

it('shows what people decided, as its size or with its sign', () => {
  expect(decidedAmount(naming, -1_500, '四月更正', [])).toMatchObject({
    value: 1_500,
    sentence: '四月更正，扣 15.00 元',
  })
  expect(decidedAmount(naming, 1_500, '四月更正', [])).toMatchObject({
    value: 1_500,
    sentence: '四月更正，补 15.00 元',
  })
  expect(signedAmount(naming, -1_000, '四月更正', [])).toMatchObject({
    value: -1_000,
    sentence: '四月更正，计 -10.00 元',
  })
})

it('keeps what is withheld visible', () => {
  expect(withheld(naming, fen(35_000), '当月考核不合格')).toMatchObject({
    value: 0,
    sentence: '本为 350.00 元，当月考核不合格，计 0.00 元',
    inputs: [{ value: 35_000 }],
  })
})

it('adds what was saved month by month', () => {
  const saved = savedOver(naming, [
    { month: '2022-01', accrualFen: 500 },
    { month: '2022-02', accrualFen: 0 },
    { month: '2022-11', accrualFen: 1_000 },
  ])
  expect(saved).toMatchObject({
    value: 1_500,
    sentence: '1 月 5.00 元 + 11 月 10.00 元 = 15.00 元',
  })
  expect(saved.facts).toHaveLength(3)
  expect(savedOver(naming, []).value).toBe(0)
})
