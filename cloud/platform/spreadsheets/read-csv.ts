import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { faultyCell, type SheetRow, type TableCell, type TableLimits, textCell } from './cells'
import { tableError } from './table-errors'

/** UTF-8 when it is sound UTF-8, else GB18030, which is what Chinese Excel writes. */
export function decodeText(bytes: Uint8Array): string {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030']
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // the next one
    }
  }
  throw tableError('tableUnreadable')
}

/** Whichever stands most often in the first lines, outside quotes. */
function delimiterOf(text: string): string {
  const head = text.slice(0, 4_000).replace(/"[^"]*"/g, '')
  const count = (mark: string): number => head.split(mark).length
  const byUse = [',', '\t', ';'].sort((a, b) => count(b) - count(a))
  return byUse[0] ?? ','
}

function readCell(text: string): TableCell {
  // ="0012" is how people keep Excel from eating zeros
  const kept = /^="([^"]*)"$/.exec(text)
  if (kept !== null) return textCell(kept[1] ?? '')
  if (text.startsWith('=')) return faultyCell(text, 'formula')
  if (/^\d(\.\d+)?E\+\d{2,3}$/i.test(text.trim())) return faultyCell(text, 'scientific')
  if (/^#(REF!|N\/A|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!)$/.test(text)) {
    return faultyCell(text, 'brokenValue')
  }
  // the apostrophe our own csv files carry before such text
  if (/^'[=+\-@\t\r＝＋－＠]/.test(text)) return textCell(text.slice(1))
  return textCell(text)
}

interface Parsed {
  record: string[]
  info: { lines: number }
}

export function readCsv(bytes: Buffer, limits: TableLimits): SheetRow[] {
  const text = decodeText(bytes)
  if (text.includes('\0')) throw tableError('tableUnreadable')
  let parsed: Parsed[]
  try {
    parsed = parse(text, {
      bom: true,
      delimiter: delimiterOf(text),
      info: true,
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: 200_000,
      to: limits.rows + 1,
    }) as unknown as Parsed[]
  } catch (error) {
    throw error instanceof CsvError ? tableError('tableUnreadable', error) : error
  }
  if (parsed.length > limits.rows) throw tableError('tableTooManyRows')
  const rows: SheetRow[] = []
  let line = 1
  for (const { record, info } of parsed) {
    if (record.length > limits.columns) throw tableError('tableTooManyRows')
    const cells = record.map(readCell)
    if (cells.some((cell) => cell.text.trim() !== '')) rows.push({ line, cells })
    line = info.lines + 1
  }
  return rows
}
