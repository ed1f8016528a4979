import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matters, pay, recordedFacts } from '../../contract'
import { idBytes } from '../../platform/ids'
import { closedMonth } from '../../testing/test-closing'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { ok, type PayHands, payHands } from '../../testing/test-payroll'
import { boundTo, countySets, packCase, payFenOf } from '../../testing/test-qiling'
import { startTestService, type TestService } from '../../testing/test-service'
import { type Written, writeMatter } from '../../testing/written-matters'

let service: TestService
let hands: PayHands
let worker: TestPerson
let other: TestPerson
let doubtful: string
const { township, grid, secondGrid, county } = testAreas
const [february, march, april] = ['2026-02', '2026-03', '2026-04']
const by = (person: TestPerson) => ({ token: person.token })
const keyOf = (month: string) => ({ townshipCode: township, month })

const record = async (person: TestPerson, month: string, due: number, done: number) => {
  const values = [
    { name: 'patrolsDue', value: due },
    { name: 'patrolsDone', value: done },
  ]
  const input = { accountId: person.accountId, month, evidence: '当月台账', values }
  ok(await service.call(recordedFacts.record, input, by(hands.office)))
}
const computed = (month: string) =>
  closedMonth(service, { ...keyOf(month), token: hands.office.token })
const freeze = (month: string) => service.call(pay.freeze, keyOf(month), by(hands.office))
const statementOf = async (month: string, person = worker) =>
  ok(await service.call(pay.statementDetail, { month }, by(person))).statement
const correctionsIn = async (month: string, person = worker) =>
  (await statementOf(month, person)).lines
    .filter((line) => line.code.startsWith('correction.'))
    .map((line) => line.amountFen)
const waiting = async (person: TestPerson, townshipCode?: string) =>
  ok(await service.call(pay.waitingCorrections, townshipCode ? { townshipCode } : {}, by(person)))
const move = async (name: 'markSpam' | 'restore') =>
  ok(
    await service.call(
      matters.makeMove,
      { matterId: doubtful, move: name, text: '核实后决定' },
      by(hands.office),
    ),
  )

const at = (day: string) => new Date(`${day}T02:00:00Z`)
const write = async (count: number, { on, ...rest }: { on: string } & Partial<Written>) => {
  let last = ''
  for (let made = 0; made < count; made += 1)
    last = await writeMatter(service, {
      gridCode: grid,
      receivedAtMs: at(on).getTime(),
      holderCode: township,
      ...rest,
    })
  return last
}

beforeAll(async () => {
  service = await startTestService()
  hands = await payHands(service)
  const publishers = {
    author: await service.person('countyPolicy', county),
    publisher: await service.person('countyPolicy', county),
  }
  const kind = { workerKind: 'communityFullTime' as const, startsOn: '2024-01-01' }
  worker = await service.person('worker', grid, { name: '甲', ...kind })
  other = await service.person('worker', secondGrid, { name: '乙', ...kind })
  const of = { regulation: 'lijin', firstMonth: february }
  await boundTo(service, publishers, of)
  await countySets(service, publishers, of, {
    'weight.patrol': 40,
    'weight.discovery': 30,
    'weight.handling': 30,
    passMark: 60,
    payLink: 'byScore',
    scoredShare: 40,
    'payStandard.community': '3000.00',
  })
  // 9 of 10 problems found, 24 of 25 events closed in time, 42 of 44 patrols
  await write(9, { on: '2026-02-10', source: 'worker' })
  doubtful = await write(1, { on: '2026-02-20', source: 'resident' })
  const due = { on: '2026-01-20', acceptedAt: at('2026-01-21'), handleDueAt: at('2026-02-05') }
  const solved = { state: 'closed', outcome: 'solved', isOpen: false } as const
  await write(24, { ...due, ...solved, closedAt: at('2026-02-06') })
  await write(1, { ...due, ...solved, closedAt: at('2026-03-01') })
  for (const person of [worker, other]) await record(person, february, 44, 42)
  await computed(february)
  ok(await freeze(february))
})
afterAll(() => service.close())

