import type {
  Buffer as ExcelBuffer,
  ValueType as ValueTypes,
  Cell,
  CellErrorValue,
  CellRichTextValue,
  Worksheet,
} from 'exceljs'
import { faultyCell, type SheetRow, type TableCell, type TableLimits, textCell } from './cells'
import { loadExcel } from './excel'
import { tableError } from './table-errors'
import { guardZip } from './zip-guard'

/** Parts that say nothing about values; some of them name ranges that unfold to millions of cells. */
const ignoredNodes = [
  'mergeCells',
  'dataValidations',
  'conditionalFormatting',
  'hyperlinks',
  'drawing',
  'picture',
  'legacyDrawing',
  'tableParts',
  'rowBreaks',
  'autoFilter',
  'extLst',
]

/** From here on a number no longer holds each of its digits. */
const longestExactNumber = 1e15

function numberCell(value: number, format: string | undefined): TableCell {
  if (Math.abs(value) >= longestExactNumber) return faultyCell(String(value), 'numberTooLong')
  // 0.1 + 0.2 is stored with seventeen digits and shown with fifteen
  const shown = Number(value.toPrecision(15))
  const text = Number.isInteger(shown) ? shown.toFixed(0) : String(shown)
  const zeros = /^0+$/.exec(format ?? '')
  return textCell(zeros && shown >= 0 ? text.padStart(zeros[0].length, '0') : text)
}

function dateCell(value: Date): TableCell {
  if (Number.isNaN(value.getTime())) return faultyCell('', 'brokenValue')
  const whole = new Date(Math.round(value.getTime() / 1_000) * 1_000).toISOString()
  const [day, time] = [whole.slice(0, 10), whole.slice(11, 19)]
  if (day <= '1900-01-01' && time !== '00:00:00') return textCell(time)
  return textCell(time === '00:00:00' ? day : `${day} ${time}`)
}

function richText(value: CellRichTextValue): string {
  return value.richText.map((part) => part.text).join('')
}

function readCell(cell: Cell, ValueType: typeof ValueTypes): TableCell {
  const value = cell.value
  switch (cell.type) {
    case ValueType.Null:
    case ValueType.Merge:
      return textCell('')
    case ValueType.Number:
      return numberCell(value as number, cell.numFmt)
    case ValueType.Date:
      return dateCell(value as Date)
    case ValueType.Boolean:
      return textCell(value === true ? 'TRUE' : 'FALSE')
    case ValueType.Formula:
      return faultyCell(cell.formula ?? '', 'formula')
    case ValueType.Error:
      return faultyCell((value as CellErrorValue).error, 'brokenValue')
    case ValueType.RichText:
      return textCell(richText(value as CellRichTextValue))
    default:
      return textCell(cell.text)
  }
}

function firstVisibleSheet(sheets: readonly Worksheet[]): Worksheet {
  if (sheets.length === 0) throw tableError('tableUnreadable')
  const visible = sheets.filter((sheet) => sheet.state === 'visible')
  const chosen = visible.find((sheet) => sheet.actualRowCount > 0) ?? visible[0]
  if (chosen === undefined) throw tableError('tableEmpty')
  return chosen
}

function rowsOf(sheet: Worksheet, limits: TableLimits, ValueType: typeof ValueTypes): SheetRow[] {
  const rows: SheetRow[] = []
  sheet.eachRow({ includeEmpty: false }, (row, line) => {
    const cells: TableCell[] = []
    row.eachCell({ includeEmpty: false }, (cell, column) => {
      const read = readCell(cell, ValueType)
      if (read.text === '' && read.fault === null) return
      if (column > limits.columns) throw tableError('tableTooManyRows')
      while (cells.length < column - 1) cells.push(textCell(''))
      cells.push(read)
    })
    if (cells.length > 0) rows.push({ line, cells })
  })
  return rows
}

/** The first visible sheet that has content. Formulas are never run and their results not trusted. */
export async function readXlsx(bytes: Buffer, limits: TableLimits): Promise<SheetRow[]> {
  await guardZip(bytes, limits.unpackedBytes)
  const { Workbook, ValueType } = await loadExcel()
  const workbook = new Workbook()
  const options = { ignoreNodes: ignoredNodes, maxRows: limits.rows, maxCols: 1_000 }
  try {
    // exceljs brings a Buffer type of its own time
    await workbook.xlsx.load(bytes as unknown as ExcelBuffer, options)
  } catch (error) {
    const tooMany = error instanceof Error && /^Max \w+ count/.test(error.message)
    throw tableError(tooMany ? 'tableTooManyRows' : 'tableUnreadable', error)
  }
  return rowsOf(firstVisibleSheet(workbook.worksheets), limits, ValueType)
}
