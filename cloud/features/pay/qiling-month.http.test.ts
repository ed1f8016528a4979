import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assessment, pay, payroll } from '../../contract'
import { closedMonth, settledRun } from '../../testing/test-closing'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { carryTable, giveCard, ok, type PayHands, payHands } from '../../testing/test-payroll'
import {
  boundTo,
  countySets,
  decided,
  filedHouseholds,
  packCase,
  payFenOf,
  type Publishers,
  scoredMonth,
} from '../../testing/test-qiling'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let hands: PayHands
let publishers: Publishers
const people: Record<string, TestPerson> = {}
const { township, grid, secondGrid, county } = testAreas
const month = '2026-04'
const regulation = 'qiling-2020'
const key = { townshipCode: township, month }
const by = (person: TestPerson | undefined) => ({ token: person?.token })

/** Who works there, and the case of the pack's own file that his month is. */
const cast = {
  community: packCase(regulation, 'month-pay.yaml', 'G-QL-011'),
  rural: packCase(regulation, 'month-pay.yaml', 'G-QL-013'),
  deceiver: packCase(regulation, 'month-pay.yaml', 'G-QL-014'),
  dispatched: packCase(
    regulation,
    'month-pay.yaml',
    'QL-dispatched',
    'a failing score takes nothing',
  ),
  onLeave: packCase(regulation, 'month-pay.yaml', 'QL-whole-month-leave'),
  newcomer: packCase(regulation, 'month-pay.yaml', 'QL-partial-month', 'the street takes it'),
  adjusted: packCase(regulation, 'month-pay.yaml', 'QL-adjusted-by-decision'),
}
type Name = keyof typeof cast
const names = Object.keys(cast) as Name[]
const person = (name: Name) => people[name] as TestPerson
const totalFen = names.reduce((sum, name) => sum + payFenOf(cast[name]), 0)

beforeAll(async () => {
  service = await startTestService()
  hands = await payHands(service)
  publishers = {
    author: await service.person('countyPolicy', county),
    publisher: await service.person('countyPolicy', county),
  }
  for (const name of names) {
    const isRural = name === 'rural' || name === 'deceiver'
    people[name] = await service.person('worker', isRural ? secondGrid : grid, {
      name,
      workerKind: isRural ? 'rural' : 'communityFullTime',
      startsOn: name === 'newcomer' ? `${month}-16` : '2025-01-01',
    })
    await giveCard(
      service,
      person(name),
      `62284800000000${String(names.indexOf(name)).padStart(5, '0')}`,
    )
  }
  await boundTo(service, publishers, { regulation, firstMonth: month })
})
afterAll(() => service.close())

const failedRun = async () => {
  ok(await service.call(pay.close, { month, townshipCodes: [township] }, by(hands.office)))
  const run = await settledRun(service, { ...key, token: hands.office.token })
  expect(run.state).toBe('failed')
  return run.message ?? ''
}
const needs = async () => ok(await service.call(pay.monthNeeds, key, by(hands.office)))
const statementsOf = async () => ok(await service.call(pay.statements, key, by(hands.office)))

