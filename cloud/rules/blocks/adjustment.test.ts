import { expect, it } from 'vitest'
import type { Statement, StatementLine } from '../../contract/trace'
import { correctionBetween } from './adjustment'
import { figureOf } from './blocks-for-tests'

const line = (code: string, amountFen: number): StatementLine => ({
  code,
  label: code,
  kind: 'earning',
  amountFen,
  figure: figureOf(amountFen, 'fen', code),
})

function statementOf(lines: StatementLine[], accrualFen: number): Statement {
  const payFen = lines.reduce((total, { amountFen }) => total + amountFen, 0)
  const figure = figureOf(payFen, 'fen')
  return {
    regulation: 'test',
    packVersion: 'v',
    month: '2023-04',
    workerReference: 'x',
    workerKind: 'rural',
    lines,
    totals: { grossFen: payFen, deductionFen: 0, collectedFen: 0, payFen },
    pay: figure,
    accrualFen,
    accrual: figure,
    uncollectedFen: 0,
    verdict: { proposal: 'pass', decision: null, final: 'pass', reasons: [] },
    proposals: [],
    informationLines: [],
    differences: [],
  }
}

it('names the lines that changed, those that came and those that went', () => {
  const frozen = statementOf(
    [line('base', 35_000), line('piece', 15_000), line('commendation', 1_000)],
    1_000,
  )
  const later = statementOf(
    [line('base', 35_000), line('piece', 13_500), line('majorReport', 10_000)],
    0,
  )
  const correction = correctionBetween(frozen, later)
  expect(correction).toMatchObject({ payDeltaFen: 7_500, accrualDeltaFen: -1_000 })
  expect(correction.lines.map(({ code, deltaFen }) => [code, deltaFen])).toEqual([
    ['piece', -1_500],
    ['commendation', -1_000],
    ['majorReport', 10_000],
  ])
  expect(correction.sentence).toBe(
    '2023-04 原为 510.00 元，现为 585.00 元，年底奖励相差 -10.00 元，应补发 75.00 元',
  )
  expect(correctionBetween(frozen, frozen)).toMatchObject({
    payDeltaFen: 0,
    accrualDeltaFen: 0,
    lines: [],
  })
})
