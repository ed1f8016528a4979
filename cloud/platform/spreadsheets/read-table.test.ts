import { readFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import { cellFaults, defaultTableLimits, readSheet, readTable } from './index'
import { xlsxOf, zipOf } from './zip-for-tests'

const fixture = (name: string): Promise<Buffer> =>
  readFile(new URL(`../bad-input/${name}`, import.meta.url))

const columns = [
  { key: 'name', titles: ['姓名', '网格员姓名'], required: true },
  { key: 'idNumber', titles: ['身份证号', '公民身份号码', '身份证号码'], required: true },
  { key: 'joinedOn', titles: ['入职日期'] },
  { key: 'pay', titles: ['月补助'] },
] as const

async function workbook(rows: unknown[][], prepare?: (sheet: ExcelJS.Worksheet) => void) {
  const book = new ExcelJS.Workbook()
  const sheet = book.addWorksheet('名单')
  for (const row of rows) sheet.addRow(row)
  prepare?.(sheet)
  return Buffer.from(await book.xlsx.writeBuffer())
}

const cells = (xml: string): string => `<sheetData><row r="1">${xml}</row></sheetData>`
const texts = async (bytes: Uint8Array): Promise<string[][]> =>
  (await readSheet(bytes)).map((row) => row.cells.map((cell) => cell.text))

describe('readTable', () => {
  it('finds the columns by their titles, below a heading, in any order', async () => {
    const bytes = await workbook([
      ['大宁县网格员花名册'],
      [],
      ['序号', ' 身份证 号码 *', '月补助（元）', '网格员姓名（必填）'],
      [1, '141030199001011234', 300, ' 张三 '],
      [],
      [2, '14103019900101123X', '', '李四'],
    ])
    expect(await readTable(bytes, columns)).toEqual({
      rows: [
        {
          line: 4,
          values: { name: '张三', idNumber: '141030199001011234', joinedOn: '', pay: '300' },
        },
        {
          line: 6,
          values: { name: '李四', idNumber: '14103019900101123X', joinedOn: '', pay: '' },
        },
      ],
      problems: [],
      ignoredTitles: ['序号'],
    })
  })

  it('lists every problem with its line and column', async () => {
    const bytes = await workbook([
      ['姓名', '身份证号', '月补助', '月补助'],
      ['张三', Number('141030199001011234'), 1, 1],
      ['', '141030199001011234', 1],
      ['李四', '141030199001011234', { formula: '1+1', result: 2 }],
      ['王五', '141030199001011234', { error: '#REF!' }],
    ])
    const { problems } = await readTable(bytes, columns)
    expect(problems).toEqual([
      { line: 1, column: '月补助', message: '“月补助”这一列出现了不止一次。' },
      { line: 2, column: '身份证号', message: cellFaults.numberTooLong },
      { line: 3, column: '姓名', message: '“姓名”没有填。' },
      { line: 4, column: '月补助', message: cellFaults.formula },
      { line: 5, column: '月补助', message: cellFaults.brokenValue },
    ])
  })

  it('says which columns are missing', async () => {
    const { problems } = await readTable(await workbook([['姓名', '电话']]), columns)
    expect(problems.map(({ message }) => message)).toEqual([
      '表格里没有“身份证号”这一列。',
      '标题下面没有内容。',
    ])
  })

  it('takes no result of a formula, shared ones included', async () => {
    const bytes = xlsxOf(
      '<sheetData><row r="1"><c r="A1" t="str"><f t="shared" ref="A1:A2" si="0">B1&amp;""</f><v>姓名</v></c></row>' +
        '<row r="2"><c r="A2" t="str"><f t="shared" si="0"/><v>张三</v></c></row></sheetData>',
    )
    const rows = await readSheet(bytes)
    expect(rows.map((row) => row.cells[0]?.fault)).toEqual(['formula', 'formula'])
  })
})

describe('numbers and dates of an xlsx', () => {
  it('come as the text they show', async () => {
    const bytes = await workbook(
      [[0.1 + 0.2, 1_234_567, -3, 123_456_789_012_345, 42, true, new Date(Date.UTC(2024, 4, 6))]],
      (sheet) => {
        sheet.getCell('E1').numFmt = '00000'
        sheet.getCell('H1').value = new Date(Date.UTC(2024, 4, 6, 8, 30))
        sheet.getCell('I1').value = { richText: [{ text: '大' }, { text: '宁' }] }
        sheet.getCell('J1').value = { text: '链接', hyperlink: 'https://example.com' }
      },
    )
    expect(await texts(bytes)).toEqual([
      [
        '0.3',
        '1234567',
        '-3',
        '123456789012345',
        '00042',
        'TRUE',
        '2024-05-06',
        '2024-05-06 08:30:00',
        '大宁',
        '链接',
      ],
    ])
  })

  it('are refused where digits are already lost', async () => {
    const rows = await readSheet(
      xlsxOf(cells('<c r="A1"><v>141030199001011234</v></c><c r="B1"><v>1.4103E+17</v></c>')),
    )
    expect(rows[0]?.cells.map((cell) => cell.fault)).toEqual(['numberTooLong', 'numberTooLong'])
  })
})

describe('csv', () => {
  const text = '姓名,身份证号,备注\r\n张三,141030199001011234,"有,逗号\n和换行"\r\n\r\n李四,1,\r\n'
  const expected = [
    ['姓名', '身份证号', '备注'],
    ['张三', '141030199001011234', '有,逗号\n和换行'],
    ['李四', '1', ''],
  ]

  it('is read with and without the mark, in UTF-16 and with other separators', async () => {
    expect(await texts(Buffer.from(text))).toEqual(expected)
    expect(await texts(Buffer.from(`\ufeff${text}`))).toEqual(expected)
    expect(await texts(Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le'))).toEqual(
      expected.map((row) => row.map((cell) => cell.replace(',', '\t'))),
    )
    const rows = await readSheet(Buffer.from(text))
    expect(rows.map((row) => row.line)).toEqual([1, 2, 5])
  })

  it('is read as Chinese Excel writes it, GB18030', async () => {
    // 姓名,身份证号 / 张三,1 / 㐂,2
    const bytes = Buffer.from(
      'd0d5c3fb2cc9edb7ddd6a4bac50d0ad5c5c8fd2c310d0a8139ef362c320d0a',
      'hex',
    )
    const read = await texts(bytes)
    expect(read.slice(0, 2)).toEqual([
      ['姓名', '身份证号'],
      ['张三', '1'],
    ])
    expect(read[2]?.[0]).toHaveLength(1)
  })

  it('keeps what was protected, and refuses what was mangled or would run', async () => {
    const bytes = Buffer.from('="0012",\'-x,1.41E+17,=1+1,#N/A,@a,-5,1E5\n')
    const rows = await readSheet(bytes)
    expect(rows[0]?.cells).toEqual([
      { text: '0012', fault: null },
      { text: '-x', fault: null },
      { text: '1.41E+17', fault: 'scientific' },
      { text: '=1+1', fault: 'formula' },
      { text: '#N/A', fault: 'brokenValue' },
      { text: '@a', fault: null },
      { text: '-5', fault: null },
      { text: '1E5', fault: null },
    ])
  })

  it('of formula injections yields faults or plain text, never a result', async () => {
    const rows = await readSheet(await fixture('csv-payload.txt'))
    expect(rows).toHaveLength(6)
    for (const {
      cells: [cell],
    } of rows) {
      expect(cell?.text.startsWith('=') ? cell.fault : 'formula').toBe('formula')
    }
  })
})

describe('bad files', () => {
  const refused = (bytes: Uint8Array, limits = defaultTableLimits) =>
    readSheet(bytes, limits).then(
      () => 'read',
      (error: { code: string; message: string }) => {
        expect(error.message).toMatch(/[一-龥]/)
        return error.code
      },
    )

  it('are told apart', async () => {
    expect(await refused(Buffer.alloc(0))).toBe('tableEmpty')
    expect(await refused(Buffer.from('\n \n,,\n'))).toBe('tableEmpty')
    expect(await refused(await workbook([]))).toBe('tableEmpty')
    expect(await refused(Buffer.from('d0cf11e0a1b11ae1', 'hex'))).toBe('tableOldFormat')
    expect(await refused(Buffer.from('PK\x03\x04 and nothing more'))).toBe('tableUnreadable')
    expect(await refused(zipOf({ 'a.txt': 'x' }))).toBe('tableUnreadable')
    expect(await refused(xlsxOf('<sheetData><row r="1"><c r="A1"'))).toBe('tableUnreadable')
    expect(await refused(await fixture('truncated_jpeg.jpg'))).toBe('tableUnreadable')
    expect(await refused(await fixture('broken_data_stream.png'))).toBe('tableUnreadable')
    const whole = await workbook([['姓名'], ['张三']])
    for (const share of [0.2, 0.5, 0.9, 0.99]) {
      expect(await refused(whole.subarray(0, whole.length * share))).toBe('tableUnreadable')
    }
  })

  it('that are too large are refused early', async () => {
    const limits = { ...defaultTableLimits, rows: 10, bytes: 100_000, columns: 5 }
    expect(await refused(Buffer.alloc(100_001, 'a'), limits)).toBe('tableTooLarge')
    expect(await refused(Buffer.from('a\n'.repeat(11)), limits)).toBe('tableTooManyRows')
    expect(await refused(Buffer.from('a\n'.repeat(10)), limits)).toBe('read')
    expect(await refused(Buffer.from('a,'.repeat(6)), limits)).toBe('tableTooManyRows')
    const rows = Array.from({ length: 11 }, () => ['a'])
    expect(await refused(await workbook(rows), limits)).toBe('tableTooManyRows')
    expect(await refused(await workbook([Array(6).fill('a')]), limits)).toBe('tableTooManyRows')
    expect(await refused(Buffer.from(`"${'a'.repeat(300_000)}"`))).toBe('tableUnreadable')
  })

  it('that unpack to a flood are refused, whatever size they state', async () => {
    const bomb = xlsxOf(cells(' '.repeat(70 * 1024 * 1024)))
    expect(bomb.length).toBeLessThan(200_000)
    expect(await refused(bomb)).toBe('tableTooLarge')
    const lying = Buffer.from(bomb)
    const stated = Buffer.alloc(4)
    stated.writeUInt32LE(10)
    for (let at = lying.indexOf('PK\x01\x02'); at >= 0; at = lying.indexOf('PK\x01\x02', at + 4)) {
      stated.copy(lying, at + 24)
    }
    expect(await refused(lying)).toBe('tableTooLarge')
  })

  it('that name ranges of millions of cells are read in no time', async () => {
    const all = 'A1:XFD1048576'
    const read = await texts(
      xlsxOf(
        `<cols><col min="1" max="16384" width="9"/></cols>${cells('<c r="A1" t="inlineStr"><is><t>姓名</t></is></c>')}` +
          `<autoFilter ref="${all}"/><mergeCells count="1"><mergeCell ref="${all}"/></mergeCells>` +
          `<dataValidations count="1"><dataValidation type="list" sqref="${all}"><formula1>"a"</formula1></dataValidation></dataValidations>`,
      ),
    )
    expect(read).toEqual([['姓名']])
  })

  it('that hold one far cell are refused or read, quickly', async () => {
    const far = xlsxOf('<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>')
    expect((await readSheet(far))[0]?.line).toBe(1_048_576)
    const wide = xlsxOf('<sheetData><row r="1"><c r="XFD1"><v>1</v></c></row></sheetData>')
    expect(await refused(wide)).toBe('tableTooManyRows')
  })
})
