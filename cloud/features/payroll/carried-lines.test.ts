import { describe, expect, it } from 'vitest'
import { carriedLines, overpaidBefore } from './carried-lines'
import type { TableLine } from './make-lines'

const line = (accountId: string, amountFen: number, more: Partial<TableLine> = {}): TableLine => ({
  accountId,
  month: '2026-04',
  lineCode: 'base',
  kind: 'earning',
  label: '基础补助',
  amountFen,
  article: 'DN-11.1a',
  gridCode: '141030100001A001',
  workerKind: 'rural',
  heldCause: null,
  ...more,
})
const owed = (accountId: string, amountFen: number, period = '2026-Q1') => ({
  tableId: 'earlier',
  period,
  accountId,
  amountFen,
})
const around = { article: 'DN-10.1', nameOf: (id: string) => id }
const carried = (lines: TableLine[], overpaid: Parameters<typeof carriedLines>[1]) =>
  carriedLines(lines, overpaid, around)

describe('what an earlier table paid too much', () => {
  it('is a line of its own in the next, with where it comes from', () => {
    const { lines, notes } = carried([line('甲', 50_000)], [owed('甲', 20_000)])
    expect(lines).toEqual([
      line('甲', -20_000, {
        lineCode: 'carried.2026-Q1',
        kind: 'deduction',
        label: '扣回2026 年第一季度多发的',
        article: 'DN-10.1',
      }),
    ])
    expect(notes).toEqual(['甲：2026 年第一季度多发 200.00 元，本次扣回 200.00 元'])
  })

  it('never takes the pay below zero: to the fen, and the rest is told and waits', () => {
    const exact = carried([line('甲', 20_000)], [owed('甲', 20_000)])
    expect(exact.lines.map((one) => one.amountFen)).toEqual([-20_000])
    const over = carried([line('甲', 20_000)], [owed('甲', 20_001)])
    expect(over.lines.map((one) => one.amountFen)).toEqual([-20_000])
    expect(over.notes).toEqual([
      '甲：2026 年第一季度多发 200.01 元，本次扣回 200.00 元，还有 0.01 元以后再扣',
    ])
    const nothing = carried([line('甲', 0)], [owed('甲', 500)])
    expect(nothing.lines).toEqual([])
    expect(nothing.notes[0]).toContain('还有 5.00 元以后再扣')
  })

  it('is not taken from what is held, nor twice from the same pay, nor from anybody else', () => {
    const held = line('甲', 90_000, { lineCode: 'yearEndHeld', heldCause: 'fraud' })
    const { lines } = carried(
      [line('甲', 10_000), held, line('乙', 70_000)],
      [owed('甲', 6_000, '2025-Q4'), owed('甲', 6_000), owed('丙', 1_000)],
    )
    expect(lines.map((one) => [one.accountId, one.lineCode, one.amountFen])).toEqual([
      ['甲', 'carried.2025-Q4', -6_000],
      ['甲', 'carried.2026-Q1', -4_000],
    ])
  })

  it('comes of earlier periods alone, the oldest first, quarters and months alike', () => {
    const list = [owed('甲', 1, '2026-Q2'), owed('甲', 2, '2026-05'), owed('甲', 3, '2025-Q4')]
    expect(overpaidBefore(list, '2026-Q2').map((one) => one.period)).toEqual(['2025-Q4', '2026-05'])
    expect(overpaidBefore(list, '2026-05').map((one) => one.period)).toEqual(['2025-Q4'])
    expect(overpaidBefore(list, '2025-Q4')).toEqual([])
  })
})
