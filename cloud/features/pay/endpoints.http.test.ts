import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pay } from '../../contract'
import { newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { createMonthMaker } from '../../testing/test-month'
import { startTestService, type TestService } from '../../testing/test-service'
import { closedMonth, settledRun } from '../../testing/test-closing'

let service: TestService
let office: TestPerson
let stranger: TestPerson
let county: TestPerson
let head: TestPerson
let worker: TestPerson
const month = '2026-05'
const { township } = testAreas
const close = { month, townshipCodes: [township] }
const settle = (token: string) => settledRun(service, { month, townshipCode: township, token })

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', township)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
  county = await service.person('countyCentre', testAreas.county)
  head = await service.person('gridHead', testAreas.grid)
  worker = await service.person('worker', testAreas.grid, { name: '甲农村' })
  const fill = createMonthMaker(service.parts.database, testAreas.grid)
  await fill(worker, '2026-04', { days: 20, valid: 19 })
  await fill(worker, month, { days: 20, valid: 20 })
})
afterAll(() => service.close())

describe('closing', () => {
  checkEndpoint(() => service, {
    entry: pay.close,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => close,
    invalid: () => ({ month, townshipCodes: [] }),
    other: () => ({ ...close, month: '2026-04' }),
    effect: async () => {
      const { prisma } = service.parts.database
      const runs = await prisma.closingRun.count()
      if (runs > 0) await settle(county.token)
      return [runs, await prisma.townshipMonth.findMany(), await prisma.statement.count()]
    },
  })

  it('is for offices; a worker and the head of a grid are turned away', async () => {
    for (const { token } of [worker, head]) {
      expect((await service.call(pay.close, close, { token })).error.code).toBe('notAllowed')
    }
  })

  it('says which month has no regulation, and changes nothing', async () => {
    const early = { month: '2022-04', townshipCodes: [township] }
    const answer = await service.call(pay.close, early, { token: office.token })
    expect(answer.error.code).toBe('regulationUnbound')
    expect(answer.error.message).toContain('2022-04-30')
    expect(
      await service.parts.database.prisma.townshipMonth.count({ where: { month: '2022-04' } }),
    ).toBe(0)
  })

  it('compares with the month before', async () => {
    await closedMonth(service, { month: '2026-04', townshipCode: township, token: county.token })
    const { data } = await service.call(pay.months, { month }, { token: office.token })
    expect(data.months).toHaveLength(1)
    expect(data.months[0]).toMatchObject({
      totalFen: 50_000,
      previousTotalFen: 49_250,
      openObjections: 0,
    })
    const rows = await service.call(
      pay.statements,
      { townshipCode: township, month },
      { token: office.token },
    )
    expect(rows.data.rows[0]).toMatchObject({ payFen: 50_000, previousPayFen: 49_250 })
  })
})

describe('reading', () => {
  const invalid = () => ({ month: '2026-13', townshipCode: 'x', areaCode: 'x' })

  checkEndpoint(() => service, {
    entry: pay.months,
    token: () => county.token,
    valid: () => ({ month }),
    invalid,
  })
  checkEndpoint(() => service, {
    entry: pay.progress,
    token: () => county.token,
    valid: () => ({ month }),
    invalid,
  })
  checkEndpoint(() => service, {
    entry: pay.waitingCorrections,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ townshipCode: township }),
    invalid,
  })
  checkEndpoint(() => service, {
    entry: pay.statements,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ townshipCode: township, month }),
    invalid,
  })
  checkEndpoint(() => service, {
    entry: pay.statementsTable,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ townshipCode: township, month }),
    invalid,
  })
  checkEndpoint(() => service, {
    entry: pay.statementDetail,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ month, accountId: worker.accountId }),
    invalid: () => ({ month, accountId: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: pay.objections,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ month, areaCode: township }),
    invalid,
  })

  it('shows a township office its own township and the county all of them', async () => {
    const codesFor = async ({ token }: TestPerson) =>
      (await service.call(pay.months, { month }, { token })).data.months.map(
        (one) => one.townshipCode,
      )
    expect(await codesFor(stranger)).toEqual([testAreas.otherTownship])
    expect((await codesFor(county)).sort()).toEqual([township, testAreas.otherTownship])
  })

  it('keeps heads of grids and villages out of other people’s pay', async () => {
    const input = { month, accountId: worker.accountId }
    expect((await service.call(pay.statementDetail, input, { token: head.token })).status).toBe(404)
    expect((await service.call(pay.months, { month }, { token: head.token })).status).toBe(403)
  })

  it('has no table of a month that nobody computed', async () => {
    const input = { townshipCode: township, month: '2026-02' }
    const answer = await service.call(pay.statementsTable, input, { token: office.token })
    expect(answer.error.code).toBe('monthNotComputed')
  })

  it('has no statement of a month before the service or after today', async () => {
    for (const other of ['2021-12', '2026-07']) {
      const answer = await service.call(
        pay.statementDetail,
        { month: other },
        { token: worker.token },
      )
      expect(answer.error.code).toBe('notInService')
    }
  })
})

describe('the worker’s own months', () => {
  it('pay.myMonths: refuses nobody and who is no worker', async () => {
    expect((await service.call(pay.myMonths, {})).error.code).toBe('notSignedIn')
    expect((await service.call(pay.myMonths, {}, { token: office.token })).error.code).toBe(
      'notAllowed',
    )
  })

  it('are his alone, the newest first', async () => {
    const { data } = await service.call(pay.myMonths, {}, { token: worker.token })
    expect(data.months.map((one) => [one.month, one.state, one.payFen])).toEqual([
      [month, 'proposed', 50_000],
      ['2026-04', 'proposed', 49_250],
    ])
  })
})

describe('answering', () => {
  let objectionId: string
  const answered = (answer = '签到在网格外，没有计入') => ({
    objectionId,
    decision: 'rejected' as const,
    answer,
  })

  beforeAll(async () => {
    const input = { month, lineCode: 'piece', text: '少算了一条' }
    const raised = await service.call(pay.raiseObjection, input, { token: worker.token })
    objectionId = raised.data.objection.id
  })

  it('finds nobody’s objection under an unknown number', async () => {
    const input = { ...answered(), objectionId: newId() }
    expect((await service.call(pay.answerObjection, input, { token: office.token })).status).toBe(
      404,
    )
  })

  it('is not for one’s own objection (P1)', async () => {
    const both = await service.person('townshipOffice', township)
    const { prisma } = service.parts.database
    const row = await prisma.objection.findFirstOrThrow()
    const accountId = Uint8Array.from(Buffer.from(both.accountId.replaceAll('-', ''), 'hex'))
    await prisma.objection.update({ where: { id: row.id }, data: { accountId } })
    const answer = await service.call(pay.answerObjection, answered(), { token: both.token })
    expect(answer.error.code).toBe('ownCase')
    await prisma.objection.update({ where: { id: row.id }, data: { accountId: row.accountId } })
  })

  checkEndpoint(() => service, {
    entry: pay.answerObjection,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => answered(),
    invalid: () => ({ ...answered(), decision: 'perhaps' }),
    other: () => answered('另一个答复'),
    effect: () => service.parts.database.prisma.objection.findMany(),
  })
})
