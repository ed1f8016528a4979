import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assessment, pay } from '../../contract'
import { dateOfDay } from '../../platform/clock'
import { idBytes, newId } from '../../platform/ids'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { createMonthMaker } from '../../testing/test-month'
import { startTestService, type TestService } from '../../testing/test-service'
import { closedMonth, settledRun } from '../../testing/test-closing'
import { type ClosingStore, createClosingStore, type NewStatement } from './closing.store'

let service: TestService
let office: TestPerson
let county: TestPerson
let rural: TestPerson
let store: ClosingStore
let fill: ReturnType<typeof createMonthMaker>
const { township } = testAreas
const month = '2026-05'

const closed = (which = month) =>
  closedMonth(service, { month: which, townshipCode: township, token: county.token })
const stateOf = async (which = month) =>
  (
    await service.parts.database.prisma.townshipMonth.findFirst({
      where: { townshipCode: township, month: which },
    })
  )?.state

beforeAll(async () => {
  service = await startTestService()
  store = createClosingStore(service.parts.database)
  fill = createMonthMaker(service.parts.database, testAreas.grid)
  office = await service.person('townshipOffice', township)
  county = await service.person('countyCentre', testAreas.county)
  rural = await service.person('worker', testAreas.grid, { name: '甲农村' })
  await fill(rural, month, { days: 20, valid: 20 })
})
afterAll(() => service.close())

/** A run as the service leaves it when it is killed in the middle. */
async function cutOff(which: string, startedAtMs: number): Promise<string> {
  const { prisma } = service.parts.database
  const key = { townshipCode: township, month: which }
  const id = newId()
  await prisma.townshipMonth.upsert({
    where: { townshipCode_month: key },
    create: { ...key, state: 'computing', regulation: '', packVersion: '' },
    update: { state: 'computing' },
  })
  await prisma.closingRun.create({
    data: {
      ...key,
      id: idBytes(id),
      state: 'running',
      startedBy: idBytes(office.accountId),
      startedAt: new Date(startedAtMs),
    },
  })
  return id
}

function proposal(person: TestPerson, payFen: number): NewStatement {
  return {
    accountId: person.accountId,
    townshipCode: township,
    gridCode: testAreas.grid,
    workerKind: 'rural',
    packVersion: 'x',
    factsJson: '{}',
    payFen,
    accrualFen: 0,
    uncollectedFen: 0,
    verdict: 'pass',
    checkInDays: 0,
    validReports: 0,
    fullMonth: true,
    exempt: false,
    factsHash: Buffer.alloc(32),
  }
}
/** Writes what a run came to; how many runs were written. */
const propose = (id: string, which: string, statements: NewStatement[]) => {
  const run = { id, townshipCode: township, month: which }
  const computed = { run, statements, totalFen: 0, regulation: 'daning-2022', packVersion: 'x' }
  return store.propose(which, [computed], service.clock.nowMs())
}

describe('two computations at once', () => {
  it('give one result: the second waits its turn or is told to', async () => {
    const input = { month, townshipCodes: [township] }
    const answers = await Promise.all(
      [office, county, office].map(({ token }) => service.call(pay.close, input, { token })),
    )
    expect(answers.filter((one) => one.status === 200).length).toBeGreaterThan(0)
    for (const one of answers)
      if (one.status !== 200) expect(one.error.code).toBe('closingUnderWay')
    await settledRun(service, { month, townshipCode: township, token: county.token })
    expect(await stateOf()).toBe('proposed')
    expect(await service.parts.database.prisma.statement.count({ where: { month } })).toBe(1)
  })

  it('close a county’s townships together, whatever order they are named in', async () => {
    const codes = [testAreas.otherTownship, township]
    const answers = await Promise.all(
      [codes, [...codes].reverse()].map((townshipCodes) =>
        service.call(pay.close, { month, townshipCodes }, { token: county.token }),
      ),
    )
    expect(answers.map((one) => one.status)).toContain(200)
    for (const townshipCode of codes) {
      const run = await settledRun(service, { month, townshipCode, token: county.token })
      expect(run.state).toBe('done')
    }
  })
})

describe('a computation that was cut off', () => {
  it('leaves what was proposed before, and is told when the service is back', async () => {
    await cutOff(month, service.clock.nowMs())
    const busy = await service.call(
      pay.close,
      { month, townshipCodes: [township] },
      { token: office.token },
    )
    expect(busy.error.code).toBe('closingUnderWay')
    await service.recover()
    expect(await stateOf()).toBe('proposed')
    const own = await service.call(pay.statementDetail, { month }, { token: rural.token })
    expect(own.data).toMatchObject({ state: 'proposed', statement: { totals: { payFen: 50_000 } } })
  })

  it('gives way to a new one when it has run longer than any does', async () => {
    const runId = await cutOff('2026-03', service.clock.nowMs() - 20 * 60_000)
    await closed('2026-03')
    const row = await service.parts.database.prisma.closingRun.findUniqueOrThrow({
      where: { id: idBytes(runId) },
    })
    expect(row).toMatchObject({ state: 'failed' })
    expect(row.message).toMatch(/重新/)
  })

  it('writes nothing when it wakes up after it was given up', async () => {
    const runId = await cutOff('2026-02', service.clock.nowMs())
    await service.recover()
    expect(await propose(runId, '2026-02', [proposal(rural, 1)])).toBe(0)
    expect(
      await service.parts.database.prisma.statement.count({ where: { month: '2026-02' } }),
    ).toBe(0)
    expect(await stateOf('2026-02')).toBe('open')
  })
})

