import { describe, expect, it } from 'vitest'
import { readPdf } from '../../platform/documents/read-pdf'
import { capitalForm, formatYuan } from '../../rules'
import type { PrintedPayTable, PrintedWorker } from './printed-table'
import { drawTable } from './table-pdf'

const nowMs = Date.parse('2026-07-05T10:00:00+08:00')

const sumOf = (amounts: readonly number[]) => amounts.reduce((sum, one) => sum + one, 0)

/** A quarter of a worker whose figures are his own. */
function workerOf(index: number, columns: number, name: string): PrintedWorker {
  const months = [4, 5, 6].map((number) => {
    const amounts = Array.from({ length: columns }, (_none, at) =>
      at % 3 === 2 ? -(index + 1) * number : 35_000 + index * 137 + at * 1_009 + number,
    )
    return {
      month: `2026-0${number}`,
      label: `2026 年 ${number} 月`,
      amounts,
      totalFen: sumOf(amounts),
    }
  })
  return {
    name,
    idNumberMasked: '141030********1234',
    gridName: `昕水镇古驿村第 ${index + 1} 网格`,
    kind: '农村专职网格员',
    months,
    totalFen: sumOf(months.map((month) => month.totalFen)),
  }
}

function tableOf(workers: PrintedWorker[], columns: string[]): PrintedPayTable {
  const months = workers.flatMap((worker) => worker.months)
  const totalFen = sumOf(workers.map((worker) => worker.totalFen))
  return {
    title: '昕水镇网格员薪酬补助表',
    subtitle: '2026 年第二季度',
    columns,
    workers,
    columnTotals: columns.map((_title, at) => sumOf(months.map((month) => month.amounts[at] ?? 0))),
    totalFen,
    totalText: `合计 ${formatYuan(totalFen)} 元，大写：${capitalForm(totalFen)}`,
    notes: ['王甲 2026 年 5 月的 100.00 元暂存，不在合计内'],
    basis: '依据：《办法》（第十条第1项）。基础补助：第十一条第1项',
    version: '第 1 版，核对码 0123 4567 89AB CDEF',
    hands: [
      { label: '制表（乡镇平安办）', name: '平安办甲', on: '2026-07-03' },
      { label: '审核签字（乡镇政法委员）', name: '', on: '' },
      { label: '复审（县综治中心）', name: '', on: '' },
    ],
  }
}

const few = ['基础补助', '有效上报奖励', '未完成扣减', '重大隐患奖励', '以前月份更正']
const many = (count: number) => Array.from({ length: count }, (_none, at) => `第${at + 1}项补助`)
const people = (count: number, columns: number, name = (index: number) => `王${index + 1}`) =>
  Array.from({ length: count }, (_none, index) => workerOf(index, columns, name(index)))

const bare = (text: string) => text.replace(/\s+/g, '')
const read = async (table: PrintedPayTable) => readPdf(await drawTable(table, nowMs))
/** Every figure with two decimals, as often as it stands there. */
const figuresIn = (text: string) => text.match(/-?\d+\.\d{2}/g)?.sort() ?? []

/** What has to stand under the columns: nothing is written for an amount of nothing. */
function figuresOf(table: PrintedPayTable): string[] {
  const rows = table.workers.flatMap((worker) => [
    ...worker.months.flatMap((month) => [...month.amounts, month.totalFen]),
    worker.totalFen,
  ])
  const totals = [...table.columnTotals, table.totalFen, table.totalFen]
  const said = [table.totalText, ...table.notes].flatMap(figuresIn)
  return [...[...rows, ...totals].filter((fen) => fen !== 0).map(formatYuan), ...said].sort()
}

describe('the pay table as a PDF', () => {
  it('says every figure to the fen, the total in words, the version, and who has signed', async () => {
    const table = tableOf(people(3, few.length), few)
    const text = await read(table)
    expect(figuresIn(text)).toEqual(figuresOf(table))
    for (const words of [
      table.title,
      table.subtitle,
      `大写：${capitalForm(table.totalFen)}`,
      table.basis,
      table.version,
      '系统登记：平安办甲',
      '2026-07-03',
      '审核签字（乡镇政法委员）',
      '（盖章）',
      '第 1 页，共 1 页',
      ...few,
      '领款人签字',
    ])
      expect(bare(text)).toContain(bare(words))
  })

  it('goes on on further sheets, each with its head and its place among them', async () => {
    const table = tableOf(people(80, few.length), few)
    const text = await read(table)
    expect(figuresIn(text)).toEqual(figuresOf(table))
    const sheets = Number(/共\s*(\d+)\s*页/.exec(text)?.[1])
    expect(sheets).toBeGreaterThan(10)
    expect(bare(text).split('身份证号').length - 1).toBe(sheets)
    expect(bare(text)).toContain(`第${sheets}页，共${sheets}页`)
    expect(bare(text).split('核对码').length - 1).toBe(sheets)
  })

  it('parts a table that is too wide, and cuts no figure and no name', async () => {
    const long = '阿布都热合曼·买买提吐尔逊·艾合买提江·古丽'
    const columns = many(24)
    const table = tableOf(
      people(4, columns.length, (index) => `${long}${index}`),
      columns,
    )
    const text = await read(table)
    const sums = [...table.workers.flatMap((worker) => worker.months), ...table.workers]
    for (const { totalFen } of sums) expect(text).toContain(formatYuan(totalFen))
    expect(figuresIn(text)).toEqual(figuresOf(table))
    expect(bare(text)).toContain('第1部分，共2部分')
    expect(bare(text)).toContain(`${bare(long)}3`)
    expect(text).not.toContain('…')
  })

  it('gives the notes and the places to sign a sheet of their own where no room is left', async () => {
    const table = {
      ...tableOf(people(7, few.length), few),
      notes: Array.from({ length: 40 }, (_none, at) => `第 ${at + 1} 条说明`),
    }
    const text = bare(await read(table))
    for (const words of ['第1条说明', '第40条说明', '（盖章）', '第3页，共3页'])
      expect(text).toContain(words)
  })
})
