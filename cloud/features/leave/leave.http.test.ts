import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { leave } from '../../contract'
import type { InputOf } from '../../contract/define'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'

type Asked = InputOf<typeof leave.request>

let service: TestService
let worker: TestPerson
let colleague: TestPerson
let gridHead: TestPerson
let villageHead: TestPerson
let office: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid, { name: '张网格' })
  colleague = await service.person('worker', testAreas.secondGrid, { name: '李替班' })
  gridHead = await service.person('gridHead', testAreas.grid)
  villageHead = await service.person('villageHead', testAreas.village)
  office = await service.person('townshipOffice', testAreas.township)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
})
afterAll(() => service.close())
beforeEach(() => service.clock.set(testStartMs))

// 2026-06-15, the day of the tests, is a Monday
const monday = '2026-06-15'
const wholeDay = (day: string, change: Partial<Asked> = {}): Asked => ({
  from: day,
  fromHalf: 'morning',
  to: day,
  toHalf: 'afternoon',
  reason: '去县医院看病',
  ...change,
})

const ask = (person: TestPerson, input: Asked, commandId = newId()) =>
  service.call(leave.request, input, { token: person.token, commandId })
const decide = (
  person: TestPerson,
  leaveId: string,
  decision: 'approved' | 'refused' = 'approved',
) => service.call(leave.decide, { leaveId, decision, reason: '已核实' }, { token: person.token })
const mine = async (person: TestPerson) =>
  (await service.call(leave.mine, {}, { token: person.token })).data

async function stored() {
  const { prisma } = service.parts.database
  return {
    leaves: await prisma.leave.findMany({ orderBy: { id: 'asc' } }),
    audits: await prisma.auditEntry.count(),
  }
}

/** Days of July and later, none asked for twice. */
let used = 0
function nextWorkday(): string {
  const days = ['06', '07', '08', '09', '10', '13', '14', '15', '16', '17', '20', '21', '22', '23']
  used += 1
  return `2026-07-${days[used - 1]}`
}

describe('asking', () => {
  checkEndpoint(() => service, {
    entry: leave.request,
    token: () => worker.token,
    stranger: () => stranger.token,
    valid: () => wholeDay(nextWorkday()),
    invalid: () => ({ ...wholeDay('2026-07-24'), to: '2026-07-23' }),
    other: () => wholeDay('2026-07-31'),
    effect: stored,
  })

  it('counts half days of work, weekends and holidays left out', async () => {
    const person = await service.person('worker', testAreas.grid)
    const overWeekend = wholeDay('2026-06-26', { fromHalf: 'afternoon', to: '2026-06-29' })
    const { data } = await ask(person, overWeekend)
    expect(data.leave).toMatchObject({ halfDays: 3, state: 'waiting', substituteName: null })
    expect(data.leave.routeText).toBe(
      '按工作日计 1.5 天，由网格长、村（社区）负责人或乡镇平安办决定',
    )
    const saturday = await ask(person, wholeDay('2026-07-04'))
    expect(saturday.error.code).toBe('leaveWithoutWork')
    const within = await ask(person, wholeDay('2026-06-27', { to: '2026-06-30' }))
    expect(within.error.code).toBe('leaveOverlaps')
  })

  it('is one for a time, of many requests at once', async () => {
    const person = await service.person('worker', testAreas.grid)
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ask(person, wholeDay('2026-06-18'))),
    )
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409, 409, 409])
  })

  it('the other half of a day is free, and a refused or withdrawn one stands in no way', async () => {
    const person = await service.person('worker', testAreas.grid)
    const morning = await ask(person, wholeDay(monday, { toHalf: 'morning' }))
    expect((await ask(person, wholeDay(monday))).error).toMatchObject({
      code: 'leaveOverlaps',
      message: expect.stringContaining(`${monday} 上午`),
    })
    const afternoon = wholeDay(monday, { fromHalf: 'afternoon' })
    expect((await ask(person, afternoon)).status).toBe(200)
    await decide(office, morning.data.leave.id, 'refused')
    expect((await ask(person, wholeDay(monday, { toHalf: 'morning' }))).status).toBe(200)
  })

  it('names only somebody of the township who is there', async () => {
    const person = await service.person('worker', testAreas.grid)
    const away = await service.person('worker', testAreas.grid, { name: '王不在' })
    await ask(away, wholeDay('2026-06-24'))
    const asked = (substituteId: string) => ask(person, wholeDay('2026-06-24', { substituteId }))
    expect((await asked(away.accountId)).error).toMatchObject({
      code: 'substituteAway',
      message: '王不在这段时间也请了假，请另找人替班',
    })
    expect((await asked(person.accountId)).error.code).toBe('badInput')
    expect((await asked(office.accountId)).error.code).toBe('badInput')
    expect((await asked(newId())).error.code).toBe('badInput')
    expect((await asked(colleague.accountId)).data.leave.substituteName).toBe('李替班')
  })

  it('two who each name the other for the same day are not both granted', async () => {
    const [one, other] = [
      await service.person('worker', testAreas.grid),
      await service.person('worker', testAreas.grid),
    ]
    const first = await ask(one, wholeDay('2026-06-25', { substituteId: other.accountId }))
    expect(first.status).toBe(200)
    const second = await ask(other, wholeDay('2026-06-25', { substituteId: one.accountId }))
    expect(second.error.code).toBe('substituteAway')
    const alone = await ask(other, wholeDay('2026-06-25'))
    expect(alone.status).toBe(200)
    expect((await decide(office, first.data.leave.id)).error.code).toBe('substituteAway')
    expect((await decide(office, first.data.leave.id, 'refused')).status).toBe(200)
  })
})