describe('a month under 齐陵, from nothing to the bank', () => {
  it('is told with everything it is made of and everything that is not there', async () => {
    const told = await needs()
    expect(told.title).toContain('专职网格')
    expect(told.facts.map((one) => one.sort)).toEqual(
      expect.arrayContaining(['officeScores', 'households', 'employment', 'ranks']),
    )
    expect(told.unset.map((one) => one.name).sort()).toEqual([
      'base.community',
      'base.rural',
      'householdRate.community',
      'householdRate.rural',
    ])
    expect(told.missing.join('\n')).toContain('没有 2026 年派出所提供的户数')
    expect(told.missing.join('\n')).toContain('没有考核得分')
  })

  it('refuses to be computed, naming all of it, and stays as it was', async () => {
    const message = await failedRun()
    expect(message).toContain('县里还没有定：')
    expect(message).toContain('每户补贴（QL-15.2）')
    expect(message).toContain('没有考核得分')
    expect((await statementsOf()).month).toMatchObject({ state: 'open', workerCount: 0 })
  })

  it('needs no county value once the county has set it, and still the rest', async () => {
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
    expect((await needs()).unset).toEqual([])
    const message = await failedRun()
    expect(message).not.toContain('县里还没有定')
    expect(message).toContain('没有 2026 年派出所提供的户数')
  })

  it('refuses records that it makes nothing of', async () => {
    const verdict = { kind: 'verdict' as const, verdict: 'pass' as const }
    const answer = await decided(service, hands.office, {
      person: person('rural'),
      month,
      decision: verdict,
    })
    expect([answer.status, answer.error.code]).toEqual([400, 'badInput'])
    expect(answer.error.message).toContain('考核结果的认定')
  })

  it('is recorded: households, leave, who is sent by an agency, deception, the scores', async () => {
    await filedHouseholds(service, hands.office, '2026', { [grid]: 350, [secondGrid]: 210 })
    const decide = async (name: Name, decision: Parameters<typeof decided>[2]['decision']) =>
      ok(await decided(service, hands.office, { person: person(name), month, decision }))
    await decide('onLeave', { kind: 'quotaWaiver' })
    await decide('dispatched', { kind: 'employment', dispatched: true })
    await decide('newcomer', { kind: 'proration', accept: true })
    await decide('adjusted', { kind: 'manualAdjustment', amountFen: 1000 })
    const finding = {
      accountId: person('deceiver').accountId,
      kind: 'fraud' as const,
      incident: '虚报走访',
      evidence: '走访记录同监控不符',
      occurredOn: `${month}-10`,
    }
    ok(await service.call(assessment.recordFinding, finding, by(hands.office)))
    await scoredMonth(service, hands.office, month, [
      [person('community'), 9000],
      [person('rural'), 6000],
      [person('deceiver'), 9500],
      [person('dispatched'), 5999],
      [person('newcomer'), 9000],
      [person('adjusted'), 9000],
    ])
    expect(await needs()).toMatchObject({ unset: [], missing: [] })
  })

  it('comes to the fen to what the pack’s cases say', async () => {
    await closedMonth(service, { ...key, token: hands.office.token })
    const { rows, month: shown, totalFen: total } = await statementsOf()
    expect(shown).toMatchObject({ state: 'proposed', workerCount: names.length, stale: false })
    const paid = Object.fromEntries(rows.map((row) => [row.workerName, row.payFen]))
    expect(paid).toEqual(Object.fromEntries(names.map((name) => [name, payFenOf(cast[name])])))
    expect(total).toBe(totalFen)
    const verdicts = Object.fromEntries(rows.map((row) => [row.workerName, row.verdict]))
    expect(verdicts).toMatchObject({ dispatched: 'fail', rural: 'pass', deceiver: 'pass' })
  })

  it('explains each yuan: offices’ scores, rate, households, articles, the place in the street', async () => {
    const { statement, state } = ok(
      await service.call(pay.statementDetail, { month }, by(people.community)),
    )
    expect(state).toBe('proposed')
    expect(statement.lines.map((line) => [line.code, line.amountFen])).toEqual([
      ['base', 120_000],
      ['households', 35_000],
      ['performance', 54_000],
    ])
    const [, households, performance] = statement.lines
    expect(performance?.figure.articles.map((one) => one.id)).toContain('QL-16.2')
    expect(households?.figure.inputs[0]?.sentence).toContain('2026 年派出所文件，350 户')
    const figures = Object.fromEntries(
      (statement.indicators ?? []).map((one) => [one.code, one.value]),
    )
    // the newcomer is in probation, the one on leave has no score: five are ranked, two share a rank
    expect(figures).toMatchObject({ score: 90, rank: 2 })
    const score = statement.indicators?.find((one) => one.code === 'score')
    expect(score?.sentence).toBe('党政办 60.00（满分 60） + 平安办 30.00（满分 40） = 90.00 分')
  })

  it('has no what-if by counts, and an open month says what it waits for', async () => {
    const asked = { month: '2026-06', checkInDays: 2, validReports: 3 }
    const whatIf = await service.call(pay.whatIf, asked, by(people.rural))
    expect([whatIf.status, whatIf.error.code]).toEqual([422, 'notByCounts'])
    const open = await service.call(pay.statementDetail, { month: '2026-06' }, by(people.rural))
    expect([open.status, open.error.code]).toEqual([409, 'monthNotReady'])
    expect(open.error.message).toContain('各委办打完分才能结算')
  })

  it('is objected to line by line, answered and frozen', async () => {
    const line = { month, lineCode: 'performance', text: '平安建设应当再加一分' }
    const { objection } = ok(await service.call(pay.raiseObjection, line, by(people.rural)))
    expect(objection.lineLabel).toBe('绩效补贴')
    const answer = { objectionId: objection.id, decision: 'rejected' as const, answer: '得分已核' }
    ok(await service.call(pay.answerObjection, answer, by(hands.office)))
    ok(await service.call(pay.freeze, key, by(hands.office)))
    expect((await statementsOf()).month).toMatchObject({ state: 'frozen', totalFen })
  })

  it('goes by the month on its table, through three hands, to the bank’s file', async () => {
    const { tableId } = ok(
      await service.call(
        payroll.prepare,
        { townshipCode: township, period: month },
        by(hands.office),
      ),
    )
    await carryTable(service, { tableId }, hands, 'approved')
    const batch = ok(await service.call(payroll.makeBatch, { tableId }, by(hands.centre)))
    expect(batch).toMatchObject({ transferCount: names.length, totalFen })
    const file = ok(
      await service.call(
        payroll.bankFile,
        { batchId: batch.batchId, part: 'waiting', encoding: 'utf8' },
        by(hands.centre),
      ),
    ) as unknown as Buffer
    const text = file.toString('utf8')
    for (const name of names) expect(text).toContain(name)
    expect(text).toContain((payFenOf(cast.newcomer) / 100).toFixed(2))
  })
})