describe('what a computation writes', () => {
  it('takes over who was proposed elsewhere, drops who left, and never touches what is frozen', async () => {
    const { prisma } = service.parts.database
    const [moved, gone, final] = [
      await service.person('worker', testAreas.grid),
      await service.person('worker', testAreas.grid),
      await service.person('worker', testAreas.grid),
    ]
    const which = '2026-01'
    const first = await cutOff(which, service.clock.nowMs())
    const all = [moved, gone, final].map((person) => proposal(person, 100))
    expect(await propose(first, which, all)).toBe(1)
    await prisma.statement.updateMany({
      where: { accountId: idBytes(moved.accountId) },
      data: { townshipCode: testAreas.otherTownship },
    })
    await prisma.statement.updateMany({
      where: { accountId: idBytes(final.accountId) },
      data: { frozen: true },
    })
    const second = await cutOff(which, service.clock.nowMs())
    const again = [moved, final].map((person) => proposal(person, 200))
    expect(await propose(second, which, again)).toBe(1)
    const payOf = async (person: TestPerson) =>
      (
        await prisma.statement.findMany({
          where: { accountId: idBytes(person.accountId), month: which },
        })
      ).map((row) => [row.townshipCode, row.payFen])
    expect(await payOf(moved)).toEqual([[township, 200]])
    expect(await payOf(gone)).toEqual([])
    expect(await payOf(final)).toEqual([[township, 100]])
  })

  it('puts a running tally right that differs from its facts', async () => {
    const { prisma } = service.parts.database
    const key = { accountId: idBytes(rural.accountId), month }
    const tally = () => prisma.workerMonth.findUnique({ where: { accountId_month: key } })
    await prisma.workerMonth.upsert({
      where: { accountId_month: key },
      create: { ...key, countedDays: 3, checkIns: 99 },
      update: { countedDays: 3, checkIns: 99, validReports: 0 },
    })
    await closed()
    expect(await tally()).toMatchObject({
      countedDays: 2 ** 20 - 1,
      checkIns: 20,
      reports: 20,
      validReports: 20,
    })
  })

  it('says whose facts a regulation does not admit, and leaves the other townships alone', async () => {
    const { prisma } = service.parts.database
    const other = await service.person('worker', testAreas.otherGrid, { name: '坏数据' })
    await prisma.monthDecision.create({
      data: {
        id: idBytes(newId()),
        accountId: idBytes(other.accountId),
        month,
        kind: 'verdict',
        value: { verdict: 'pass' },
        reason: '认定',
        decidedBy: idBytes(county.accountId),
        decidedAt: new Date(service.clock.nowMs()),
      },
    })
    await prisma.majorReport.create({
      data: {
        id: idBytes(newId()),
        accountId: idBytes(other.accountId),
        reportId: idBytes(newId()),
        month,
        grade: 'major',
        grounds: '隐患',
        state: 'approved',
        amountFen: 40_000,
        nominatedBy: idBytes(office.accountId),
        nominatedAt: new Date(service.clock.nowMs()),
      },
    })
    const townshipCodes = [township, testAreas.otherTownship]
    await service.call(pay.close, { month, townshipCodes }, { token: county.token })
    const key = { month, token: county.token }
    expect((await settledRun(service, { ...key, townshipCode: township })).state).toBe('done')
    const failed = await settledRun(service, { ...key, townshipCode: testAreas.otherTownship })
    expect(failed.state).toBe('failed')
    expect(failed.message).toMatch(/^坏数据：.*元/)
    await prisma.majorReport.deleteMany({})
  })
})

describe('facts of a month', () => {
  it('look back on earlier months wherever they were worked (DN-13.1)', async () => {
    const moved = await service.person('worker', testAreas.otherGrid, {
      startsOn: '2025-01-01',
      endsOn: '2025-10-31',
    })
    await service.parts.database.prisma.post.create({
      data: {
        id: idBytes(newId()),
        accountId: idBytes(moved.accountId),
        role: 'worker',
        scopeCode: testAreas.grid,
        workerKind: 'rural',
        startsOn: dateOfDay('2025-11-01'),
        createdAt: new Date(),
      },
    })
    await closedMonth(service, {
      month: '2025-10',
      townshipCode: testAreas.otherTownship,
      token: county.token,
    })
    await closed('2025-11')
    const own = await service.call(
      pay.statementDetail,
      { month: '2025-11' },
      { token: moved.token },
    )
    const grounds = own.data.statement.proposals.map((one) => one.grounds)
    expect(grounds).toContain('consecutiveFailures')
    expect(grounds).toContain('zeroReports')
  })

  it('are told per township: decisions of people stand on the list, each with its reason', async () => {
    const decision = { kind: 'quotaWaiver' as const }
    const input = { accountId: rural.accountId, month, decision, reason: '住院一个月' }
    await service.call(assessment.decide, input, { token: office.token })
    await closed()
    const { data } = await service.call(
      pay.statements,
      { townshipCode: township, month },
      { token: office.token },
    )
    const row = data.rows.find((one) => one.accountId === rural.accountId)
    expect(row?.overrides).toEqual(['本月免考核：住院一个月'])
  })
})
