import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { discipline, pay, recordedFacts } from '../../contract'
import { closedMonth, settledRun } from '../../testing/test-closing'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { ok, type PayHands, payHands } from '../../testing/test-payroll'
import {
  boundTo,
  countySets,
  decided,
  packCase,
  payFenOf,
  type Publishers,
  scoredMonth,
} from '../../testing/test-qiling'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let hands: PayHands
let publishers: Publishers
let first: TestPerson
let second: TestPerson
const { township, grid, secondGrid, county } = testAreas
const by = (person: TestPerson) => ({ token: person.token })

beforeAll(async () => {
  service = await startTestService()
  hands = await payHands(service)
  publishers = {
    author: await service.person('countyPolicy', county),
    publisher: await service.person('countyPolicy', county),
  }
  const kind = { workerKind: 'communityFullTime' as const }
  first = await service.person('worker', grid, { name: '甲', ...kind })
  second = await service.person('worker', secondGrid, { name: '乙', ...kind })
})
afterAll(() => service.close())

const keyOf = (month: string) => ({ townshipCode: township, month })
const failure = async (month: string) => {
  ok(await service.call(pay.close, { month, townshipCodes: [township] }, by(hands.office)))
  const run = await settledRun(service, { ...keyOf(month), token: hands.office.token })
  expect(run.state).toBe('failed')
  return run.message ?? ''
}
const statementsOf = async (month: string) =>
  ok(await service.call(pay.statements, keyOf(month), by(hands.office)))

describe('a month under the rural county’s text', () => {
  const of = { regulation: 'rural-county', firstMonth: '2026-01' }
  const standard = packCase('rural-county', 'months.yaml', 'R-XC-11.2')

  it('waits for the county’s standard, and pays it once it is set', async () => {
    await boundTo(service, publishers, of)
    expect(await failure('2026-01')).toContain('县里还没有定：')
    await countySets(service, publishers, of, { 'payStandard.worker': '500.00' })
    await closedMonth(service, { ...keyOf('2026-01'), token: hands.office.token })
    const { rows } = await statementsOf('2026-01')
    expect(rows.map((row) => row.payFen)).toEqual([payFenOf(standard), payFenOf(standard)])
  })
})

