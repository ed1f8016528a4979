import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { discipline, pay, recordedFacts, regulations } from '../../contract'
import { payRegulations, regulations as library } from '../../regulations'
import { closedMonth, settledRun } from '../../testing/test-closing'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { ok, type PayHands, payHands } from '../../testing/test-payroll'
import { boundTo, countySets, packCase, payFenOf, type Publishers } from '../../testing/test-qiling'
import { startTestService, type TestService } from '../../testing/test-service'
import { type Written, writeMatter } from '../../testing/written-matters'

let service: TestService
let hands: PayHands
let publishers: Publishers
let worker: TestPerson
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
  worker = await service.person('worker', grid, { name: '甲', ...kind })
})
afterAll(() => service.close())

const record = async (month: string, values: Record<string, number>) => {
  const input = {
    accountId: worker.accountId,
    month,
    evidence: '当月台账',
    values: Object.entries(values).map(([name, value]) => ({ name, value })),
  }
  ok(await service.call(recordedFacts.record, input, by(hands.office)))
}
const closed = (month: string) =>
  closedMonth(service, { ...keyOf(month), token: hands.office.token })
const failure = async (month: string) => {
  ok(await service.call(pay.close, { month, townshipCodes: [township] }, by(hands.office)))
  const run = await settledRun(service, { ...keyOf(month), token: hands.office.token })
  expect(run.state).toBe('failed')
  return run.message ?? ''
}
const statementOf = async (month: string) =>
  ok(await service.call(pay.statementDetail, { month }, by(worker))).statement
const figuresOf = async (month: string) => {
  const { indicators } = await statementOf(month)
  return Object.fromEntries((indicators ?? []).map((one) => [one.code, one.value]))
}

const at = (day: string) => new Date(`${day}T02:00:00Z`)
const write = async (count: number, matter: Omit<Written, 'receivedAtMs'> & { on: string }) => {
  const { on, ...rest } = matter
  for (let made = 0; made < count; made += 1)
    await writeMatter(service, { receivedAtMs: at(on).getTime(), ...rest })
}

describe('a month under 利津', () => {
  const regulation = 'lijin'
  const month = '2026-02'
  /** 44 patrols due and 42 done, 9 of 10 problems found, 24 of 25 events closed. */
  const byScore = packCase(
    regulation,
    'months.yaml',
    'R-LJ-4.6b',
    '40% of 3000.00 by the score of 93.98',
  )

  it('is bindable, and says everything that it waits for', async () => {
    await boundTo(service, publishers, { regulation, firstMonth: month })
    const message = await failure(month)
    expect(message).toContain('巡查到位率的权重（LJ-4.6a）')
    expect(message).toContain('甲：没有登记应巡查次数、已巡查次数')
  })

  it('counts problems and events from the loop’s own matters, and asks nobody for them', async () => {
    await countySets(
      service,
      publishers,
      { regulation, firstMonth: month },
      {
        'weight.patrol': 40,
        'weight.discovery': 30,
        'weight.handling': 30,
        passMark: 60,
        payLink: 'byScore',
        scoredShare: 40,
        'payStandard.community': '3000.00',
      },
    )
    const open = { gridCode: grid }
    // known: nine that the grid's force found and one of a resident's
    await write(9, { ...open, on: '2026-02-10', source: 'worker' })
    await write(1, { ...open, on: '2026-02-28', source: 'resident' })
    // neither a problem of this month nor of this grid, nor one at all
    await write(2, { ...open, on: '2026-03-01', source: 'resident' })
    await write(3, { gridCode: secondGrid, on: '2026-02-10', source: 'resident' })
    await write(1, { ...open, on: '2026-02-11', source: 'resident', state: 'merged' })
    await write(1, { ...open, on: '2026-02-11', source: 'resident', outcome: 'spam' })
    // due in the month: 24 closed by its end, one closed after it
    const due = { ...open, on: '2026-01-20', acceptedAt: at('2026-01-21') }
    const solved = { state: 'closed', outcome: 'solved', isOpen: false } as const
    await write(23, {
      ...due,
      ...solved,
      handleDueAt: at('2026-02-05'),
      closedAt: at('2026-02-06'),
    })
    await write(1, { ...due, ...solved, selfHandled: true, closedAt: at('2026-02-20') })
    await write(1, { ...due, ...solved, handleDueAt: at('2026-02-27'), closedAt: at('2026-03-01') })
    // due in another month
    await write(1, { ...due, handleDueAt: at('2026-03-02') })
    await record(month, { patrolsDue: 44, patrolsDone: 42 })
    const needs = ok(await service.call(pay.monthNeeds, keyOf(month), by(hands.office)))
    expect(needs).toMatchObject({ unset: [], missing: [] })
    expect(needs.facts.map((one) => one.sort)).toEqual(
      expect.arrayContaining(['patrols', 'problems', 'events']),
    )
  })

  it('comes to the fen to what the pack’s case says, with its figures', async () => {
    await closed(month)
    const { rows } = ok(await service.call(pay.statements, keyOf(month), by(hands.office)))
    expect(rows.map((row) => [row.workerName, row.payFen])).toEqual([['甲', payFenOf(byScore)]])
    expect(await figuresOf(month)).toMatchObject({
      patrolRate: 95.45,
      discoveryRate: 90,
      handlingRate: 96,
      score: 93.98,
    })
  })

  it('is computed anew when a fact was corrected before it is final', async () => {
    await record(month, { patrolsDone: 44 })
    const [shown] = ok(await service.call(pay.months, { month }, by(hands.office))).months
    expect(shown).toMatchObject({ state: 'proposed', stale: true })
    const early = await service.call(pay.freeze, keyOf(month), by(hands.office))
    expect(early.error.code).toBe('monthStale')
    await record(month, { patrolsDone: 42 })
    await closed(month)
    ok(await service.call(pay.freeze, keyOf(month), by(hands.office)))
  })

  it('rolls final months up into the quarter, corrected with a reason', async () => {
    await record('2026-03', { patrolsDue: 10, patrolsDone: 8, quarterCorrection: -250 })
    await closed('2026-03')
    const { quarterScore, score } = await figuresOf('2026-03')
    // 巡查 80%, 问题发现率 0/2 of March, nothing else due but one: 0 of 1
    expect(score).toBe(32)
    expect(quarterScore).toBe(Math.round((9398 + 3200) / 2 - 250) / 100)
    const { indicators } = await statementOf('2026-03')
    const quarter = indicators?.find((one) => one.code === 'quarterScore')
    expect(quarter?.facts.map((one) => one.text)).toContain('当月台账')
    ok(await service.call(pay.freeze, keyOf('2026-03'), by(hands.office)))
  })

  it('refuses a kind of workers that its text does not have', async () => {
    await service.person('worker', grid, {
      name: '丁',
      workerKind: 'communityPartTime',
      startsOn: '2026-04-01',
      endsOn: '2026-04-30',
    })
    expect(await failure('2026-04')).toContain('只有专职网格员')
  })
})

