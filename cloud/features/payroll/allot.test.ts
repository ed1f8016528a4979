import { expect, it } from 'vitest'
import { allot } from './allot'

const of = (accountId: string, month: string, amountFen: number) => ({
  accountId,
  month,
  amountFen,
})
const took = (accountId: string, month: string, amountFen: number) => ({
  accountId,
  amountFen,
  parts: [{ month, amountFen }],
})

it('pays what is granted, month by month', () => {
  expect(allot([of('a', '2026-05', 300), of('a', '2026-04', 200)], [])).toEqual([
    {
      accountId: 'a',
      amountFen: 500,
      parts: [
        { month: '2026-04', amountFen: 200 },
        { month: '2026-05', amountFen: 300 },
      ],
    },
  ])
})

it('pays nothing twice: what earlier batches took is gone', () => {
  const granted = [of('a', '2026-04', 200), of('a', '2026-05', 300)]
  expect(allot(granted, [took('a', '2026-04', 200)])).toEqual([took('a', '2026-05', 300)])
  const all = [took('a', '2026-04', 200), took('a', '2026-05', 300)]
  expect(allot(granted, all)).toEqual([])
})

it('sets a month below zero against the others, and pays nobody below zero over all', () => {
  const granted = [of('a', '2026-04', -200), of('a', '2026-05', 300), of('b', '2026-04', -1)]
  expect(allot(granted, []).map((one) => [one.accountId, one.amountFen])).toEqual([['a', 100]])
})
