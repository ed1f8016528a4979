import type { Pdf } from '../../platform/pdf'
import { formatYuan } from '../../rules'
import type { PrintedPayTable, PrintedWorker } from './printed-table'

/** A4 across, millimetres. */
export const sheet = { left: 10, top: 10, width: 277, bottom: 196 } as const
export const pad = 0.9
export const fixedSize = 8
const headSize = 7.5
/** Amounts are written smaller before the table is parted. */
const amountSizes = [8.5, 8, 7.5, 7, 6.5, 6] as const
const leastAmountWidth = 11
const mostAmountWidth = 26
const signWidth = 20
const leastRowHeight = 7

export const rowTitles = ['序号', '姓名', '身份证号', '网格和类别', '月份'] as const
const rowWidths = [9, 19, 31, 27, 18] as const
const endTitles = ['当月合计', '本期合计', '领款人签字'] as const

/** An amount column: of the table's columns (its place there), or one of the two sums. */
export type AmountOf = number | 'monthTotal' | 'total' | 'sign'

export interface LaidColumn {
  title: string
  width: number
  of: AmountOf | 'own'
}

/** Columns that stand beside each other; a table too wide for a sheet has several parts. */
export interface Part {
  columns: LaidColumn[]
  amountSize: number
  headHeight: number
}

export const amountText = (fen: number) => (fen === 0 ? '' : formatYuan(fen))

/** Every text that will stand in the column, so that none is cut. */
function textsOf(table: PrintedPayTable, at: number): string[] {
  const amounts = table.workers.flatMap((worker) =>
    worker.months.map((month) => month.amounts[at] ?? 0),
  )
  return [...amounts, table.columnTotals[at] ?? 0].map(amountText)
}

type Measure = Pdf['measure']

function widest(measure: Measure, texts: readonly string[], size: number): number {
  const longest = [...texts].sort((one, other) => other.length - one.length).slice(0, 4)
  const widths = longest.map((text) => measure(text, { size, bold: true }).width)
  return Math.max(0, ...widths) + 2 * pad + 0.3
}

function partOf(
  measure: Measure,
  amounts: readonly LaidColumn[],
  { amountSize, isLast }: { amountSize: number; isLast: boolean },
): Part {
  const own = rowTitles.map((title, at): LaidColumn => {
    return { title, width: rowWidths[at] ?? 0, of: 'own' }
  })
  const spare = sheet.width - [...own, ...amounts].reduce((sum, one) => sum + one.width, 0)
  const widened = amounts.map((column) => {
    const share = spare / amounts.length
    const isSign = column.of === 'sign'
    const most = isSign ? Infinity : Math.max(mostAmountWidth, column.width)
    return { ...column, width: Math.min(most, column.width + Math.max(0, share)) }
  })
  const columns = [...own, ...widened]
  const rest = sheet.width - columns.reduce((sum, one) => sum + one.width, 0)
  // what is left goes to the grid's name, or where the worker signs
  const wide = columns.at(isLast ? -1 : 3)
  if (wide && rest > 0) wide.width += rest
  const heights = columns.map(
    ({ title, width }) => measure(title, { size: headSize, bold: true }, width - 2 * pad).height,
  )
  return { columns, amountSize, headHeight: Math.max(9, ...heights) + 2 * pad }
}

/** As many columns beside each other as there is room for; the sums and the place to sign stay together. */
function inParts(
  lines: readonly LaidColumn[],
  end: readonly LaidColumn[],
  room: number,
): LaidColumn[][] {
  const widthOf = (columns: readonly LaidColumn[]) =>
    columns.reduce((sum, one) => sum + one.width, 0)
  const parts: LaidColumn[][] = [[]]
  for (const together of [...lines.map((one) => [one]), [...end]]) {
    const last = parts.at(-1) ?? []
    if (last.length > 0 && widthOf([...last, ...together]) > room) parts.push(together)
    else last.push(...together)
  }
  return parts
}

/** The table's columns on one sheet, amounts as large as they fit; else in parts beside each other. */
export function layParts(measure: Measure, table: PrintedPayTable): Part[] {
  const own = rowWidths.reduce<number>((sum, one) => sum + one, 0)
  const sums = table.workers.flatMap((worker) => [
    worker.totalFen,
    ...worker.months.map((month) => month.totalFen),
  ])
  const sumTexts = [...sums, table.totalFen].map(formatYuan)
  const columnsAt = (size: number) => {
    const widthOf = (texts: readonly string[]) =>
      Math.max(leastAmountWidth, widest(measure, texts, size))
    const lines = table.columns.map((title, of): LaidColumn => {
      return { title, of, width: widthOf(textsOf(table, of)) }
    })
    const [month, total, sign] = endTitles
    const end: LaidColumn[] = [
      { title: month, of: 'monthTotal', width: widthOf(sumTexts) },
      { title: total, of: 'total', width: widthOf(sumTexts) },
      { title: sign, of: 'sign', width: signWidth },
    ]
    return { lines, end }
  }
  // the fewest parts; among those the largest letters
  const most = table.columns.length + 1
  for (let count = 1; count <= most; count += 1)
    for (const amountSize of amountSizes) {
      const { lines, end } = columnsAt(amountSize)
      const parts = inParts(lines, end, sheet.width - own)
      if (parts.length <= count || (count === most && amountSize === amountSizes.at(-1)))
        return parts.map((columns, at) =>
          partOf(measure, columns, { amountSize, isLast: at === parts.length - 1 }),
        )
    }
  return []
}

/** What is the worker's alone, beside all his months. */
export const ownTexts = (worker: PrintedWorker, index: number): string[] => [
  String(index + 1),
  worker.name,
  worker.idNumberMasked,
  `${worker.gridName} ${worker.kind}`,
]

/** High enough for his months, and for a long name on several lines. */
export function workerHeight(measure: Measure, worker: PrintedWorker, part: Part): number {
  const heights = ownTexts(worker, 0).map((text, at) => {
    const width = (part.columns[at]?.width ?? 0) - 2 * pad
    return measure(text, { size: fixedSize }, width).height + 2 * pad
  })
  return Math.max(worker.months.length * leastRowHeight, ...heights)
}

export interface HeldWorker {
  worker: PrintedWorker
  index: number
  height: number
}

/** Workers sheet by sheet; none is cut in two. */
export function laySheets(
  workers: readonly HeldWorker[],
  room: { first: number; later: number },
): HeldWorker[][] {
  const sheets: HeldWorker[][] = [[]]
  let left = room.first
  for (const one of workers) {
    if (one.height > left && (sheets.at(-1)?.length ?? 0) > 0) {
      sheets.push([])
      left = room.later
    }
    sheets.at(-1)?.push(one)
    left -= one.height
  }
  return sheets
}

export const headTextSize = headSize
export const totalRowHeight = leastRowHeight + 1
