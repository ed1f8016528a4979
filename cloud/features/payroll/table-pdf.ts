import type { FileAnswer } from '../../http/serve'
import { createPdf, type Pdf } from '../../platform/pdf'
import { formatYuan } from '../../rules'
import type { PrintedPayTable } from './printed-table'
import {
  amountText,
  type AmountOf,
  fixedSize,
  headTextSize,
  type HeldWorker,
  laySheets,
  layParts,
  ownTexts,
  pad,
  type Part,
  rowTitles,
  sheet,
  totalRowHeight,
  workerHeight,
} from './table-layout'

const line = { color: '#333333', width: 0.2 }
const headFill = '#eef2f2'
const noteSize = 9
const wordsSize = 11
const handHeight = 30
const underTable = 2.5
const firstTitleHeight = 17
const laterTitleHeight = 7

interface CellLook {
  size: number
  align?: 'left' | 'center' | 'right'
  bold?: boolean
  fill?: string
}

type CellBox = { x: number; y: number; width: number; height: number }

/** A bordered cell; its words stand in the middle and are made room for beforehand. */
function drawCell(pdf: Pdf, words: string, box: CellBox, { fill, ...look }: CellLook): void {
  if (fill) pdf.fill(box, fill)
  pdf.frame(box, line)
  const inside = { ...box, x: box.x + pad, width: box.width - 2 * pad }
  pdf.text(words, inside, { ...look, lines: 20, smallest: 5, stand: 'middle', color: '#111111' })
}

/** Left edges of the part's columns. */
function edgesOf(part: Part): number[] {
  let x: number = sheet.left
  return part.columns.map(({ width }) => {
    const own = x
    x += width
    return own
  })
}

function drawHead(pdf: Pdf, part: Part, y: number): void {
  const edges = edgesOf(part)
  for (const [at, { title, width }] of part.columns.entries()) {
    const box = { x: edges[at] ?? 0, y, width, height: part.headHeight }
    drawCell(pdf, title, box, { size: headTextSize, bold: true, align: 'center', fill: headFill })
  }
}

function monthAmount(month: HeldWorker['worker']['months'][number], of: AmountOf): string {
  return of === 'monthTotal'
    ? formatYuan(month.totalFen)
    : amountText(month.amounts[Number(of)] ?? 0)
}

function drawWorker(pdf: Pdf, { worker, index, height }: HeldWorker, part: Part, y: number) {
  const edges = edgesOf(part)
  const own = ownTexts(worker, index)
  const rowHeight = height / worker.months.length
  for (const [at, { width, of }] of part.columns.entries()) {
    const x = edges[at] ?? 0
    const whole = { x, y, width, height }
    const amounts: CellLook = { size: part.amountSize, align: 'right' }
    if (of === 'own' && at < own.length) {
      drawCell(pdf, own[at] ?? '', whole, { size: fixedSize, align: at === 3 ? 'left' : 'center' })
    } else if (of === 'total') drawCell(pdf, formatYuan(worker.totalFen), whole, amounts)
    else if (of === 'sign') drawCell(pdf, '', whole, amounts)
    else {
      for (const [row, month] of worker.months.entries()) {
        const box = { x, y: y + row * rowHeight, width, height: rowHeight }
        if (of === 'own') drawCell(pdf, month.label, box, { size: fixedSize, align: 'center' })
        else drawCell(pdf, monthAmount(month, of), box, amounts)
      }
    }
  }
}

function drawTotals(pdf: Pdf, table: PrintedPayTable, part: Part, y: number): void {
  const edges = edgesOf(part)
  const height = totalRowHeight
  const width = (edges[rowTitles.length] ?? 0) - sheet.left
  const box = { x: sheet.left, y, width, height }
  drawCell(pdf, '合计', box, { size: wordsSize, bold: true, align: 'center' })
  for (const [at, { width, of }] of part.columns.entries()) {
    if (of === 'own') continue
    const isSum = of === 'monthTotal' || of === 'total'
    const text = isSum
      ? formatYuan(table.totalFen)
      : amountText(of === 'sign' ? 0 : (table.columnTotals[of] ?? 0))
    const look: CellLook = { size: part.amountSize, bold: true, align: 'right' }
    drawCell(pdf, text, { x: edges[at] ?? 0, y, width, height }, look)
  }
}

function drawTitle(pdf: Pdf, table: PrintedPayTable, { isFirst, part }: SheetOf): void {
  const box = { x: sheet.left, width: sheet.width }
  const words = `${table.subtitle}　单位：元${part}`
  if (!isFirst) {
    const y = sheet.top
    pdf.text(
      `${table.title}　${words}（续）`,
      { ...box, y, height: laterTitleHeight },
      { size: 10, align: 'center', smallest: 7 },
    )
    return
  }
  pdf.text(
    table.title,
    { ...box, y: sheet.top - 1, height: 10 },
    { size: 18, bold: true, align: 'center', smallest: 10 },
  )
  pdf.text(
    words,
    { ...box, y: sheet.top + 8.5, height: 6 },
    { size: 11, align: 'center', smallest: 8 },
  )
}

