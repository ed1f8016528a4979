import { expect, it } from 'vitest'
import { amountWithinBand, type Band, bandFault } from './amount-within-bands'
import { money, naming } from './blocks-for-tests'

const major: Band = {
  label: '重大信息',
  naming,
  least: money('least', 10_000),
  most: money('most', 30_000),
  deliberated: false,
}
const grave: Band = {
  label: '特别重大信息',
  naming,
  least: money('least', 50_000),
  most: money('most', 100_000),
  deliberated: true,
}

it.each([
  [9_999, 'amountOutOfRange'],
  [10_000, undefined],
  [30_000, undefined],
  [30_001, 'amountOutOfRange'],
])('%i fen for a major report', (amountFen, code) =>
  expect(bandFault(major, { amountFen })?.code).toBe(code),
)

it('asks for the record of the deliberation, and not for blanks', () => {
  expect(bandFault(grave, { amountFen: 50_000 })?.code).toBe('deliberationNeeded')
  expect(bandFault(grave, { amountFen: 50_000, deliberation: '  ' })?.code).toBe(
    'deliberationNeeded',
  )
  expect(bandFault(grave, { amountFen: 50_000, deliberation: '会议记录' })).toBeNull()
  expect(bandFault(grave, { amountFen: 49_999, deliberation: '会议记录' })?.message).toContain(
    '500.00 元到 1000.00 元',
  )
})

it('shows the amount with its band', () => {
  const figure = amountWithinBand(grave, {
    reportId: 'r',
    grade: 'x',
    amountFen: 60_000,
    deliberation: '会议记录',
  })
  expect(figure.value).toBe(60_000)
  expect(figure.facts.map(({ name }) => name)).toEqual(['r', 'amountFen', 'deliberation'])
})