describe('a matter that is decided after its month was final', () => {
  it('leaves the final month and becomes a line of the next, to the fen', async () => {
    const frozen = await statementOf(february)
    const known = packCase(
      'lijin',
      'months.yaml',
      'R-LJ-4.6b',
      '40% of 3000.00 by the score of 93.98',
    )
    expect(frozen.totals.payFen).toBe(payFenOf(known))
    expect((await waiting(hands.centre)).rows).toEqual([])
    await move('markSpam')
    // nobody has computed a later month: the county sees that a line is due
    const due = { kind: 'due', workerName: '甲', correctedMonth: february, month: null }
    expect(await waiting(hands.centre)).toMatchObject({
      rows: [{ ...due, payDeltaFen: 3_600, reason: expect.stringContaining('10 件变为 9 件') }],
      more: 0,
    })
    for (const person of [worker, other]) await record(person, march, 10, 8)
    await computed(march)
    // now it stands in a month that is not final yet
    expect((await waiting(hands.office, township)).rows).toMatchObject([
      { ...due, kind: 'listed', month: march, payDeltaFen: 3_600 },
    ])
    // 9 of 9 found: 38.18 + 30 + 28.8 = 96.98 points of 1200.00 instead of 93.98
    expect(await correctionsIn(march)).toEqual([3_600])
    expect(await correctionsIn(march, other)).toEqual([])
    expect(await statementOf(february)).toEqual(frozen)
    const [line] = (await statementOf(march)).lines.filter(({ code }) => code.startsWith('corr'))
    expect(JSON.stringify(line?.figure)).toContain('各处知道的问题由 10 件变为 9 件')
    expect(line?.figure.articles.map((one) => one.id)).toEqual(['LJ-4.5a'])
    const { prisma } = service.parts.database
    const rows = await prisma.adjustment.findMany()
    expect(rows).toMatchObject([
      { correctedMonth: february, month: march, payDeltaFen: 3_600, cause: 'mattersDecided' },
    ])
    expect(rows[0]?.recordedBy).toEqual(idBytes(hands.office.accountId))
    expect(await prisma.auditEntry.count({ where: { event: 'adjustment.recorded' } })).toBe(1)
  })

  it('is not corrected twice, however often the month is computed', async () => {
    await computed(march)
    await computed(march)
    expect(await correctionsIn(march)).toEqual([3_600])
  })

  it('makes a month that is not final stale until it carries the line', async () => {
    await move('restore')
    const [shown] = ok(await service.call(pay.months, { month: march }, by(hands.office))).months
    expect(shown).toMatchObject({ state: 'proposed', stale: true })
    expect((await freeze(march)).error.code).toBe('monthStale')
    await computed(march)
    expect((await correctionsIn(march)).sort()).toEqual([-3_600, 3_600])
    ok(await freeze(march))
  })

  it('goes to the month after that once the next is final too', async () => {
    const frozen = [await statementOf(february), await statementOf(march)]
    await move('markSpam')
    for (const person of [worker, other]) await record(person, april, 10, 10)
    await computed(april)
    expect(await correctionsIn(april)).toEqual([3_600])
    ok(await freeze(april))
    expect([await statementOf(february), await statementOf(march)]).toEqual(frozen)
    expect((await waiting(hands.centre)).rows).toEqual([])
  })

  it('is told to be too old when no month looks back on it any more', async () => {
    await move('restore')
    service.clock.set(Date.parse('2027-03-10T10:00:00+08:00'))
    // a year later the county still sees it, and that computing does nothing about it
    expect((await waiting(hands.centre)).rows).toMatchObject([
      { kind: 'tooOld', workerName: '甲', correctedMonth: february, payDeltaFen: -3_600 },
    ])
    await move('markSpam')
    expect((await waiting(hands.centre)).rows).toEqual([])
  })

  it('is for the offices of the place alone', async () => {
    const stranger = await service.person('townshipOffice', testAreas.otherTownship)
    const ask = async (person: TestPerson, townshipCode: string) =>
      (await service.call(pay.waitingCorrections, { townshipCode }, by(person))).error.code
    expect(await ask(stranger, township)).toBe('notFound')
    expect(await ask(hands.office, county)).toBe('notFound')
    expect(await ask(worker, township)).toBe('notAllowed')
  })
})