function drawFoot(pdf: Pdf, table: PrintedPayTable, place: string): void {
  const box = { x: sheet.left, y: sheet.bottom + 1.5, width: sheet.width, height: 5 }
  const soft = { size: 8, color: '#505b58' }
  pdf.text(table.version, box, soft)
  pdf.text(place, box, { ...soft, align: 'right' })
}

/** 制表, 签字 and seal, 复审: who has signed already stands there, the rest is for the pen. */
function drawHands(pdf: Pdf, table: PrintedPayTable, y: number): void {
  const gap = 6
  const width = (sheet.width - gap * (table.hands.length - 1)) / table.hands.length
  for (const [at, { label, name, on }] of table.hands.entries()) {
    const box = { x: sheet.left + at * (width + gap), y, width, height: handHeight }
    pdf.frame(box, line)
    const known = name ? `　（系统登记：${name}）` : ''
    const lines = [label, `签字：${known}`, `日期：${on}`]
    for (const [row, text] of lines.entries())
      pdf.text(
        text,
        { x: box.x + 3, y: y + 2.5 + row * 8, width: width - 6, height: 7 },
        { size: 10, bold: row === 0, smallest: 6 },
      )
    // the seal belongs to the township's signature
    if (at === 1)
      pdf.text(
        '（盖章）',
        { x: box.x + 3, y: y + handHeight - 6.5, width: width - 6, height: 5 },
        { size: 9, color: '#505b58', align: 'right' },
      )
  }
}

interface SheetOf {
  isFirst: boolean
  part: string
}

/** What stands under the table, from top to bottom: each with the height it takes. */
function tailOf(pdf: Pdf, table: PrintedPayTable) {
  const words = (text: string, size: number, bold: boolean) => ({
    height: pdf.measure(text, { size, bold }, sheet.width).height + 1.5,
    draw: (y: number) =>
      void pdf.text(
        text,
        { x: sheet.left, y, width: sheet.width, height: 200 },
        { size, bold, lines: 99 },
      ),
  })
  return [
    words(table.totalText, wordsSize, true),
    ...[...table.notes, table.basis].map((note) => words(note, noteSize, false)),
    { height: handHeight + 3, draw: (y: number) => drawHands(pdf, table, y + 3) },
  ]
}

type Drawing = () => void

/** All sheets as drawings to come, so that each can say how many there are. */
function planSheets(pdf: Pdf, table: PrintedPayTable): Drawing[][] {
  const sheets: Drawing[][] = []
  let y = 0
  const begin = (of: SheetOf) => {
    sheets.push([() => drawTitle(pdf, table, of)])
    y = sheet.top + (of.isFirst ? firstTitleHeight : laterTitleHeight)
  }
  const put = (height: number, draw: (y: number) => void) => {
    const at = y
    sheets.at(-1)?.push(() => draw(at))
    y += height
  }
  const parts = layParts(pdf.measure, table)
  for (const [number, part] of parts.entries()) {
    const name = parts.length > 1 ? `　第 ${number + 1} 部分，共 ${parts.length} 部分` : ''
    const groups = groupsOf(pdf, table, part)
    for (const [at, group] of groups.entries()) {
      begin({ isFirst: at === 0, part: name })
      put(part.headHeight, (top) => drawHead(pdf, part, top))
      for (const one of group) put(one.height, (top) => drawWorker(pdf, one, part, top))
      if (at === groups.length - 1) put(totalRowHeight, (top) => drawTotals(pdf, table, part, top))
    }
  }
  y += underTable
  for (const one of tailOf(pdf, table)) {
    if (y + one.height > sheet.bottom) begin({ isFirst: false, part: '' })
    put(one.height, one.draw)
  }
  return sheets
}

/** The workers of each sheet. */
function groupsOf(pdf: Pdf, table: PrintedPayTable, part: Part): HeldWorker[][] {
  const workers = table.workers.map((worker, index) => {
    return { worker, index, height: workerHeight(pdf.measure, worker, part) }
  })
  const roomUnder = (titleHeight: number) =>
    sheet.bottom - sheet.top - titleHeight - part.headHeight - totalRowHeight
  return laySheets(workers, {
    first: roomUnder(firstTitleHeight),
    later: roomUnder(laterTitleHeight),
  })
}

/** The table as a PDF to print, sign and seal: A4 across, the head again on each sheet. */
export async function drawTable(table: PrintedPayTable, nowMs: number): Promise<Buffer> {
  const title = `${table.title} ${table.subtitle}`
  const pdf = await createPdf({ title, nowMs, landscape: true })
  // letters can be measured once there is a page
  await pdf.page()
  const sheets = planSheets(pdf, table)
  for (const [at, drawings] of sheets.entries()) {
    if (at > 0) await pdf.page()
    for (const draw of drawings) draw()
    drawFoot(pdf, table, `第 ${at + 1} 页，共 ${sheets.length} 页`)
  }
  return pdf.finish()
}

export async function tablePdf(table: PrintedPayTable, nowMs: number): Promise<FileAnswer> {
  return {
    bytes: await drawTable(table, nowMs),
    contentType: 'application/pdf',
    fileName: `${table.title}（${table.subtitle}）.pdf`,
  }
}
