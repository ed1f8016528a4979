import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import ExcelJS from 'exceljs'
import { pay, recordedFacts } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { freezeMonth, ok } from '../../testing/test-payroll'
import { boundTo, countySets } from '../../testing/test-qiling'
import { startTestService, type TestService } from '../../testing/test-service'
import { heldValueOf } from './fact-values'

let service: TestService
let office: TestPerson
let centre: TestPerson
let signer: TestPerson
let stranger: TestPerson
let first: TestPerson
let second: TestPerson
const { township, grid, secondGrid, county } = testAreas
const month = '2026-03'
const key = { townshipCode: township, month }
const by = (person: TestPerson) => ({ token: person.token })

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', township, { name: '平安办甲' })
  centre = await service.person('countyCentre', county)
  signer = await service.person('townshipSigner', township)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
  const kind = { workerKind: 'communityFullTime' as const, startsOn: '2025-01-01' }
  first = await service.person('worker', grid, { name: '甲', ...kind })
  second = await service.person('worker', secondGrid, { name: '乙', ...kind })
  const publishers = {
    author: await service.person('countyPolicy', county),
    publisher: await service.person('countyPolicy', county),
  }
  const of = { regulation: 'lijin', firstMonth: '2026-01' }
  await boundTo(service, publishers, of)
  await countySets(service, publishers, of, {
    'weight.patrol': 40,
    'weight.discovery': 30,
    'weight.handling': 30,
    passMark: 60,
    payLink: 'fixed',
    'payStandard.community': '3000.00',
  })
})
afterAll(() => service.close())

const rows = () => service.parts.database.prisma.recordedFact.findMany({ orderBy: { id: 'asc' } })
const sheet = async (asked = key, person = office) =>
  ok(await service.call(recordedFacts.sheet, asked, by(person)))
const record = (
  values: { name: string; value: number }[],
  { person = first, of = month, as = office, evidence = '三月巡查台账' } = {},
) =>
  service.call(
    recordedFacts.record,
    { accountId: person.accountId, month: of, evidence, values },
    by(as),
  )
const csv = (...lines: string[]) => new File([`${lines.join('\n')}\n`], '巡查.csv')
const workbookFile = async (book: ExcelJS.Workbook) =>
  new File([new Uint8Array(await book.xlsx.writeBuffer())], '填好.xlsx')
const bring = (file: File, rehearse: 'yes' | 'no' = 'no', as = office) =>
  service.call(
    recordedFacts.importTable,
    { ...key, evidence: '三月巡查汇总', rehearse, file } as never,
    by(as),
  )

describe('the endpoints', () => {
  checkEndpoint(() => service, {
    entry: recordedFacts.sheet,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => key,
    invalid: () => ({ ...key, month: '2026' }),
  })
  checkEndpoint(() => service, {
    entry: recordedFacts.record,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({
      accountId: first.accountId,
      month: '2026-02',
      evidence: '台账',
      values: [{ name: 'patrolsDue', value: 40 }],
    }),
    invalid: () => ({
      accountId: first.accountId,
      month: '2026-02',
      evidence: ' ',
      values: [{ name: 'patrolsDue', value: 40 }],
    }),
    other: () => ({
      accountId: first.accountId,
      month: '2026-02',
      evidence: '台账',
      values: [{ name: 'patrolsDue', value: 41 }],
    }),
    effect: rows,
  })
})

