import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { noteLabel } from '../../contract/check-ins'
import { accounts, checkIns, leave, notices, reports, residents } from '../../contract'
import type { InputOf } from '../../contract/define'
import { newId } from '../../platform/ids'
import { testAreas, testCentres, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'
import { stampAt } from '../../testing/test-stamps'

const dayMs = 86_400_000
const hourMs = 3_600_000
/** 2026-06-15, the day of the tests, is a Monday; the leave is of the two days after it. */
const [first, last] = ['2026-06-16', '2026-06-17']

let service: TestService
let worker: TestPerson
let standIn: TestPerson
let office: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid, { name: '张网格' })
  standIn = await service.person('worker', testAreas.secondGrid, { name: '李替班' })
  office = await service.person('townshipOffice', testAreas.township)
  stranger = await service.person('worker', testAreas.otherGrid, { name: '王外乡' })
})
afterAll(() => service.close())
beforeEach(() => service.clock.set(testStartMs))

/** The same hour of another day. */
const onDay = (days: number) => service.clock.set(testStartMs + days * dayMs)

const decide = (leaveId: string, decision: 'approved' | 'refused' = 'approved') =>
  service.call(leave.decide, { leaveId, decision, reason: '已核实' }, { token: office.token })

async function ask(from: string, to: string): Promise<string> {
  const input = {
    from,
    fromHalf: 'morning' as const,
    to,
    toHalf: 'afternoon' as const,
    reason: '去县医院看病',
    substituteId: standIn.accountId,
  }
  const { data } = await service.call(leave.request, input, { token: worker.token })
  return data.leave.id
}

type Take = InputOf<typeof checkIns.take>

function checkIn(person: TestPerson, gridCode: string, change: Partial<Take> = {}) {
  const centre = testCentres[gridCode] as { longitude: number; latitude: number }
  return service.call(
    checkIns.take,
    {
      position: { ...centre, datum: 'wgs84', accuracyMeters: 10 },
      stamp: {
        deviceId: `of-${person.accountId}`,
        deviceTakenAtMs: service.clock.nowMs(),
        ticket: null,
      },
      ...change,
    },
    { token: person.token },
  )
}

const report = (person: TestPerson, gridCode?: string) =>
  service.call(
    reports.submit,
    {
      itemCode: '4-1',
      emotionFlag: false,
      escalationFlag: false,
      urgent: false,
      text: `井盖松动 ${newId()}`,
      position: null,
      photoIds: [],
      stamp: { deviceId: 'phone', deviceTakenAtMs: service.clock.nowMs(), ticket: null },
      ...(gridCode ? { gridCode } : {}),
    },
    { token: person.token },
  )

const peopleOnCard = async () =>
  (await service.call(residents.gridCard, { code: testAreas.grid })).data.people

async function inboxOf(person: TestPerson) {
  await service.background('notices.expand')
  return (await service.call(notices.inbox, {}, { token: person.token })).data.items
}

