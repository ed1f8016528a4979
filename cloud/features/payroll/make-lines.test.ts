import { expect, it } from 'vitest'
import type { Statement } from '../../contract/trace'
import { daning2022 } from '../../regulations'
import type { FrozenStatement } from '../pay/pay.service'
import { type LineSources, makeLines } from './make-lines'

const nothing: LineSources = {
  statements: [],
  yearEnds: [],
  corrections: [],
  agreed: [],
  overpaid: [],
  yearEndMonth: null,
  article: 'DN-10.1',
  nameOf: (accountId) => accountId,
}

function frozen(
  accountId: string,
  month: string,
  counts: { checkInDays: number; validReports: number },
): FrozenStatement {
  const worker = { reference: accountId, kind: 'rural' }
  const evaluated = daning2022.evaluate({
    regulation: 'daning-2022',
    month,
    worker,
    counts: { local: counts },
  })
  if (!evaluated.ok) throw new Error(evaluated.error.message)
  const statement = evaluated.result as Statement
  return { accountId, month, gridCode: '141030100001A001', workerKind: 'rural', statement }
}

const shown = (sources: Partial<LineSources>) => {
  const { lines, totalFen, heldFen, notes } = makeLines({ ...nothing, ...sources })
  return {
    lines: lines.map((line) => [line.accountId, line.month, line.lineCode, line.amountFen]),
    totalFen,
    heldFen,
    notes,
  }
}

it('comes to what the statements pay, also where a deduction found too little', () => {
  const poor = frozen('a', '2026-05', { checkInDays: 0, validReports: 0 })
  const made = shown({ statements: [poor] })
  expect(made.totalFen).toBe(poor.statement.totals.payFen)
  const some = ['2026-04', '2026-05', '2026-06'].map((month, index) =>
    frozen('b', month, { checkInDays: 20 - index, validReports: 18 + index }),
  )
  const sum = some.reduce((total, one) => total + one.statement.totals.payFen, 0)
  expect(shown({ statements: some }).totalFen).toBe(sum)
})

it('orders people by grid, each with his months one after another', () => {
  const counts = { checkInDays: 20, validReports: 20 }
  const made = shown({
    statements: [
      frozen('b', '2026-05', counts),
      frozen('a', '2026-05', counts),
      frozen('a', '2026-04', counts),
    ],
  })
  expect(made.lines.map(([who, month]) => `${who} ${month}`)).toEqual([
    'a 2026-04',
    'a 2026-04',
    'a 2026-05',
    'a 2026-05',
    'b 2026-05',
    'b 2026-05',
  ])
})

it('sets corrections of leavers apart when they are owed, and names those that cannot be taken', () => {
  const of = { month: '2026-06', gridCode: '141030100001A001', workerKind: 'rural' as const }
  const made = shown({
    corrections: [
      { ...of, accountId: 'a', correctedMonth: '2026-03', payDeltaFen: 1_500 },
      { ...of, accountId: 'a', correctedMonth: '2026-03', payDeltaFen: -500 },
      { ...of, accountId: 'b', correctedMonth: '2026-03', payDeltaFen: -700 },
    ],
  })
  expect(made).toEqual({
    lines: [['a', '2026-06', 'leaver.2026-03', 1_000]],
    totalFen: 0,
    heldFen: 1_000,
    notes: [
      'a：2026-03 的更正（已离岗） 10.00 元暂存，待县综治中心决定',
      'b：2026-03 的更正（已离岗） -7.00 元，没有可扣的补助',
    ],
  })
})

it('brings an agreed objection in as a line of its own, the difference to the line it is about', () => {
  const statements = [frozen('a', '2026-05', { checkInDays: 20, validReports: 20 })]
  const agreed = [{ accountId: 'a', month: '2026-05', lineCode: 'piece', recognisedFen: 14_250 }]
  const made = shown({ statements, agreed })
  expect(made.lines.at(-1)).toEqual(['a', '2026-05', 'review.piece', -750])
  expect(made.totalFen).toBe(49_250)
  const same = [{ ...agreed[0], recognisedFen: 15_000 }] as typeof agreed
  expect(shown({ statements, agreed: same }).lines).toHaveLength(2)
})