describe('a month under the local standard', () => {
  const regulation = 'grid-standard'
  const month = '2026-05'
  const graded = packCase(regulation, 'assessment.yaml', 'G-STD-022', 'a month')

  it('waits for the scores that the county weighs', async () => {
    await boundTo(service, publishers, { regulation, firstMonth: month })
    await countySets(
      service,
      publishers,
      { regulation, firstMonth: month },
      {
        'weight.online': 60,
        'weight.offline': 40,
        'gradeMark.excellent': 90,
        'gradeMark.qualified': 75,
        'gradeMark.basic': 60,
      },
    )
    expect(await failure(month)).toContain('没有登记线上考核得分、线下考核得分')
    const input = {
      accountId: worker.accountId,
      month,
      evidence: '考核表',
      values: [{ name: 'onlineHundredths', value: 10_001 }],
    }
    const answer = await service.call(recordedFacts.record, input, by(hands.office))
    expect(answer.error.message).toContain('“线上考核得分”不能是 100.01')
  })

  it('gives the score and its grade, and says that the text fixes no pay', async () => {
    await record(month, { onlineHundredths: 9000, offlineHundredths: 8000 })
    await closed(month)
    const statement = await statementOf(month)
    expect(statement.totals.payFen).toBe(payFenOf(graded))
    expect(statement.lines).toEqual([])
    expect(await figuresOf(month)).toEqual({ score: 86 })
    const told = statement.informationLines.map((one) => one.sentence)
    expect(told.join('\n')).toContain('没有规定报酬')
    expect(told.join('\n')).toContain('合格')
    ok(await service.call(pay.freeze, keyOf(month), by(hands.office)))
    const { cases } = ok(
      await service.call(discipline.cases, { areaCode: township, scope: 'all' }, by(hands.office)),
    )
    // the failed March under 利津 makes no case: only a year's result does
    expect(cases).toEqual([])
  })
})

describe('the county’s page', () => {
  it('offers every pack of the build to be bound', async () => {
    const { packs } = ok(await service.call(regulations.bindings, {}, by(publishers.author)))
    expect(packs.map((one) => [one.regulation, one.pays, one.reason])).toEqual(
      [...library.keys()].map((id) => [id, true, null]),
    )
    expect([...payRegulations.keys()].sort()).toEqual([...library.keys()].sort())
  })
})
