import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assessment, reports } from '../../contract'
import type { InputOf } from '../../contract/define'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { judgeInput, submitted } from '../../testing/test-reports'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let worker: TestPerson
let office: TestPerson
let stranger: TestPerson
let county: TestPerson
const month = '2026-06'

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid, { name: '王受查' })
  office = await service.person('townshipOffice', testAreas.township)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
  county = await service.person('countyCentre', testAreas.county)
})
afterAll(() => service.close())

async function validReport(): Promise<string> {
  const report = await submitted(service, worker.token)
  const judged = await service.call(reports.judge, judgeInput(report.id), { token: office.token })
  expect(judged.status).toBe(200)
  return report.id
}

const finding = (changed: Partial<InputOf<typeof assessment.recordFinding>> = {}) => ({
  accountId: worker.accountId,
  kind: 'disobeyedCommand' as const,
  incident: '6 月 10 日防火值守',
  evidence: '值守记录与通话记录',
  occurredOn: '2026-06-10',
  ...changed,
})

const recordsOf = async (token = office.token) =>
  (await service.call(assessment.records, { month }, { token })).data.records

const findingCount = () => service.parts.database.prisma.finding.count()

describe('findings', () => {
  checkEndpoint(() => service, {
    entry: assessment.recordFinding,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => finding(),
    invalid: () => finding({ occurredOn: '2026-06-31' }),
    other: () => finding({ incident: '另一件' }),
    effect: findingCount,
  })

  it('warns of a second record of the same incident, and says who recorded it', async () => {
    const first = await service.call(assessment.recordFinding, finding({ incident: '同一件事' }), {
      token: office.token,
    })
    expect(first.data.record.warnings).toEqual([])
    expect(first.data.record.recordedByName).toBe(office.name)
    const second = await service.call(assessment.recordFinding, finding({ incident: '同一件事' }), {
      token: office.token,
    })
    expect(second.data.record.warnings).toHaveLength(1)
  })

  it('lets nobody record against himself, nor in the future, nor without a level for a notice', async () => {
    const both = await service.person('townshipOffice', testAreas.township)
    await service.parts.database.prisma.post.create({
      data: {
        id: idBytes(newId()),
        accountId: idBytes(both.accountId),
        role: 'worker',
        scopeCode: testAreas.grid,
        workerKind: 'rural',
        startsOn: new Date('2026-01-01'),
        createdAt: new Date(),
      },
    })
    const self = await service.call(
      assessment.recordFinding,
      finding({ accountId: both.accountId }),
      { token: both.token },
    )
    expect(self.error.code).toBe('ownCase')
    const future = await service.call(
      assessment.recordFinding,
      finding({ occurredOn: '2026-06-16' }),
      { token: office.token },
    )
    expect(future.error.code).toBe('badInput')
    const level = await service.call(
      assessment.recordFinding,
      finding({ kind: 'criticismNotice' }),
      { token: office.token },
    )
    expect(level.error.message).toContain('级别')
  })

  it('withdraws with a reason, once; the record stays and says so', async () => {
    const made = await service.call(assessment.recordFinding, finding({ incident: '撤回的' }), {
      token: office.token,
    })
    const input = { findingId: made.data.record.id, reason: '查明是通信故障' }
    const foreign = await service.call(assessment.withdrawFinding, input, { token: stranger.token })
    expect(foreign.status).toBe(404)
    const withdrawn = await service.call(assessment.withdrawFinding, input, { token: office.token })
    expect(withdrawn.status).toBe(200)
    const again = await service.call(assessment.withdrawFinding, input, { token: office.token })
    expect(again.error.code).toBe('alreadyDecided')
    const shown = (await recordsOf()).find((one) => one.id === made.data.record.id)
    expect(shown?.state).toBe('已撤回')
    expect(shown?.sentence).toContain('通信故障')
  })

  it('puts what happened in a frozen month into the first open one', async () => {
    await service.parts.database.prisma.townshipMonth.create({
      data: {
        townshipCode: testAreas.township,
        month: '2026-05',
        state: 'frozen',
        regulation: 'daning-2022',
        packVersion: 'x',
      },
    })
    const late = await service.call(
      assessment.recordFinding,
      finding({ occurredOn: '2026-05-20', incident: '五月的事' }),
      { token: office.token },
    )
    expect(late.data.record.month).toBe('2026-06')
  })
})

