import { describe, expect, it } from 'vitest'
import { checkCode, type CodedTable } from './check-code'

const table: CodedTable = {
  tableId: '0190b6f0-0000-7000-8000-000000000001',
  number: 1,
  revision: { totalFen: 35_000n, heldFen: 0n, correction: null, notes: [] },
  lines: [
    {
      accountId: '0190b6f0-0000-7000-8000-000000000002',
      month: '2026-03',
      lineCode: 'base',
      kind: 'earning',
      label: '基础补助',
      amountFen: 35_000,
      article: 'DN-11.1a',
      gridCode: '141030100001A001',
      workerKind: 'rural',
      heldCause: null,
    },
  ],
}
const [line] = table.lines

describe('the check code', () => {
  it('is the same for the same table, four groups of four', () => {
    expect(checkCode(structuredClone(table))).toBe(checkCode(table))
    expect(checkCode(table)).toMatch(/^[0-9A-F]{4}( [0-9A-F]{4}){3}$/)
  })

  it('is another for every change of what is signed', () => {
    const others: CodedTable[] = [
      { ...table, number: 2 },
      { ...table, revision: { ...table.revision, notes: ['说明'] } },
      ...(line
        ? [
            { ...table, lines: [{ ...line, amountFen: 35_001 }] },
            { ...table, lines: [{ ...line, month: '2026-02' }] },
            { ...table, lines: [{ ...line, heldCause: 'fraud' }] },
            { ...table, lines: [line, line] },
          ]
        : []),
    ]
    const codes = [table, ...others].map(checkCode)
    expect(new Set(codes).size).toBe(7)
  })
})