describe('deciding', () => {
  const leaveIds: string[] = []
  beforeAll(async () => {
    const person = await service.person('worker', testAreas.grid)
    for (const day of ['2026-08-03', '2026-08-05', '2026-08-07'])
      leaveIds.push((await ask(person, wholeDay(day))).data.leave.id)
  })

  checkEndpoint(() => service, {
    entry: leave.decide,
    token: () => gridHead.token,
    stranger: () => stranger.token,
    valid: () => ({ leaveId: leaveIds[0] ?? '', decision: 'approved' as const, reason: '同意' }),
    invalid: () => ({ leaveId: leaveIds[1], decision: 'perhaps', reason: '同意' }),
    other: () => ({ leaveId: leaveIds[0] ?? '', decision: 'refused' as const, reason: '同意' }),
    effect: stored,
  })

  it('once, by somebody of the area, with a reason that the worker reads; never his own', async () => {
    const person = await service.person('worker', testAreas.grid)
    const { id } = (await ask(person, wholeDay(monday, { substituteId: colleague.accountId }))).data
      .leave
    const otherHead = await service.person('gridHead', testAreas.secondGrid)
    expect((await decide(otherHead, id)).error.code).toBe('notFound')
    expect((await decide(gridHead, id)).data).toEqual({ done: true })
    expect((await decide(office, id, 'refused')).error.code).toBe('alreadyDecided')
    const { leaves, today } = await mine(person)
    expect(leaves[0]).toMatchObject({
      state: 'approved',
      decisionReason: '已核实',
      abilities: { decide: false, withdraw: false },
    })
    expect(today).toMatchObject({ day: monday, away: { id } })
    expect((await mine(colleague)).today).toMatchObject({
      away: null,
      standsInFor: [{ from: monday, to: monday, gridName: leaves[0]?.gridName }],
    })

    const { prisma } = service.parts.database
    const post = await prisma.post.findFirstOrThrow({
      where: { accountId: idBytes(gridHead.accountId) },
    })
    const ofHead = await ask(person, wholeDay('2026-08-12'))
    await prisma.post.create({
      data: { ...post, id: idBytes(newId()), accountId: idBytes(person.accountId) },
    })
    expect((await decide(person, ofHead.data.leave.id)).error.code).toBe('ownCase')
  })
})

describe('taking back', () => {
  let leaveId = ''
  beforeAll(async () => {
    leaveId = (await ask(worker, wholeDay('2026-08-20'))).data.leave.id
  })

  checkEndpoint(() => service, {
    entry: leave.withdraw,
    token: () => worker.token,
    stranger: () => colleague.token,
    valid: () => ({ leaveId }),
    invalid: () => ({ leaveId: 'x' }),
    other: () => ({ leaveId: newId() }),
    effect: stored,
  })

  it('an approved one only before it begins', async () => {
    const person = await service.person('worker', testAreas.grid)
    const { id } = (await ask(person, wholeDay('2026-06-16'))).data.leave
    await decide(villageHead, id)
    service.clock.set(testStartMs + 86_400_000)
    const take = () => service.call(leave.withdraw, { leaveId: id }, { token: person.token })
    expect((await take()).error.code).toBe('leaveBegun')
    service.clock.set(testStartMs)
    expect((await take()).data).toEqual({ done: true })
    expect((await take()).error.code).toBe('alreadyDecided')
    expect((await mine(person)).leaves[0]?.state).toBe('withdrawn')
  })
})

describe('reading', () => {
  it.each([leave.mine, leave.colleagues])('$name is for workers alone', async (entry) => {
    expect((await service.call(entry, {})).error.code).toBe('notSignedIn')
    const answer = await service.call(entry, {}, { token: stranger.token })
    expect(answer.error.code).toBe('notAllowed')
  })

  checkEndpoint(() => service, {
    entry: leave.list,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ areaCode: testAreas.township }),
    invalid: () => ({ state: 'whatever' }),
  })

  it('shows the area its leaves, and of a day those that take some of it', async () => {
    const list = async (person: TestPerson, input: InputOf<typeof leave.list>) =>
      (await service.call(leave.list, input, { token: person.token })).data.leaves
    const waiting = await list(gridHead, { state: 'waiting' })
    expect(waiting.length).toBeGreaterThan(0)
    expect(waiting.every((one) => one.abilities.decide)).toBe(true)
    const today = await list(office, { on: monday, state: 'approved' })
    expect(today.length).toBeGreaterThan(0)
    expect(today.every((one) => one.from <= monday && one.to >= monday)).toBe(true)
    expect(await list(stranger, {})).toEqual([])
  })

  it('offers colleagues of the township, never oneself', async () => {
    const { people } = (await service.call(leave.colleagues, {}, { token: worker.token })).data
    const ids = people.map((one) => one.accountId)
    expect(ids).toContain(colleague.accountId)
    expect(ids).not.toContain(worker.accountId)
  })
})