describe('commendations', () => {
  let reportId: string
  beforeAll(async () => {
    reportId = await validReport()
  })
  const input = (changed: object = {}) => ({
    reportId,
    level: 'county' as const,
    documentNumber: newId().slice(0, 8),
    evidence: '县级通报扫描件',
    noticedOn: '2026-06-14',
    ...changed,
  })

  checkEndpoint(() => service, {
    entry: assessment.recordCommendation,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => input({ documentNumber: '宁平安〔2026〕3 号' }),
    invalid: () => input({ level: 'world' }),
    other: () => input({ documentNumber: '别的文号' }),
    effect: () => service.parts.database.prisma.commendation.count(),
  })

  it('refuses the same notice twice, takes a higher one and says that only the difference is paid', async () => {
    const document = { documentNumber: '宁平安〔2026〕9 号' }
    expect(
      (await service.call(assessment.recordCommendation, input(document), { token: office.token }))
        .status,
    ).toBe(200)
    const twice = await service.call(assessment.recordCommendation, input(document), {
      token: office.token,
    })
    expect(twice.error.code).toBe('alreadyDecided')
    const higher = await service.call(assessment.recordCommendation, input({ level: 'city' }), {
      token: office.token,
    })
    expect(higher.data.record.warnings[0]).toContain('补差额')
  })

  it('is only for a report that was judged valid', async () => {
    const unjudged = await submitted(service, worker.token)
    const answer = await service.call(
      assessment.recordCommendation,
      input({ reportId: unjudged.id }),
      { token: office.token },
    )
    expect(answer.error.message).toContain('有效')
  })
})

describe('major reports', () => {
  async function nominated() {
    const reportId = await validReport()
    const input = { reportId, grade: 'major' as const, grounds: '避免了重大事故' }
    const answer = await service.call(assessment.nominateMajorReport, input, {
      token: office.token,
    })
    expect(answer.status).toBe(200)
    return answer.data.record.id
  }
  const decide = (majorReportId: string, changed: object = {}, token = county.token) =>
    service.call(
      assessment.decideMajorReport,
      { majorReportId, decision: 'approved', amountFen: 20_000, reason: '情况属实', ...changed },
      { token },
    )

  let first: string
  let decidable: string
  beforeAll(async () => {
    first = await validReport()
    decidable = await nominated()
  })
  checkEndpoint(() => service, {
    entry: assessment.nominateMajorReport,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ reportId: first, grade: 'major' as const, grounds: '理由' }),
    invalid: () => ({ reportId: 'x', grade: 'major', grounds: '理由' }),
    effect: () => service.parts.database.prisma.majorReport.count(),
  })

  checkEndpoint(() => service, {
    entry: assessment.decideMajorReport,
    token: () => county.token,
    stranger: () => stranger.token,
    valid: () => ({
      majorReportId: decidable,
      decision: 'approved' as const,
      amountFen: 30_000,
      reason: '属实',
    }),
    invalid: () => ({
      majorReportId: decidable,
      decision: 'approved',
      amountFen: 99.5,
      reason: '属实',
    }),
    other: () => ({ majorReportId: decidable, decision: 'refused' as const, reason: '不属实' }),
    effect: () => service.parts.database.prisma.majorReport.findMany(),
  })

  // G-DN-077, 079, 080, 082, 083, 085
  it.each([
    [9_999, 'major', undefined, 'amountOutOfRange'],
    [30_000, 'major', undefined, null],
    [30_001, 'major', undefined, 'amountOutOfRange'],
    [49_999, 'especiallyMajor', '记录', 'amountOutOfRange'],
    [50_000, 'especiallyMajor', undefined, 'deliberationNeeded'],
    [50_000, 'especiallyMajor', '一事一议记录', null],
    [100_001, 'especiallyMajor', '记录', 'amountOutOfRange'],
  ] as const)('%i fen as %s with %s: %s', async (amountFen, grade, deliberation, code) => {
    const answer = await decide(await nominated(), {
      amountFen,
      grade,
      ...(deliberation ? { deliberation } : {}),
    })
    expect(answer.error?.code ?? null).toBe(code)
    if (code === null)
      expect(answer.data.record).toMatchObject({ amountFen, state: '已认定', month })
  })

  it('is decided by the county, once, and not by the nominator', async () => {
    const id = await nominated()
    expect((await decide(id, {}, office.token)).status).toBe(403)
    const both = await Promise.all([decide(id), decide(id, { amountFen: 10_000 })])
    expect(both.map((one) => one.status).sort()).toEqual([200, 409])
    const reportId = await validReport()
    const own = await service.call(
      assessment.nominateMajorReport,
      { reportId, grade: 'major', grounds: '县里自己提名' },
      { token: county.token },
    )
    expect((await decide(own.data.record.id)).error.code).toBe('ownCase')
  })
})

