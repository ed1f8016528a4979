import { readFileSync } from 'node:fs'
import path from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accounts, areas } from '../../contract'
import type { InputOf } from '../../contract/define'
import { writeCsv } from '../../platform/spreadsheets'
import { checkCharacterOf } from '../accounts/id-number'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'

type Kind = 'areas' | 'grids' | 'workers'
type Input = InputOf<typeof areas.importTable>

let service: TestService
let county: { token: string }
let office: { token: string }
beforeAll(async () => {
  service = await startTestService()
  county = await service.person('countyCentre', testAreas.county)
  office = await service.person('townshipOffice', testAreas.township)
})
afterAll(() => service.close())

function file(text: string | Buffer, name = '表.csv'): File {
  return new File([new Uint8Array(Buffer.from(text))], name)
}
/** The contract's input has no file; the caller of tests sends one beside it. */
const withFile = (
  kind: Kind,
  content: string | Buffer,
  rehearse: 'yes' | 'no' = 'no',
  name?: string,
) => ({ kind, rehearse, file: file(content, name) }) as Input

const table = (titles: string[], ...rows: string[][]) =>
  [titles, ...rows].map((row) => row.join(',')).join('\n')
const areaTitles = ['区划代码', '名称', '办公电话']
const gridTitles = ['网格编码', '网格名称', '户数', '人口', '边界', '坐标系', '签到点']
const workerTitles = ['姓名', '身份证号', '手机号', '网格编码', '类别', '上岗日期', '银行卡号']
const outline = '110.75 36.46; 110.76 36.46; 110.76 36.47'

async function send(
  kind: Kind,
  content: string | Buffer,
  rehearse: 'yes' | 'no' = 'no',
  token = county.token,
  name?: string,
) {
  return service.call(areas.importTable, withFile(kind, content, rehearse, name), { token })
}

const counts = async () => ({
  areas: await service.parts.database.prisma.area.count(),
  grids: await service.parts.database.prisma.grid.count(),
  accounts: await service.parts.database.prisma.account.count(),
  posts: await service.parts.database.prisma.post.count(),
})

