import { expect, it } from 'vitest'
import { payTableTotals } from './pay-table'

it('adds up a table of statements in figures and words', () => {
  const row = (payFen: number, accrualFen: number) => ({
    totals: { grossFen: payFen, deductionFen: 0, collectedFen: 0, payFen },
    accrualFen,
  })
  expect(payTableTotals([row(50_000, 500), row(47_250, 0), row(50_000, 5_000)])).toEqual({
    payFen: 147_250,
    payInWords: '壹仟肆佰柒拾贰元伍角整',
    accrualFen: 5_500,
  })
  expect(payTableTotals([])).toEqual({ payFen: 0, payInWords: '零元整', accrualFen: 0 })
})
