import { readFileSync } from 'node:fs'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import naughtyStrings from '../bad-input/blns.json'
import { readSheet, writeCsv, writeWorkbook } from './index'

const payloads = readFileSync(new URL('../bad-input/csv-payload.txt', import.meta.url), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
const dangerous = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', ...payloads]

async function open(bytes: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load(bytes as unknown as ExcelJS.Buffer)
  return book
}

describe('writeWorkbook', () => {
  it('writes Chinese titles, widths, a frozen head and yuan out of fen', async () => {
    const bytes = await writeWorkbook([
      {
        name: '2024年5月',
        heading: '大宁县网格员补助表',
        columns: [
          { title: '姓名' },
          { title: '补助（元）', kind: 'money' },
          { title: '签到率', kind: 'percent' },
          { title: '天数', kind: 'number', width: 6 },
        ],
        rows: [
          ['张三', 123_456, 0.85, 20],
          ['李四', null, 1, 2.5],
        ],
        notes: ['数据来源：明格'],
      },
    ])
    const sheet = (await open(bytes)).getWorksheet('2024年5月')
    expect(sheet?.getCell('A1').value).toBe('大宁县网格员补助表')
    expect(sheet?.getCell('A2')).toMatchObject({ value: '姓名', font: { bold: true } })
    expect(sheet?.getCell('B3')).toMatchObject({ value: 1234.56, numFmt: '#,##0.00' })
    expect(sheet?.getCell('C3')).toMatchObject({ value: 0.85, numFmt: '0.0%' })
    expect(sheet?.getCell('D3')).toMatchObject({ value: 20, numFmt: '#,##0' })
    expect(sheet?.getCell('B4').value).toBeNull()
    expect(sheet?.getCell('A6').value).toBe('数据来源：明格')
    expect(sheet?.views[0]).toMatchObject({ state: 'frozen', ySplit: 2 })
    expect(sheet?.getColumn(4).width).toBe(6)
    expect(sheet?.getColumn(2).width).toBeGreaterThan(10)
  })

  it('writes what begins with = + - @ as text and nothing as a formula', async () => {
    const bytes = await writeWorkbook([
      { name: '表', columns: [{ title: '=标题' }], rows: dangerous.map((text) => [text]) },
    ])
    const sheet = (await open(bytes)).getWorksheet('表')
    expect(sheet?.getCell('A1')).toMatchObject({ type: ExcelJS.ValueType.String, value: '=标题' })
    dangerous.forEach((text, index) => {
      const cell = sheet?.getCell(index + 2, 1)
      expect(cell).toMatchObject({ type: ExcelJS.ValueType.String, numFmt: '@' })
      expect(cell?.value).toBe(text.replace('\r', '\n'))
    })
    const rows = await readSheet(bytes)
    expect(rows.every((row) => row.cells[0]?.fault === null)).toBe(true)
  })

  it('keeps the naughty strings readable', async () => {
    const texts = [...naughtyStrings, '_x0041_', '\u0000\u0008a', '\ud800', '长'.repeat(40_000)]
    const bytes = await writeWorkbook([
      { name: '表', columns: [{ title: '内容' }], rows: texts.map((text) => [text]) },
    ])
    const sheet = (await open(bytes)).getWorksheet('表')
    naughtyStrings.forEach((text, index) => {
      const expected = text
        .replace(/\r\n?/g, '\n')
        // biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold these
        .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/g, '')
      expect(sheet?.getCell(index + 2, 1).value ?? '').toBe(expected)
    })
    const at = naughtyStrings.length + 2
    expect(sheet?.getCell(at, 1).value).toBe('_x0041_')
    expect(sheet?.getCell(at + 1, 1).value).toBe('a')
    expect(sheet?.getCell(at + 2, 1).value).toBe('\ufffd')
    expect(String(sheet?.getCell(at + 3, 1).value)).toHaveLength(32_767)
  })

  it('makes sheet names Excel takes', async () => {
    const sheet = { columns: [{ title: '一' }], rows: [] }
    const names = ["'a/b:c[1]*?'", '', '月'.repeat(40), '月'.repeat(40), 'A', 'a']
    const book = await open(await writeWorkbook(names.map((name) => ({ ...sheet, name }))))
    const written = book.worksheets.map(({ name }) => name)
    expect(new Set(written.map((name) => name.toLowerCase())).size).toBe(names.length)
    for (const name of written) expect(name).toMatch(/^[^[\]:*?/\\']{1,31}$/)
  })
})

describe('writeCsv', () => {
  it('marks UTF-8, quotes and makes text inert, numbers untouched', () => {
    const bytes = writeCsv({
      columns: [
        { title: '姓名' },
        { title: '补助（元）', kind: 'money' },
        { title: '差额', kind: 'number' },
      ],
      rows: [
        ['张"三', 30_000, -5],
        ['=cmd', null, null],
      ],
    })
    expect(bytes.toString('utf8')).toBe(
      '\ufeff姓名,补助（元）,差额\r\n"张""三",300.00,-5\r\n"\'=cmd",,\r\n',
    )
  })

  it('comes back as it was', async () => {
    const texts = dangerous.filter((text) => !/^DDE|\r/.test(text))
    const bytes = writeCsv({ columns: [{ title: '内容' }], rows: texts.map((text) => [text]) })
    for (const line of bytes.toString('utf8').split('\r\n').slice(1, -1)) {
      expect(line).toMatch(/^"?'/)
    }
    const rows = await readSheet(bytes)
    expect(rows.slice(1).map((row) => row.cells[0])).toEqual(
      texts.map((text) => ({ text, fault: null })),
    )
  })
})