describe('import of tables', () => {
  checkEndpoint(() => service, {
    entry: areas.importTable,
    token: () => county.token,
    stranger: () => office.token,
    valid: () => withFile('areas', table(areaTitles, ['141030102', '北岭乡', ''])),
    invalid: () => ({ kind: 'houses', rehearse: 'no', file: file('x') }),
    effect: counts,
  })

  it('writes all rows or none, and names each line and reason', async () => {
    const before = await counts()
    const answer = await send(
      'areas',
      table(
        areaTitles,
        ['141030103', '南沟乡', ''],
        ['1410301', '短', ''],
        ['141030103', '重复', ''],
        ['141031001', '别的县', ''],
        ['141030104001', '没有上级', ''],
      ),
    )
    expect(answer.status).toBe(200)
    expect(answer.data.imported).toBe(false)
    expect(answer.data.problems.map((one) => [one.line, one.column])).toEqual([
      [3, '区划代码'],
      [4, '区划代码'],
      [5, '区划代码'],
      [6, '区划代码'],
    ])
    expect(await counts()).toEqual(before)
  })

  it('rehearses without writing, then writes; a village may come with its township in one table', async () => {
    const content = table(areaTitles, ['141030105001', '新村', '0357-1'], ['141030105', '新乡', ''])
    const before = await counts()
    const rehearsal = await send('areas', content, 'yes')
    expect(rehearsal.data).toMatchObject({ imported: false, rowCount: 2, problems: [] })
    expect(await counts()).toEqual(before)
    const written = await send('areas', content)
    expect(written.data.imported).toBe(true)
    expect((await counts()).areas).toBe(before.areas + 2)
    // the directory is not a minute old: the new township can be seen at once
    const children = await service.call(
      areas.children,
      { code: '141030105' },
      { token: county.token },
    )
    expect(children.data.children.map((one) => one.name)).toEqual(['新村'])
  })

  it('takes grids with outline, datum and check-in points, and refuses a broken outline', async () => {
    const bad = await send(
      'grids',
      table(gridTitles, ['141030100001A010', '试', '10', '20', '110.7 36.4; 110.8 36.4', '', '']),
    )
    expect(bad.data.problems[0]).toMatchObject({ line: 2, column: '边界' })
    const good = await send(
      'grids',
      table(gridTitles, [
        '141030100001A010',
        '试网格',
        '10',
        '20',
        outline,
        'GCJ02',
        '村委会 110.755 36.462 150',
      ]),
    )
    expect(good.data).toMatchObject({ imported: true, rowCount: 1 })
    const detail = await service.call(
      areas.gridDetail,
      { code: '141030100001A010' },
      { token: county.token },
    )
    expect(detail.data).toMatchObject({ name: '试网格', datum: 'gcj02', outlineSource: 'surveyed' })
    expect(detail.data.points).toHaveLength(1)
  })

  const first17 = '14103019880305271'
  const idNumber = `${first17}${checkCharacterOf(first17)}`
  const wrongNumber = `${first17}${checkCharacterOf(first17) === '1' ? '2' : '1'}`
  const worker = [
    '李试验',
    idNumber,
    '19900011234',
    testAreas.grid,
    '农村',
    '2026-06-01',
    '6210000000000000',
  ]

  it('makes an account for each worker with a code that opens it once, and none twice', async () => {
    const before = await counts()
    const first = await send('workers', table(workerTitles, worker))
    expect(first.data.problems).toEqual([])
    expect(first.data.oneTimeCodes).toHaveLength(1)
    const signedIn = await service.call(accounts.signIn, {
      signInName: '19900011234',
      password: first.data.oneTimeCodes[0]?.code ?? '',
      deviceName: 'test',
    })
    expect(signedIn.data.me).toMatchObject({ name: '李试验', mustChangePassword: true })
    const again = await send('workers', table(workerTitles, worker))
    expect(again.data).toMatchObject({ imported: false, oneTimeCodes: [] })
    expect(again.data.problems[0]).toMatchObject({
      line: 2,
      message: '此人已有账号，一人只能有一个',
    })
    expect((await counts()).accounts).toBe(before.accounts + 1)
  })

  it('keeps no one-time code anywhere', async () => {
    const rows = await service.parts.database.prisma.command.findMany({
      where: { name: 'areas.importTable' },
    })
    expect(rows).toEqual([])
  })

  it('names what is wrong with a worker', async () => {
    const answer = await send(
      'workers',
      table(
        workerTitles,
        ['', wrongNumber, '123', '141030199001A001', '临时', '昨天', '12'],
        ['王试验', idNumber, '19900011235', testAreas.grid, '农村', '2026-06-01', ''],
      ),
    )
    const columns = answer.data.problems.map((one) => `${one.line} ${one.column}`)
    for (const column of [
      '姓名',
      '身份证号',
      '手机号',
      '网格编码',
      '类别',
      '上岗日期',
      '银行卡号',
    ]) {
      expect(columns).toContain(`2 ${column}`)
    }
    expect(columns).toContain('3 身份证号')
  })

  it('refuses formulas, rubbish and naughty files with a sentence', async () => {
    const before = await counts()
    const fixtures = path.join(import.meta.dirname, '../../platform/bad-input')
    for (const [name, content] of [
      ['csv-payload.txt', readFileSync(path.join(fixtures, 'csv-payload.txt'))],
      ['broken.png', readFileSync(path.join(fixtures, 'broken_data_stream.png'))],
      ['empty.csv', Buffer.alloc(0)],
      ['zip.xlsx', Buffer.from('PK\u0003\u0004 nothing')],
    ] as const) {
      const answer = await send('areas', content, 'no', county.token, name)
      const sentence = answer.error?.message ?? answer.data.problems[0]?.message
      expect(sentence, name).toMatch(/[\u4e00-\u9fff]/)
      expect(answer.status, name).toBeLessThan(500)
    }
    const formula = await send(
      'areas',
      table(areaTitles, ['141030106', '"=cmd|\' /C calc\'!A0"', '']),
    )
    const stored = await service.parts.database.prisma.area.findUnique({
      where: { code: '141030106' },
    })
    // kept as the text it is, never evaluated; what is written to xlsx is inert
    if (formula.data.imported) expect(stored?.name).toContain('=cmd')
    expect((await counts()).grids).toBe(before.grids)
  })

  describe('the downloaded template', () => {
    /** As a person fills it: under the titles, by their names, nothing deleted. */
    async function filled(kind: Kind, rows: readonly Record<string, string>[]): Promise<Buffer> {
      const answer = await service.call(areas.importTemplate, { kind }, { token: county.token })
      expect(answer.status).toBe(200)
      const book = new ExcelJS.Workbook()
      await book.xlsx.load(answer.data as unknown as ArrayBuffer)
      const sheet = book.worksheets[0]
      if (!sheet) throw new Error('no sheet')
      const titles = (sheet.getRow(1).values as string[]).map((title) => title?.replace('*', ''))
      for (const [index, row] of rows.entries())
        for (const [title, text] of Object.entries(row)) {
          const column = titles.indexOf(title)
          expect(column, title).toBeGreaterThan(0)
          sheet.getRow(index + 2).getCell(column).value = text
        }
      return Buffer.from(await book.xlsx.writeBuffer())
    }
    const bring = (kind: Kind, content: Buffer) =>
      send(kind, content, 'no', county.token, '填好.xlsx')

    it('is taken in as it was filled, of each kind', async () => {
      const area = { 区划代码: '141030107', 名称: '东坪乡', 办公电话: '0357-7654321' }
      const areasIn = await bring('areas', await filled('areas', [area]))
      expect(areasIn.data).toMatchObject({ imported: true, rowCount: 1, problems: [] })
      const gridCode = `${testAreas.grid.slice(0, 12)}A077`
      const grid = {
        网格编码: gridCode,
        网格名称: '模板网格',
        户数: '10',
        人口: '30',
        边界: outline,
      }
      const gridsIn = await bring('grids', await filled('grids', [grid]))
      expect(gridsIn.data).toMatchObject({ imported: true, rowCount: 1, problems: [] })
      const digits = '14103019920203002'
      const person = {
        姓名: '赵模板',
        身份证号: digits + checkCharacterOf(digits),
        手机号: '19900011277',
        网格编码: gridCode,
        类别: '农村',
        上岗日期: '2026-06-01',
      }
      const workersIn = await bring('workers', await filled('workers', [person]))
      expect(workersIn.data).toMatchObject({ imported: true, rowCount: 1, problems: [] })
    })

    it('explains each column beside the sheet, and says when nothing was filled', async () => {
      for (const kind of ['areas', 'grids', 'workers'] as const) {
        const empty = await filled(kind, [])
        const book = new ExcelJS.Workbook()
        await book.xlsx.load(empty as unknown as ArrayBuffer)
        const [sheet, notes] = book.worksheets
        const titles = ((sheet?.getRow(1).values ?? []) as string[]).slice(1)
        const told = titles.map((_title, index) => notes?.getRow(index + 2).getCell(1).value)
        expect(told).toEqual(titles.map((title) => title.replace('*', '')))
        const answer = await bring(kind, empty)
        expect(answer.data).toMatchObject({
          imported: false,
          problems: [{ message: '标题下面没有内容。' }],
        })
      }
    })
  })

  it('writes what looks like a formula as text', () => {
    expect(writeCsv({ columns: [{ title: '名称' }], rows: [['=1+1']] }).toString()).toContain(
      "'=1+1",
    )
  })
})