describe('a month under 大亚湾', () => {
  const regulation = 'dayawan-trial'

  it('needs the street’s scores or its verdict, and turns failed months into cards', async () => {
    await boundTo(service, publishers, { regulation, firstMonth: '2026-02' })
    expect(await failure('2026-02')).toContain('甲、乙：当月结论和各项得分要有一种')
    await scoredMonth(service, hands.office, '2026-02', [
      [first, 9000],
      [second, 3000],
    ])
    expect(await failure('2026-02')).toBe('县里还没有定：街道方案的合格线（DYW-26），定了才能计算')
    await countySets(service, publishers, { regulation, firstMonth: '2026-02' }, { passMark: 60 })
    await closedMonth(service, { ...keyOf('2026-02'), token: hands.office.token })
    const { rows } = await statementsOf('2026-02')
    expect(rows.map((row) => [row.workerName, row.verdict, row.payFen])).toEqual([
      ['甲', 'pass', 0],
      ['乙', 'fail', 0],
    ])
    ok(await service.call(pay.freeze, keyOf('2026-02'), by(hands.office)))
    const { cases } = ok(
      await service.call(discipline.cases, { areaCode: township, scope: 'all' }, by(hands.office)),
    )
    expect(cases.map((one) => [one.accountId, one.kind])).toEqual([
      [second.accountId, 'yellowCard'],
    ])
  })

  it('takes the street’s own verdict where nothing was scored, and shows it as decided', async () => {
    for (const person of [first, second]) {
      const decision = { kind: 'verdict' as const, verdict: 'fail' as const }
      ok(await decided(service, hands.office, { person, month: '2026-03', decision }))
    }
    await closedMonth(service, { ...keyOf('2026-03'), token: hands.office.token })
    const { rows } = await statementsOf('2026-03')
    expect(rows.map((row) => row.verdict)).toEqual(['fail', 'fail'])
    expect(rows[0]?.overrides).toEqual(['考核认定为不合格：研究决定'])
    ok(await service.call(pay.freeze, keyOf('2026-03'), by(hands.office)))
    const { statement } = ok(
      await service.call(pay.statementDetail, { month: '2026-03' }, by(second)),
    )
    // the second month in a row
    expect(statement.proposals.map((one) => one.kind)).toContain('redCard')
  })

  it('takes off the subsidy what the recorded absences come to at the district’s rate', async () => {
    const month = '2026-04'
    const needs = ok(await service.call(pay.monthNeeds, keyOf(month), by(hands.office)))
    expect(needs.facts.map((one) => one.sort)).toContain('attendance')
    const { facts, rows: people } = ok(
      await service.call(recordedFacts.sheet, keyOf(month), by(hands.office)),
    )
    expect(facts).toMatchObject([{ name: 'absentHalfDays', isNeeded: false }])
    expect(people.map((one) => [one.workerName, one.notAsked])).toEqual([
      ['甲', []],
      ['乙', []],
    ])
    // three half days at 50.00 a day
    await countySets(
      service,
      publishers,
      { regulation, firstMonth: month },
      { attendanceDeduction: '50.00' },
    )
    const record = (person: TestPerson, value: number) =>
      service.call(
        recordedFacts.record,
        {
          accountId: person.accountId,
          month,
          evidence: '网格长四月考勤表',
          values: [{ name: 'absentHalfDays', value }],
        },
        by(hands.office),
      )
    ok(await record(first, 3))
    expect((await record(first, 63)).error.message).toContain('“缺勤的半天数”不能是 63')
    const file = new File([`网格编码,姓名,缺勤的半天数\n${secondGrid},乙,1\n`], '考勤.csv')
    const table = { ...keyOf(month), evidence: '网格长四月考勤表', rehearse: 'no', file }
    ok(await service.call(recordedFacts.importTable, table as never, by(hands.office)))
    for (const person of [first, second]) {
      const decision = { kind: 'verdict' as const, verdict: 'pass' as const }
      ok(await decided(service, hands.office, { person, month, decision }))
    }
    await closedMonth(service, { ...keyOf(month), token: hands.office.token })
    ok(await service.call(pay.freeze, keyOf(month), by(hands.office)))
    const figureOf = async (person: TestPerson) => {
      const { statement } = ok(await service.call(pay.statementDetail, { month }, by(person)))
      expect(statement.totals.payFen).toBe(0)
      return statement.indicators?.find((one) => one.code === 'attendanceDeduction')
    }
    expect(await figureOf(first)).toMatchObject({
      value: 7_500,
      sentence: expect.stringContaining('缺勤 1.5 天'),
      articles: [{ id: 'DYW-21.5b' }],
    })
    expect(await figureOf(second)).toMatchObject({ value: 2_500 })
  })

  it('records no absence of who is part-time, whose attendance bears on nothing', async () => {
    const month = '2026-05'
    const kind = { workerKind: 'communityPartTime' as const }
    const third = await service.person('worker', grid, {
      name: '丁',
      startsOn: '2026-05-01',
      ...kind,
    })
    const { rows } = ok(await service.call(recordedFacts.sheet, keyOf(month), by(hands.office)))
    expect(rows.find((one) => one.workerName === '丁')?.notAsked).toEqual(['absentHalfDays'])
    const values = [{ name: 'absentHalfDays', value: 1 }]
    const entry = { accountId: third.accountId, month, evidence: '考勤表', values }
    const answer = await service.call(recordedFacts.record, entry, by(hands.office))
    expect([answer.status, answer.error.message]).toEqual([
      400,
      expect.stringContaining('“缺勤的半天数”不用登记社区兼职网格员的'),
    ])
    const file = new File([`网格编码,姓名,缺勤的半天数\n${grid},丁,1\n`], '考勤.csv')
    const table = { ...keyOf(month), evidence: '考勤表', rehearse: 'no', file }
    const { problems } = ok(
      await service.call(recordedFacts.importTable, table as never, by(hands.office)),
    )
    expect(problems).toMatchObject([{ line: 2, column: '缺勤的半天数' }])
  })

  it('refuses a kind of workers that its text does not have', async () => {
    const rural = await service.person('worker', grid, { name: '丙', startsOn: '2026-05-01' })
    const message = await failure('2026-05')
    expect(message).toContain(`${rural.name}：`)
    expect(message).toContain('没有农村网格员')
  })
})
