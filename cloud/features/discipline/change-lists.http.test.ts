import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accounts, changeLists, discipline } from '../../contract'
import { idBytes } from '../../platform/ids'
import { readSheet } from '../../platform/spreadsheets'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'

let service: TestService
let office: TestPerson
let signer: TestPerson
let county: TestPerson
let stranger: TestPerson
const { township, grid, secondGrid } = testAreas
const key = { townshipCode: township, month: '2026-06' }
const nextKey = { townshipCode: township, month: '2026-07' }

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', township, { name: '平安办甲' })
  signer = await service.person('townshipSigner', township)
  county = await service.person('countyCentre', testAreas.county)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
})
afterAll(() => service.close())

/** Nobody works here and nothing was sent, as before the test. */
afterEach(async () => {
  service.clock.set(testStartMs)
  const { prisma } = service.parts.database
  await prisma.changeList.deleteMany()
  await prisma.disciplineCase.deleteMany()
  await prisma.post.deleteMany({ where: { role: 'worker' } })
  await prisma.auditEntry.deleteMany()
})

const on = (day: string) => service.clock.set(Date.parse(`${day}T10:00:00+08:00`))
const detail = async (by = office, which = key) =>
  (await service.call(changeLists.detail, which, { token: by.token })).data
const send = (by = office, which = key) =>
  service.call(changeLists.send, which, { token: by.token })
const decide = (decision: 'accepted' | 'returned', by = county) =>
  service.call(changeLists.decide, { ...key, decision, reason: '已核对' }, { token: by.token })
const stored = async () => {
  const rows = await service.parts.database.prisma.changeList.findMany()
  return rows.map((row) => `${row.month} ${row.state}`)
}

/** Eliminated by the county's decision on the test's day. */
async function eliminated(person: TestPerson): Promise<string> {
  const input = {
    accountId: person.accountId,
    month: '2026-06',
    kind: 'elimination' as const,
    article: 'DN-13.4',
    sentence: '瞒报隐患，引发火情',
    evidence: '调查记录',
  }
  const { data } = await service.call(discipline.open, input, { token: office.token })
  const caseId = data.case.id
  const move = (by: TestPerson, name: 'notify' | 'impose') =>
    service.call(discipline.move, { caseId, move: name, text: '理由' }, { token: by.token })
  await move(office, 'notify')
  const answer = { caseId, move: 'reply' as const, text: '没有看到' }
  await service.call(discipline.answer, answer, { token: person.token })
  expect((await move(county, 'impose')).status).toBe(200)
  return caseId
}