describe('spot checks and decisions', () => {
  const calledAtMs = Date.parse('2026-06-12T10:00:00+08:00')
  checkEndpoint(() => service, {
    entry: assessment.recordSpotCheck,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ accountId: worker.accountId, calledAtMs, answered: false }),
    invalid: () => ({ accountId: worker.accountId, calledAtMs: -5, answered: false }),
    other: () => ({ accountId: worker.accountId, calledAtMs, answered: true }),
    effect: () => service.parts.database.prisma.spotCheck.count(),
  })
  const decision = (changed: object = {}) => ({
    accountId: worker.accountId,
    month,
    decision: { kind: 'manualAdjustment' as const, amountFen: -500 },
    reason: '借用器材损坏',
    ...changed,
  })
  checkEndpoint(() => service, {
    entry: assessment.decide,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => decision(),
    invalid: () => decision({ decision: { kind: 'pardon' } }),
    other: () => decision({ reason: '别的理由' }),
    effect: () => service.parts.database.prisma.monthDecision.count(),
  })

  it('refuses a call back before the call', async () => {
    const answer = await service.call(
      assessment.recordSpotCheck,
      { accountId: worker.accountId, calledAtMs, answered: false, calledBackAtMs: calledAtMs - 1 },
      { token: office.token },
    )
    expect(answer.error.message).toContain('早于')
  })

  it('decides nothing about a frozen month', async () => {
    const answer = await service.call(assessment.decide, decision({ month: '2026-05' }), {
      token: office.token,
    })
    expect(answer.error.code).toBe('monthFrozen')
  })

  it('shows a township its own records and a stranger none of them', async () => {
    expect((await recordsOf()).length).toBeGreaterThan(5)
    expect(await recordsOf(stranger.token)).toEqual([])
    const asked = await service.call(
      assessment.records,
      { month, areaCode: testAreas.township },
      { token: stranger.token },
    )
    expect(asked.status).toBe(404)
  })
})

describe('the province’s statistics', () => {
  const file = (...rows: string[]) =>
    new File([['姓名,手机号,签到次数,有效信息数', ...rows].join('\n')], '省平台.csv')
  const input = (content: File, rehearse: 'yes' | 'no' = 'no') =>
    ({ month, rehearse, file: content }) as InputOf<typeof assessment.importStatistics>
  const good = () => file(`王受查,${worker.phone},18,20`)
  const stored = () => service.parts.database.prisma.provincialStatistic.count()

  checkEndpoint(() => service, {
    entry: assessment.importStatistics,
    token: () => county.token,
    stranger: () => office.token,
    valid: () => input(good()),
    invalid: () => ({ month: '2026-13', rehearse: 'no', file: good() }),
    other: () => input(file(`王受查,${worker.phone},17,20`)),
    effect: stored,
  })

  it('lists where it differs from our own count, and the newest import wins', async () => {
    await service.call(assessment.importStatistics, input(file(`王受查,${worker.phone},5,6`)), {
      token: county.token,
    })
    const latest = await service.call(
      assessment.importStatistics,
      input(file(`王受查,${worker.phone},7,8`)),
      { token: county.token },
    )
    expect(latest.data).toMatchObject({ imported: true, rowCount: 1, problems: [] })
    expect(latest.data.differences[0]).toMatchObject({
      provincialCheckIns: 7,
      provincialValidReports: 8,
    })
    const read = await service.call(assessment.statistics, { month }, { token: office.token })
    expect(read.data.differences[0]).toMatchObject({ workerName: '王受查', provincialCheckIns: 7 })
    expect(read.data.imports.length).toBeGreaterThan(1)
  })

  it('writes nothing when a line is wrong, and names line and reason', async () => {
    const before = await stored()
    const answer = await service.call(
      assessment.importStatistics,
      input(
        file(
          `王受查,${worker.phone},18,20`,
          '李不在,19900099999,1,1',
          `名字不对,${worker.phone},1,1`,
          `王受查,${worker.phone},-1,1`,
        ),
      ),
      { token: county.token },
    )
    expect(answer.data.imported).toBe(false)
    expect(answer.data.problems.map((one) => [one.line, one.column])).toEqual([
      [3, '手机号'],
      [4, '姓名'],
      [5, '签到次数'],
    ])
    expect(await stored()).toBe(before)
  })

  it('rehearses without writing', async () => {
    const before = await stored()
    const answer = await service.call(assessment.importStatistics, input(good(), 'yes'), {
      token: county.token,
    })
    expect(answer.data).toMatchObject({ imported: false, problems: [] })
    expect(await stored()).toBe(before)
  })
})
