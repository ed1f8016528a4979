import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { discipline, householdFiles, pay, scores } from '../../contract'
import { dateOfDay, monthEnd } from '../../platform/clock'
import { idBytes, newId } from '../../platform/ids'
import { closedMonth } from '../../testing/test-closing'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { ok, type PayHands, payHands } from '../../testing/test-payroll'
import { boundTo, countySets, decided, type Publishers } from '../../testing/test-qiling'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let hands: PayHands
let publishers: Publishers
let away: TestPerson
let there: TestPerson
const { township, grid, secondGrid, county } = testAreas
const by = (person: TestPerson) => ({ token: person.token })
const keyOf = (month: string) => ({ townshipCode: township, month })

beforeAll(async () => {
  service = await startTestService()
  hands = await payHands(service)
  publishers = {
    author: await service.person('countyPolicy', county),
    publisher: await service.person('countyPolicy', county),
  }
  const kind = { workerKind: 'communityFullTime' as const, startsOn: '2024-01-01' }
  away = await service.person('worker', grid, { name: '请假的', ...kind })
  there = await service.person('worker', secondGrid, { name: '在岗的', ...kind })
})
afterAll(() => service.close())

/** A leave as the office approved it, morning to afternoon. */
async function approved(from: string, to: string, state: 'approved' | 'refused' = 'approved') {
  await service.parts.database.prisma.leave.create({
    data: {
      id: idBytes(newId()),
      accountId: idBytes(away.accountId),
      gridCode: grid,
      fromDay: dateOfDay(from),
      fromHalf: 'morning',
      toDay: dateOfDay(to),
      toHalf: 'afternoon',
      halfDays: 2,
      reason: '住院',
      approver: 'township',
      routeText: '乡镇平安办批',
      state,
      requestedAt: new Date(),
      decidedBy: idBytes(hands.office.accountId),
      decidedAt: new Date(),
    },
  })
}
const final = async (month: string) => {
  await closedMonth(service, { ...keyOf(month), token: hands.office.token })
  ok(await service.call(pay.freeze, keyOf(month), by(hands.office)))
}
const statementOf = async (person: TestPerson, month: string) =>
  ok(await service.call(pay.statementDetail, { month }, by(person))).statement

describe('approved leave under 大宁', () => {
  it('of a whole month proposes nobody for his zero months; who was there is proposed', async () => {
    await approved('2026-01-26', '2026-02-28')
    await approved('2026-01-05', '2026-01-23', 'refused')
    for (const month of ['2026-01', '2026-02']) await final(month)
    const shown = await statementOf(away, '2026-02')
    expect(shown.proposals).toEqual([])
    const line = shown.informationLines.find((one) => one.code === 'leave')
    expect(line?.sentence).toContain('整月请假')
    const other = await statementOf(there, '2026-02')
    expect(other.proposals.map((one) => one.grounds)).toContain('zeroReports')
    // January was away for a week only: what was refused is no leave
    const part = (await statementOf(away, '2026-01')).informationLines
    expect(part.find((one) => one.code === 'leave')?.sentence).toContain('批准请假 5 天')
    const { cases } = ok(
      await service.call(discipline.cases, { areaCode: township, scope: 'all' }, by(hands.office)),
    )
    const inFebruary = cases.filter((one) => one.month === '2026-02')
    expect([...new Set(inFebruary.map((one) => one.accountId))]).toEqual([there.accountId])
  })
})

describe('approved leave under 大亚湾', () => {
  const regulation = 'dayawan-trial'

  it('of a whole month needs no verdict and makes no card', async () => {
    await boundTo(service, publishers, { regulation, firstMonth: '2026-03' })
    await approved('2026-03-01', monthEnd('2026-03'))
    const needs = ok(await service.call(pay.monthNeeds, keyOf('2026-03'), by(hands.office)))
    expect(needs.missing).toEqual(['在岗的：当月结论和各项得分要有一种'])
    const fail = { kind: 'verdict' as const, verdict: 'fail' as const }
    ok(await decided(service, hands.office, { person: there, month: '2026-03', decision: fail }))
    await final('2026-03')
    expect((await statementOf(away, '2026-03')).proposals).toEqual([])
    expect((await statementOf(there, '2026-03')).proposals.map((one) => one.kind)).toEqual([
      'yellowCard',
    ])
  })
})

describe('approved leave under 齐陵', () => {
  const regulation = 'qiling-2020'
  const month = '2026-04'

  it('of a whole month is scored and ranked by nobody', async () => {
    await boundTo(service, publishers, { regulation, firstMonth: month })
    await countySets(
      service,
      publishers,
      { regulation, firstMonth: month },
      {
        'base.community': '1200.00',
        'base.rural': '500.00',
        'householdRate.community': '1.00',
        'householdRate.rural': '1.00',
      },
    )
    await approved('2026-04-01', '2026-04-30')
    const items = [
      { title: '履职', office: '党政办', role: 'townshipOffice' as const, mostPoints: 100 },
    ]
    ok(await service.call(scores.setScheme, { ...keyOf(month), items }, by(hands.office)))
    const { missing } = ok(await service.call(scores.sheet, keyOf(month), by(hands.office)))
    expect(missing).toEqual(['党政办（履职）：在岗的'])
    const needs = ok(await service.call(pay.monthNeeds, keyOf(month), by(hands.office)))
    expect(needs.missing.join('；')).toContain('在岗的：没有考核得分')
    expect(needs.missing.join('；')).not.toContain('请假的：没有考核得分')
  })
})

describe('probation under 齐陵', () => {
  it('begins with the first post ever in the county: who was moved is no newcomer', async () => {
    const kind = { workerKind: 'communityFullTime' as const }
    const moved = await service.person('worker', testAreas.otherGrid, {
      ...kind,
      name: '调来的',
      startsOn: '2024-01-01',
      endsOn: '2026-03-31',
    })
    const newcomer = await service.person('worker', grid, {
      ...kind,
      name: '新来的',
      startsOn: '2026-04-01',
    })
    const { prisma } = service.parts.database
    const { id: _id, ...post } = await prisma.post.findFirstOrThrow({
      where: { accountId: idBytes(moved.accountId) },
    })
    await prisma.post.create({
      data: {
        ...post,
        id: idBytes(newId()),
        scopeCode: grid,
        startsOn: dateOfDay('2026-04-01'),
        endsOn: null,
      },
    })
    const rows = ok(await service.call(scores.sheet, keyOf('2026-04'), by(hands.office)))
    const [item] = rows.items
    const given = [there, moved, newcomer].map(({ accountId }) => ({
      accountId,
      scoreHundredths: 9000,
    }))
    const input = { itemId: item?.id ?? '', scores: given }
    ok(await service.call(scores.enter, input, by(hands.office)))
    ok(await service.call(scores.close, keyOf('2026-04'), by(hands.office)))
    const grids = [grid, secondGrid].map((gridCode) => ({ gridCode, households: 100 }))
    const file = { year: '2026', document: '户数表', grids }
    ok(await service.call(householdFiles.record, file, by(hands.office)))
    await closedMonth(service, { ...keyOf('2026-04'), token: hands.office.token })
    const told = async (person: TestPerson) => {
      const { indicators, informationLines } = await statementOf(person, '2026-04')
      return {
        isRanked: (indicators ?? []).some((one) => one.code === 'rank'),
        isNew: informationLines.some((one) => one.code === 'probation'),
      }
    }
    expect(await told(moved)).toEqual({ isRanked: true, isNew: false })
    expect(await told(newcomer)).toEqual({ isRanked: false, isNew: true })
    expect((await told(away)).isRanked).toBe(false)
  })
})