describe('a granted leave', () => {
  let leaveId = ''
  beforeAll(async () => {
    service.clock.set(testStartMs)
    leaveId = await ask(first, last)
  })

  it('gives nothing to the stand-in while it waits for its decision', async () => {
    onDay(1)
    expect((await checkIn(standIn, testAreas.grid)).data.checkIn).toMatchObject({
      gridCode: testAreas.secondGrid,
      verdict: 'outside',
    })
    expect((await report(standIn, testAreas.grid)).error.code).toBe('gridNotYours')
    expect(await inboxOf(standIn)).toEqual([])
  })

  it('is told to who asked and to who stands in, and to nobody else', async () => {
    expect((await decide(leaveId)).data).toEqual({ done: true })
    const [told] = await inboxOf(standIn)
    expect(told).toMatchObject({ title: '请您替班', matterId: null, about: 'leave' })
    expect(told?.text).toMatch(/张网格（阳光社区.*）请假：2026-06-16.*2026-06-17.*，由您替班/)
    const [answered] = await inboxOf(worker)
    expect(answered).toMatchObject({ title: '请假有了答复', about: 'leave' })
    expect(answered?.text).toContain('已同意：已核实')
    expect(await inboxOf(stranger)).toEqual([])
    await decide(leaveId)
    expect(await inboxOf(standIn)).toHaveLength(1)
  })

  it('gives nothing on the day before', async () => {
    const answer = await checkIn(standIn, testAreas.grid, { gridCode: testAreas.grid })
    expect(answer.error.code).toBe('gridNotYours')
    expect((await report(standIn, testAreas.grid)).error.code).toBe('gridNotYours')
    expect((await peopleOnCard()).map(({ standsInFor }) => standsInFor)).toEqual([null])
  })

  it.each([1, 2])('lets him act in both grids on day %i of it', async (days) => {
    onDay(days)
    const there = (await checkIn(standIn, testAreas.grid)).data.checkIn
    expect(there).toMatchObject({ gridCode: testAreas.grid, verdict: 'inside', counted: true })
    expect(there.notes).toContain(noteLabel.standIn)
    const own = (await checkIn(standIn, testAreas.secondGrid)).data.checkIn
    expect(own).toMatchObject({ gridCode: testAreas.secondGrid, verdict: 'inside' })
    expect(own.notes).not.toContain(noteLabel.standIn)
    // without a position it is his own grid that he has not been seen in
    const nowhere = await checkIn(standIn, testAreas.grid, {
      position: null,
      positionFailure: 'denied',
    })
    expect(nowhere.data.checkIn.gridCode).toBe(testAreas.secondGrid)
    expect((await report(standIn, testAreas.grid)).data.report.gridCode).toBe(testAreas.grid)
    expect((await report(standIn)).data.report.gridCode).toBe(testAreas.secondGrid)
  })

  it('names him on the residents’ card with his post and work phone, and on the day what he does', async () => {
    onDay(1)
    const people = await peopleOnCard()
    expect(people[0]).toMatchObject({ name: '李替班', standsInFor: '张网格' })
    expect(people.map(({ name }) => name)).toContain('张网格')
    const { today } = (await service.call(leave.mine, {}, { token: standIn.token })).data
    expect(today.standsInFor).toMatchObject([{ workerName: '张网格', gridCode: testAreas.grid }])
    // what he is by his posts does not change
    const { data } = await service.call(accounts.whoAmI, {}, { token: standIn.token })
    expect(data.posts.map((post) => post.scopeCode)).toEqual([testAreas.secondGrid])
  })

  it('opens nothing to a stranger and no other grid to the stand-in', async () => {
    onDay(1)
    const answer = await checkIn(stranger, testAreas.grid, { gridCode: testAreas.grid })
    expect(answer.error.code).toBe('gridNotYours')
    const beyond = await checkIn(standIn, testAreas.otherGrid, { gridCode: testAreas.otherGrid })
    expect(beyond.error.code).toBe('gridNotYours')
  })

  it('ends by itself; what was taken meanwhile may still be sent', async () => {
    onDay(3)
    const answer = await checkIn(standIn, testAreas.grid, { gridCode: testAreas.grid })
    expect(answer.error.code).toBe('gridNotYours')
    expect((await report(standIn, testAreas.grid)).error.code).toBe('gridNotYours')
    expect((await peopleOnCard()).map(({ standsInFor }) => standsInFor)).toEqual([null])
    const takenAtMs = testStartMs + 2 * dayMs + hourMs
    const late = await checkIn(standIn, testAreas.grid, {
      stamp: stampAt(service, takenAtMs),
    })
    expect(late.data.checkIn).toMatchObject({ gridCode: testAreas.grid, day: last })
  })
})

describe('a leave that is taken back or refused', () => {
  it('is told to the stand-in who had been told of it, and ends what it gave at once', async () => {
    const before = (await inboxOf(standIn)).length
    const leaveId = await ask('2026-06-22', '2026-06-23')
    await decide(leaveId)
    await service.call(leave.withdraw, { leaveId }, { token: worker.token })
    const told = await inboxOf(standIn)
    expect(told.slice(0, told.length - before).map(({ title }) => title)).toEqual([
      '不用替班了',
      '请您替班',
    ])
    onDay(7)
    const answer = await checkIn(standIn, testAreas.grid, { gridCode: testAreas.grid })
    expect(answer.error.code).toBe('gridNotYours')
  })

  it('says nothing to him where it had never been granted', async () => {
    const before = (await inboxOf(standIn)).length
    await decide(await ask('2026-06-24', '2026-06-24'), 'refused')
    const leaveId = await ask('2026-06-25', '2026-06-25')
    await service.call(leave.withdraw, { leaveId }, { token: worker.token })
    expect((await inboxOf(standIn)).length).toBe(before)
  })
})
