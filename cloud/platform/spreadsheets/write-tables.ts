import type { Cell, Worksheet } from 'exceljs'
import { loadExcel } from './excel'

export type ColumnKind = 'text' | 'number' | 'money' | 'percent'

export interface SheetColumn {
  title: string
  /** `money` takes fen and shows yuan; `percent` takes 0.85 and shows 85.0%. Text when left out. */
  kind?: ColumnKind
  /** In half-width characters; measured from the content when left out. */
  width?: number
}

export type CellValue = string | number | null

export interface Sheet {
  name: string
  /** A line above the titles. */
  heading?: string
  columns: readonly SheetColumn[]
  rows: readonly (readonly CellValue[])[]
  /** Lines below the table, say where the figures come from. */
  notes?: readonly string[]
}

const longestCellText = 32_767
const numberFormats: Record<ColumnKind, string> = {
  text: '@',
  number: '#,##0.##',
  money: '#,##0.00',
  percent: '0.0%',
}

/** Half of a surrogate pair becomes the replacement character. */
const wellFormed = (text: string): string => Buffer.from(text).toString()

/** What XML cannot hold is left out; what Excel would read as an escape is escaped. */
function plainText(text: string): string {
  const sound = wellFormed(text)
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not pass
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
  return sound.length > longestCellText ? `${sound.slice(0, longestCellText - 1)}…` : sound
}

function sheetName(wanted: string, taken: Set<string>): string {
  const base =
    plainText(wanted)
      .replace(/[[\]:*?/\\\n\t]|^'+|'+$/g, ' ')
      .trim() || '表'
  for (let copy = 1; ; copy += 1) {
    const ending = copy === 1 ? '' : ` (${copy})`
    const name = base.slice(0, 31 - ending.length) + ending
    if (!taken.has(name.toLowerCase())) {
      taken.add(name.toLowerCase())
      return name
    }
  }
}

const shownWidth = (text: string): number => {
  let width = 0
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e80 ? 2 : 1
  return width
}

function widthOf(column: SheetColumn, index: number, sheet: Sheet): number {
  if (column.width !== undefined) return column.width
  let widest = shownWidth(column.title) + 2
  for (const row of sheet.rows.slice(0, 500)) {
    widest = Math.max(widest, shownWidth(String(row[index] ?? '')) + 2)
  }
  return Math.min(Math.max(widest, 8), 48)
}

/**
 * Text always goes in as a text cell with the text format: a value that begins with = + - @ is
 * shown as it is, and stays text when somebody edits it.
 */
function fillCell(cell: Cell, value: CellValue | undefined, kind: ColumnKind): void {
  if (value === null || value === undefined) return
  if (typeof value === 'number' && kind !== 'text') {
    cell.value = kind === 'money' ? value / 100 : value
    cell.numFmt = kind === 'number' && Number.isInteger(value) ? '#,##0' : numberFormats[kind]
    cell.alignment = { horizontal: 'right', vertical: 'top' }
    return
  }
  cell.value = plainText(String(value))
  cell.numFmt = numberFormats.text
  cell.alignment = { vertical: 'top', wrapText: true }
}

const line = { style: 'thin', color: { argb: 'FFBFC7D1' } } as const
const box = { top: line, left: line, bottom: line, right: line }

function fillTitles(sheet: Worksheet, rowNumber: number, columns: readonly SheetColumn[]): void {
  const row = sheet.getRow(rowNumber)
  row.height = 22
  columns.forEach((column, index) => {
    const cell = row.getCell(index + 1)
    fillCell(cell, column.title, 'text')
    cell.font = { bold: true }
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFE8EEF5' } }
    cell.alignment = { horizontal: 'center', vertical: 'middle', wrapText: true }
    cell.border = box
  })
}

function fillHeading(sheet: Worksheet, heading: string, columnCount: number): void {
  const cell = sheet.getRow(1).getCell(1)
  fillCell(cell, heading, 'text')
  cell.font = { bold: true, size: 14 }
  cell.alignment = { horizontal: 'center', vertical: 'middle' }
  sheet.getRow(1).height = 28
  if (columnCount > 1) sheet.mergeCells(1, 1, 1, columnCount)
}

function fillSheet(target: Worksheet, sheet: Sheet): void {
  const titlesAt = sheet.heading === undefined ? 1 : 2
  target.columns = sheet.columns.map((column, index) => ({ width: widthOf(column, index, sheet) }))
  if (sheet.heading !== undefined) fillHeading(target, sheet.heading, sheet.columns.length)
  fillTitles(target, titlesAt, sheet.columns)
  sheet.rows.forEach((values, rowIndex) => {
    const row = target.getRow(titlesAt + 1 + rowIndex)
    sheet.columns.forEach((column, index) => {
      const cell = row.getCell(index + 1)
      fillCell(cell, values[index], column.kind ?? 'text')
      cell.border = box
    })
  })
  const below = titlesAt + sheet.rows.length + 2
  sheet.notes?.forEach((note, index) => {
    fillCell(target.getRow(below + index).getCell(1), note, 'text')
    target.getRow(below + index).getCell(1).alignment = { wrapText: false }
  })
  target.views = [{ state: 'frozen', ySplit: titlesAt }]
  target.pageSetup = {
    paperSize: 9,
    orientation: sheet.columns.length > 7 ? 'landscape' : 'portrait',
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight: 0,
    printTitlesRow: `${titlesAt}:${titlesAt}`,
  }
}

export async function writeWorkbook(
  sheets: readonly Sheet[],
  options: { createdAtMs?: number } = {},
): Promise<Buffer> {
  const { Workbook } = await loadExcel()
  const workbook = new Workbook()
  workbook.creator = '明格'
  workbook.created = new Date(options.createdAtMs ?? 0)
  workbook.modified = workbook.created
  const taken = new Set<string>()
  for (const sheet of sheets) fillSheet(workbook.addWorksheet(sheetName(sheet.name, taken)), sheet)
  return Buffer.from(await workbook.xlsx.writeBuffer())
}

function csvCell(value: CellValue | undefined, kind: ColumnKind): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' && kind !== 'text') {
    return kind === 'money' ? (value / 100).toFixed(2) : String(value)
  }
  const text = wellFormed(String(value))
  // a csv has no text cells, so an apostrophe keeps the text from being run
  const inert = /^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text
  return /[",\r\n\t;']/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}

/** UTF-8 with the mark that makes Chinese Excel read it as UTF-8. */
export function writeCsv(sheet: Pick<Sheet, 'columns' | 'rows'>): Buffer {
  const lines = [sheet.columns.map((column) => csvCell(column.title, 'text'))]
  for (const row of sheet.rows) {
    lines.push(sheet.columns.map((column, index) => csvCell(row[index], column.kind ?? 'text')))
  }
  return Buffer.from(`\ufeff${lines.map((cells) => cells.join(',')).join('\r\n')}\r\n`)
}
