import type { FileAnswer } from '../../http/serve'
import { type CellValue, type SheetColumn, writeWorkbook } from '../../platform/spreadsheets'
import type { PrintedPayTable, PrintedWorker } from './printed-table'
import { proveFile } from './prove-totals'

const rowTotal = '当月合计'

function columnsOf(table: PrintedPayTable): SheetColumn[] {
  return [
    { title: '序号', kind: 'number', width: 6 },
    { title: '姓名', width: 12 },
    { title: '身份证号', width: 22 },
    { title: '网格', width: 20 },
    { title: '类别', width: 16 },
    { title: '月份', width: 14 },
    ...table.columns.map((title): SheetColumn => ({ title, kind: 'money', width: 12 })),
    { title: rowTotal, kind: 'money', width: 12 },
    { title: '本期合计', kind: 'money', width: 12 },
    { title: '领款人签字', width: 14 },
  ]
}

/** A row a month; what is the worker's alone stands in his first. */
function rowsOf(worker: PrintedWorker, index: number): CellValue[][] {
  return worker.months.map((month, at) => {
    const isFirst = at === 0
    const own = isFirst
      ? [index + 1, worker.name, worker.idNumberMasked, worker.gridName, worker.kind]
      : [null, null, null, null, null]
    const total = isFirst ? worker.totalFen : null
    return [...own, month.label, ...month.amounts, month.totalFen, total, null]
  })
}

export async function tableSheet(table: PrintedPayTable): Promise<FileAnswer> {
  const rows = table.workers.flatMap(rowsOf)
  const blank = [null, null, null, null, null]
  const totals = [...blank, '合计', ...table.columnTotals, table.totalFen, table.totalFen, null]
  const hands = table.hands.map((hand) => `${hand.label}：${hand.name || '　　　　'} ${hand.on}`)
  const bytes = await writeWorkbook([
    {
      name: '薪酬补助表',
      heading: `${table.title}（${table.subtitle}）`,
      columns: columnsOf(table),
      rows: [...rows, totals],
      notes: [
        table.totalText,
        ...table.notes,
        table.basis,
        `${hands.join('　　')}　　（盖章）`,
        table.version,
      ],
    },
  ])
  await proveFile(bytes, rowTotal, { totalFen: table.totalFen, rows: rows.length })
  return {
    bytes,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileName: `${table.title}（${table.subtitle}）.xlsx`,
  }
}
