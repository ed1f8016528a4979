import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { discipline, pay } from '../../contract'
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

  it('refuses a kind of workers that its text does not have', async () => {
    const rural = await service.person('worker', grid, { name: '丙', startsOn: '2026-04-01' })
    const message = await failure('2026-04')
    expect(message).toContain(`${rural.name}：`)
    expect(message).toContain('没有农村网格员')
  })
})
