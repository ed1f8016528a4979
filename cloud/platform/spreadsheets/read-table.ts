import { PlatformError } from '../platform-error'
import { defaultTableLimits, type SheetRow, type TableCell, type TableLimits } from './cells'
import { readCsv } from './read-csv'
import { readXlsx } from './read-xlsx'
import { cellFaults, tableError } from './table-errors'

export interface TableColumn<Key extends string> {
  key: Key
  /** The Chinese title, then other words people use for it. */
  titles: readonly [string, ...string[]]
  /** The column must be there, and no row may leave it empty. */
  required?: boolean
}

export interface TableProblem {
  line: number
  /** The column's title; null when the whole line is meant. */
  column: string | null
  message: string
}

export interface TableRow<Key extends string> {
  line: number
  /** Trimmed text by key; '' where the cell or the column is not there. */
  values: Record<Key, string>
}

export interface Table<Key extends string> {
  rows: TableRow<Key>[]
  problems: TableProblem[]
  /** Titles in the file that no column asks for. */
  ignoredTitles: string[]
}

/** Rows of the first sheet of an xlsx, or of a csv; blank ones left out. */
export async function readSheet(
  bytes: Uint8Array,
  limits: TableLimits = defaultTableLimits,
): Promise<SheetRow[]> {
  if (bytes.length > limits.bytes) throw tableError('tableTooLarge')
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const head = buffer.toString('latin1', 0, 8)
  if (head.startsWith('\xd0\xcf\x11\xe0')) throw tableError('tableOldFormat')
  let rows: SheetRow[]
  try {
    rows = head.startsWith('PK') ? await readXlsx(buffer, limits) : readCsv(buffer, limits)
  } catch (error) {
    throw error instanceof PlatformError ? error : tableError('tableUnreadable', error)
  }
  if (rows.length === 0) throw tableError('tableEmpty')
  return rows
}

/** Width, spaces, a star for "required" and a unit in brackets do not make another title. */
function plainTitle(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/\([^)]*\)/g, '')
    .replace(/[\s*:\u200b\ufeff]/g, '')
    .toLowerCase()
}

const clean = (text: string): string => text.replace(/[\u200b\u200e\u200f\ufeff]/g, '').trim()

type Places<Key extends string> = Map<Key, number>

function placesIn<Key extends string>(
  row: SheetRow,
  columns: readonly TableColumn<Key>[],
): { places: Places<Key>; repeated: TableColumn<Key>[]; ignored: string[] } {
  const places: Places<Key> = new Map()
  const repeated: TableColumn<Key>[] = []
  const ignored: string[] = []
  row.cells.forEach((cell, index) => {
    const title = plainTitle(cell.text)
    if (title === '') return
    const column = columns.find((each) => each.titles.some((name) => plainTitle(name) === title))
    if (column === undefined) ignored.push(clean(cell.text))
    else if (places.has(column.key)) repeated.push(column)
    else places.set(column.key, index)
  })
  return { places, repeated, ignored }
}

/** Chinese tables often carry a heading above the titles: the best of the first lines is taken. */
function findTitles<Key extends string>(
  rows: readonly SheetRow[],
  columns: readonly TableColumn<Key>[],
): number {
  let best = 0
  let most = 0
  rows.slice(0, 10).forEach((row, index) => {
    const found = placesIn(row, columns).places.size
    if (found > most) {
      most = found
      best = index
    }
  })
  return best
}

function readRow<Key extends string>(
  row: SheetRow,
  columns: readonly TableColumn<Key>[],
  places: Places<Key>,
  problems: TableProblem[],
): TableRow<Key> {
  const values = {} as Record<Key, string>
  for (const column of columns) {
    const place = places.get(column.key)
    const cell: TableCell | undefined = place === undefined ? undefined : row.cells[place]
    values[column.key] = clean(cell?.text ?? '')
    const note = (message: string): void => {
      problems.push({ line: row.line, column: column.titles[0], message })
    }
    if (cell?.fault) note(cellFaults[cell.fault])
    else if (column.required && place !== undefined && values[column.key] === '') {
      note(`“${column.titles[0]}”没有填。`)
    }
  }
  return { line: row.line, values }
}

/**
 * A table by its Chinese titles. Unreadable files throw a `PlatformError` with a `TableErrorCode`;
 * everything else that is wrong is listed, all of it, with line and column.
 */
export async function readTable<Key extends string>(
  bytes: Uint8Array,
  columns: readonly TableColumn<Key>[],
  limits: TableLimits = defaultTableLimits,
): Promise<Table<Key>> {
  const rows = await readSheet(bytes, limits)
  const titlesAt = findTitles(rows, columns)
  const titles = rows[titlesAt] as SheetRow
  const { places, repeated, ignored } = placesIn(titles, columns)
  const problems: TableProblem[] = []
  for (const column of columns) {
    if (column.required && !places.has(column.key)) {
      const message = `表格里没有“${column.titles[0]}”这一列。`
      problems.push({ line: titles.line, column: column.titles[0], message })
    }
  }
  for (const column of repeated) {
    const message = `“${column.titles[0]}”这一列出现了不止一次。`
    problems.push({ line: titles.line, column: column.titles[0], message })
  }
  const body = rows.slice(titlesAt + 1).map((row) => readRow(row, columns, places, problems))
  if (body.length === 0) {
    problems.push({ line: titles.line, column: null, message: '标题下面没有内容。' })
  }
  return { rows: body, problems, ignoredTitles: ignored }
}