describe('what nothing in the product tells', () => {
  it('is asked for by the regulation, with its article, and by nobody else', async () => {
    const { facts, title, rows: people, abilities } = await sheet()
    expect(title).toContain('利津')
    expect(facts.map((one) => [one.name, one.isNeeded])).toEqual([
      ['patrolsDue', true],
      ['patrolsDone', true],
      // March ends a quarter
      ['quarterCorrection', false],
    ])
    expect(facts[0]?.articleTitle).toBeTruthy()
    expect(people.map((one) => one.workerName)).toEqual(['甲', '乙'])
    expect(abilities).toEqual({ record: true })
    expect((await sheet(key, signer)).abilities).toEqual({ record: false })
    const december = await sheet({ ...key, month: '2026-02' })
    expect(december.facts.map((one) => one.name)).toEqual(['patrolsDue', 'patrolsDone'])
  })

  it('is missing until it is recorded, and the closing says whose and what', async () => {
    const { missing } = ok(await service.call(pay.monthNeeds, key, by(office)))
    expect(missing).toEqual(['甲、乙：没有登记应巡查次数、已巡查次数（计划内）'])
  })

  it('is held to the regulation’s own schema', async () => {
    const negative = await record([{ name: 'patrolsDue', value: -1 }])
    expect([negative.status, negative.error.message]).toEqual([
      400,
      '提交的内容有误：“应巡查次数”不能是 -1',
    ])
    const unknown = await record([{ name: 'incomes', value: 1 }])
    expect(unknown.error.message).toContain('不用登记“incomes”')
    const future = await record([{ name: 'patrolsDue', value: 1 }], { of: '2026-12' })
    expect(future.error.message).toContain('不能登记将来的月份')
  })

  it('is corrected by a new entry that names who, when and why; the earlier one stays', async () => {
    ok(
      await record([
        { name: 'patrolsDue', value: 40 },
        { name: 'patrolsDone', value: 30 },
      ]),
    )
    ok(await record([{ name: 'patrolsDone', value: 34 }], { as: centre, evidence: '漏记四次' }))
    const [own] = (await sheet()).rows
    expect(own?.entries[1]?.map((one) => [one.value, one.evidence])).toEqual([
      [34, '漏记四次'],
      [30, '三月巡查台账'],
    ])
    expect(own?.entries[1]?.[1]?.recordedByName).toBe('平安办甲')
    const deeds = await service.parts.database.prisma.auditEntry.findMany({
      where: { event: 'facts.recorded', subjectId: first.accountId },
      orderBy: { id: 'desc' },
    })
    expect(deeds[0]?.detail).toMatchObject({ month, values: { patrolsDone: 34 } })
  })

  it('is not recorded by anybody of himself', async () => {
    const { prisma } = service.parts.database
    const { id: _id, ...post } = await prisma.post.findFirstOrThrow({
      where: { accountId: idBytes(second.accountId) },
    })
    const office2 = { ...post, role: 'townshipOffice' as const, scopeCode: township }
    await prisma.post.create({ data: { ...office2, id: idBytes(newId()), workerKind: null } })
    const own = await record([{ name: 'patrolsDue', value: 1 }], { person: second, as: second })
    expect(own.error.code).toBe('ownCase')
    const table = csv('网格编码,姓名,应巡查次数', `${secondGrid},乙,1`)
    const brought = ok(await bring(table, 'no', second))
    expect(brought.problems).toEqual([{ line: 2, column: '姓名', message: '不能登记本人' }])
  })
})