describe('the endpoints', () => {
  checkEndpoint(() => service, {
    entry: changeLists.overview,
    token: () => office.token,
    valid: () => ({ month: '2026-06' }),
    invalid: () => ({ month: '2026-13' }),
  })
  checkEndpoint(() => service, {
    entry: changeLists.detail,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => key,
    invalid: () => ({ ...key, townshipCode: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: changeLists.table,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => key,
    invalid: () => ({ ...key, month: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: changeLists.send,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => key,
    invalid: () => ({ ...key, month: '2026-09' }),
    other: () => ({ ...key, month: '2026-05' }),
    effect: stored,
  })

  describe('deciding', () => {
    beforeEach(async () => {
      expect((await send()).status).toBe(200)
    })
    checkEndpoint(() => service, {
      entry: changeLists.decide,
      token: () => county.token,
      stranger: () => stranger.token,
      valid: () => ({ ...key, decision: 'accepted' as const, reason: '已核对' }),
      invalid: () => ({ ...key, decision: 'accepted', reason: '' }),
      other: () => ({ ...key, decision: 'returned' as const, reason: '不对' }),
      effect: stored,
    })
  })
})

describe('a change list', () => {
  it('covers the days since the last one was due, and is overdue the day after the 3rd', async () => {
    on('2026-06-03')
    expect(await detail()).toMatchObject({
      from: '2026-05-04',
      to: '2026-06-03',
      dueOn: '2026-06-03',
      state: 'draft',
      overdue: false,
      onTime: null,
    })
    on('2026-06-04')
    const late = await detail()
    expect(late.overdue).toBe(true)
    expect(late.dueSentence).toMatch(/^每月 3 日前报（.+，2022年5月6日起）$/)
    const sent = await send()
    expect(sent.data).toMatchObject({ state: 'sent', overdue: false, onTime: false })
  })

  it('is sent in time on the 3rd itself, whatever weekday it is', async () => {
    on('2026-06-03')
    expect((await send()).data).toMatchObject({ state: 'sent', onTime: true })
  })

  it('cannot be sent before its days have begun', async () => {
    on('2026-06-03')
    expect((await send(office, nextKey)).error.code).toBe('changeListTooEarly')
  })

  it('tells who was eliminated, who left and who came, with eligibility, and numbers masked', async () => {
    const gone = await service.person('worker', grid, { name: '被淘汰' })
    const leaver = await service.person('worker', grid, { name: '自己走', endsOn: '2026-06-20' })
    await service.person('worker', grid, { name: '早走了', endsOn: '2026-06-01' })
    const comer = await service.person('worker', secondGrid, {
      name: '新来的',
      startsOn: '2026-06-18',
    })
    await service.parts.database.prisma.account.update({
      where: { id: idBytes(comer.accountId) },
      data: { birthDate: new Date('1960-01-01'), bankCardMasked: '****1234' },
    })
    await eliminated(gone)
    on('2026-07-01')
    const list = await detail(office, nextKey)
    expect(list.leaving.map((row) => [row.name, row.reason, row.on])).toEqual([
      ['被淘汰', 'removed', '2026-06-15'],
      ['自己走', 'left', '2026-06-20'],
    ])
    expect(list.leaving[0]?.article?.id).toBe('DN-13.4')
    expect(list.newcomers).toMatchObject([
      { name: '新来的', bankCardMasked: '****1234', startsOn: '2026-06-18' },
    ])
    expect(list.newcomers[0]?.eligibility.outcome).toBe('reasonRequired')
    expect(JSON.stringify(list)).not.toContain(leaver.idNumber)
  })

  it('does not take a new grid of an old worker for a newcomer, nor the old grid for leaving', async () => {
    const moving = await service.person('worker', grid, { name: '换网格', endsOn: '2026-06-10' })
    const post = {
      role: 'worker' as const,
      scopeCode: secondGrid,
      workerKind: 'rural' as const,
      startsOn: '2026-06-11',
    }
    const added = await service.call(
      accounts.addPost,
      { accountId: moving.accountId, post },
      { token: office.token },
    )
    expect(added.status).toBe(200)
    expect(await detail(office, nextKey)).toMatchObject({ leaving: [], newcomers: [] })
  })

  it('stays as it was sent; what came after it is told with the next, once', async () => {
    await service.person('worker', grid, { name: '按时的', startsOn: '2026-06-02' })
    on('2026-06-02')
    await send()
    const late = await service.person('worker', secondGrid, {
      name: '三日来的',
      startsOn: '2026-06-03',
    })
    expect((await detail()).newcomers.map((row) => row.name)).toEqual(['按时的'])
    on('2026-07-02')
    const next = await detail(office, nextKey)
    expect(next.newcomers.map((row) => row.accountId)).toEqual([late.accountId])
  })

  it('comes back with a reason, is sent again, and is accepted; each once and by the right office', async () => {
    expect((await decide('accepted')).error.code).toBe('alreadyDecided')
    await send()
    expect((await send()).error.code).toBe('alreadyDecided')
    expect((await decide('accepted', office)).status).toBe(403)
    expect((await decide('returned')).data).toMatchObject({ state: 'returned', reason: '已核对' })
    expect((await detail()).abilities).toEqual({ send: true, decide: false })
    expect((await send(signer)).status).toBe(403)
    expect((await send()).data.state).toBe('sent')
    expect((await decide('accepted')).data.state).toBe('accepted')
    expect(await stored()).toEqual(['2026-06 accepted'])
    const audited = await service.parts.database.prisma.auditEntry.findMany({
      where: { event: { startsWith: 'changeList.' } },
      orderBy: { id: 'asc' },
    })
    expect(audited.map((entry) => entry.event)).toEqual([
      'changeList.sent',
      'changeList.decided',
      'changeList.sent',
      'changeList.decided',
    ])
  })

  it('is sent once when two send at the same moment', async () => {
    const second = await service.person('townshipOffice', township)
    const both = await Promise.all([send(), send(second)])
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
    expect(await stored()).toEqual(['2026-06 sent'])
  })

  it('is not decided by who stands on it', async () => {
    const own = await service.person('worker', grid, { startsOn: '2026-06-01' })
    await service.parts.database.prisma.post.create({
      data: {
        id: new Uint8Array(16).fill(7),
        accountId: idBytes(own.accountId),
        role: 'townshipOffice',
        scopeCode: township,
        startsOn: new Date('2026-01-01'),
        createdAt: new Date(),
      },
    })
    expect((await send(own)).error.code).toBe('ownCase')
  })

  it('is a workbook of two sheets whose cells run nothing', async () => {
    await service.person('worker', grid, { name: '=HYPERLINK("http://x")', startsOn: '2026-06-02' })
    const file = await service.call(changeLists.table, key, { token: office.token })
    expect(file.status).toBe(200)
    const rows = await readSheet(file.data as unknown as Buffer)
    expect(rows[0]?.cells[0]?.text).toBe('东河镇2026-06网格员调整名单（拟调整淘汰）')
    const { default: ExcelJS } = await import('exceljs')
    const book = new ExcelJS.Workbook()
    await book.xlsx.load(file.data as unknown as ArrayBuffer)
    const cell = book.getWorksheet('新增人员')?.getCell('A3')
    expect([cell?.value, cell?.formula]).toEqual(['=HYPERLINK("http://x")', undefined])
  })

  it('shows the county every township, and the township its own', async () => {
    const overview = async (by: TestPerson) =>
      (
        await service.call(changeLists.overview, { month: '2026-06' }, { token: by.token })
      ).data.lists.map((one) => one.townshipName)
    expect(await overview(county)).toEqual(['东河镇', '西山乡'])
    expect(await overview(office)).toEqual(['东河镇'])
  })

  it('is not asked for where no regulation holds yet', async () => {
    const early = await service.call(
      changeLists.detail,
      { ...key, month: '2022-03' },
      { token: office.token },
    )
    expect(early.error.code).toBe('regulationUnbound')
  })
})