describe('a table', () => {
  it('is taken whole or not at all, each bad line with its reason', async () => {
    const before = await rows()
    const answer = ok(
      await bring(
        csv(
          '网格编码,姓名,应巡查次数,已巡查次数（计划内）,季度得分加减',
          `${grid},甲,40,36,`,
          `${secondGrid},乙,四十,12,`,
          `${secondGrid},丙,40,12,`,
          `${grid},甲,1,1,`,
          `${secondGrid},乙,=1+1,12,-2.555`,
        ),
      ),
    )
    expect(answer.imported).toBe(false)
    expect(answer.problems).toEqual([
      { line: 3, column: '应巡查次数', message: '应为不小于 0 的整数' },
      { line: 4, column: '姓名', message: '这个乡镇的这个网格这个月没有这名在岗网格员' },
      { line: 5, column: '姓名', message: '与第 2 行是同一个人' },
      expect.objectContaining({ line: 6 }),
      expect.objectContaining({ line: 6 }),
    ])
    expect(await rows()).toEqual(before)
  })

  it('is rehearsed without a trace, then brought in once', async () => {
    const table = () =>
      csv(
        '网格编码,姓名,应巡查次数,已巡查次数（计划内）,季度得分加减',
        `${grid},甲,40,34,`,
        `${secondGrid},乙,40,20,-2.50`,
      )
    const before = (await rows()).length
    expect(ok(await bring(table(), 'yes'))).toMatchObject({ imported: false, rowCount: 2 })
    expect((await rows()).length).toBe(before)
    expect(ok(await bring(table()))).toMatchObject({ imported: true, rowCount: 2 })
    // what stood already is not written again
    expect((await rows()).length).toBe(before + 3)
    ok(await bring(table()))
    expect((await rows()).length).toBe(before + 3)
    const held = (await sheet()).rows[1]?.entries.map((one) => one[0]?.value)
    expect(held).toEqual([40, 20, -250])
  })

  it('starts from a sheet that names everybody, and takes it back filled in', async () => {
    const answer = await service.call(recordedFacts.template, key, by(office))
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(ok(answer) as unknown as ArrayBuffer)
    const lines: unknown[][] = []
    book.worksheets[0]?.eachRow((row) => lines.push((row.values as unknown[]).slice(1)))
    const head = lines.findIndex((line) => line[0] === '网格编码')
    expect(lines[head]).toEqual([
      '网格编码',
      '姓名',
      '应巡查次数',
      '已巡查次数（计划内）',
      '季度得分加减',
    ])
    expect(lines[head + 1]?.slice(0, 2)).toEqual([grid, '甲'])
    const page = book.worksheets[0]
    if (page) page.getCell(head + 2, 3).value = { formula: '20+20', result: 40 }
    const filled = await workbookFile(book)
    const formula = ok(await bring(filled))
    expect(formula.imported).toBe(false)
    expect(formula.problems[0]).toMatchObject({ line: head + 2, column: '应巡查次数' })
    if (page) {
      page.getCell(head + 2, 3).value = 41
      page.getCell(head + 2, 4).value = 41
    }
    const taken = ok(await bring(await workbookFile(book)))
    expect(taken).toEqual({ imported: true, rowCount: 2, problems: [] })
    expect((await sheet()).rows[0]?.entries.map((one) => one[0]?.value)).toEqual([
      41,
      41,
      undefined,
    ])
  })

  it('is nobody else’s', async () => {
    const answer = await bring(csv('网格编码,姓名,应巡查次数', `${grid},甲,1`), 'no', stranger)
    expect(answer.status).toBe(404)
    expect((await service.call(recordedFacts.template, key, by(stranger))).status).toBe(404)
  })
})

describe('a final month', () => {
  it('takes no entry any more', async () => {
    await freezeMonth(service, month, { office })
    const before = await rows()
    expect((await record([{ name: 'patrolsDone', value: 1 }])).error.code).toBe('monthFrozen')
    const table = csv('网格编码,姓名,应巡查次数', `${grid},甲,1`)
    expect((await bring(table)).error.code).toBe('monthFrozen')
    expect(await rows()).toEqual(before)
    expect(await sheet()).toMatchObject({ frozen: true, abilities: { record: false } })
  })
})

describe('a cell', () => {
  it('is a whole count or points with two decimals', () => {
    const told = ['0', '40', '4.5', '-1', '1e3', ' '].map((text) => heldValueOf(text, 'count'))
    expect(told).toEqual([0, 40, null, null, null, null])
    const points = ['95.45', '95.4', '95', '-2.5', '-0', '2.555', '.5', 'x']
    expect(points.map((text) => heldValueOf(text, 'points'))).toEqual([
      9545,
      9540,
      9500,
      -250,
      0,
      null,
      null,
      null,
    ])
  })
})
