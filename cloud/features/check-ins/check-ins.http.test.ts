import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkIns } from '../../contract'
import type { InputOf } from '../../contract/define'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, testCentres, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'
import { stampAt } from '../../testing/test-stamps'
import { dateOfDay } from '../../platform/clock'
import { idBytes, newId } from '../../platform/ids'

type TakeInput = InputOf<typeof checkIns.take>
const hourMs = 3_600_000
const centre = testCentres[testAreas.grid] as { longitude: number; latitude: number }

let service: TestService
let worker: TestPerson
let otherWorker: TestPerson
let gridHead: TestPerson
let office: TestPerson
let strangerOffice: TestPerson
let strangerWorker: TestPerson

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid, { name: '张网格' })
  otherWorker = await service.person('worker', testAreas.secondGrid)
  gridHead = await service.person('gridHead', testAreas.grid)
  office = await service.person('townshipOffice', testAreas.township)
  strangerOffice = await service.person('townshipOffice', testAreas.otherTownship)
  strangerWorker = await service.person('worker', testAreas.otherGrid)
})
afterAll(() => service.close())
beforeEach(() => service.clock.set(testStartMs))

function input(change: Partial<TakeInput> = {}, moved: object = {}): TakeInput {
  return {
    position: { ...centre, datum: 'wgs84', accuracyMeters: 12, ...moved },
    stamp: { deviceId: 'phone-1', deviceTakenAtMs: service.clock.nowMs(), ticket: null },
    ...change,
  }
}

/** Taken so many hours ago with a ticket held then, and sent now. */
function offlineInput(hoursAgo: number): TakeInput {
  return input({ stamp: stampAt(service, service.clock.nowMs() - hoursAgo * hourMs) })
}

async function stored() {
  const { prisma } = service.parts.database
  return {
    checkIns: await prisma.checkIn.count(),
    tallies: await prisma.workerMonth.findMany({
      orderBy: [{ accountId: 'asc' }, { month: 'asc' }],
    }),
    audits: await prisma.auditEntry.count(),
    corrections: await prisma.checkInCorrection.findMany({ orderBy: { id: 'asc' } }),
  }
}

const take = (person: TestPerson, given: TakeInput, commandId = newId()) =>
  service.call(checkIns.take, given, { token: person.token, commandId })

describe('taking', () => {
  checkEndpoint(() => service, {
    entry: checkIns.take,
    token: () => worker.token,
    stranger: () => office.token,
    valid: () => input(),
    invalid: () => ({ ...input(), position: { longitude: 500, latitude: 0, datum: 'wgs84' } }),
    other: () => input({ remark: '另外的内容' }),
    effect: stored,
  })

  it('refuses another worker’s grid and changes nothing', async () => {
    const before = await stored()
    const answer = await take(strangerWorker, input({ gridCode: testAreas.grid }))
    expect([answer.status, answer.error.code]).toEqual([403, 'gridNotYours'])
    expect(await stored()).toEqual(before)
  })

  it('gives nobody another’s record for its id', async () => {
    const id = newId()
    const given = input()
    expect((await take(worker, given, id)).status).toBe(200)
    const answer = await take(otherWorker, given, id)
    expect([answer.status, answer.error.code]).toEqual([409, 'commandConflict'])
  })

  it('stores every verdict, counts what counts and says what it came to', async () => {
    const person = await service.person('worker', testAreas.grid)
    const outside = await take(person, input({}, { longitude: centre.longitude + 0.02 }))
    expect(outside.data.checkIn).toMatchObject({ verdict: 'outside', counted: false })
    expect(outside.data.checkIn.sentence).toMatch(/没有计入.*补签/)
    const none = await take(person, input({ position: null, positionFailure: 'denied' }))
    expect(none.data.checkIn).toMatchObject({ verdict: 'noPosition', counted: false })
    expect(none.data.checkIn.notes).toContain('没有允许使用定位')
    expect(none.data.progress).toMatchObject({ countedDays: 0, checkIns: 2, daysLeft: 16 })
    const inside = await take(person, input())
    expect(inside.data).toMatchObject({
      checkIn: {
        verdict: 'inside',
        counted: true,
        day: '2026-06-15',
        gridName: '阳光社区第一网格',
      },
      progress: { month: '2026-06', countedDays: 1, checkIns: 3, quotaDays: 20, daysLeft: 15 },
    })
    const again = await take(person, input({ remark: '第二次' }))
    expect(again.data.progress).toMatchObject({ countedDays: 1, checkIns: 4 })
  })

  it('notes one phone for two people, an exact repeat and an impossible speed', async () => {
    const [first, second] = [
      await service.person('worker', testAreas.grid),
      await service.person('worker', testAreas.grid),
    ]
    const stamp = () => ({
      deviceId: 'Shared-Phone',
      deviceTakenAtMs: service.clock.nowMs(),
      ticket: null,
    })
    expect((await take(first, input({ stamp: stamp() }))).data.checkIn.notes).toEqual([])
    expect((await take(second, input({ stamp: stamp() }))).data.checkIn.notes).toEqual([
      '同一部手机当天有别人用过',
    ])
    service.clock.advance(hourMs)
    expect((await take(first, input())).data.checkIn.notes).toContain('与之前的定位分毫不差')
    service.clock.advance(60_000)
    const far = await take(first, input({}, { longitude: centre.longitude + 0.5 }))
    expect(far.data.checkIn.notes).toContain('与上一次的距离和时间对不上')
  })

  it('keeps days apart at midnight in Shanghai, and months (G-DN-044)', async () => {
    const person = await service.person('worker', testAreas.grid)
    service.clock.set(Date.parse('2026-06-30T23:59:59.999+08:00'))
    const june = await take(person, input())
    expect(june.data).toMatchObject({
      checkIn: { day: '2026-06-30' },
      progress: { month: '2026-06', countedDays: 1 },
    })
    service.clock.set(Date.parse('2026-07-01T00:00:00+08:00'))
    const july = await take(person, input())
    expect(july.data).toMatchObject({
      checkIn: { day: '2026-07-01' },
      progress: { month: '2026-07', countedDays: 1 },
    })
  })

  it('takes offline records on their own day, late ones too, and none on a forged ticket’s word', async () => {
    const person = await service.person('worker', testAreas.grid)
    const offline = await take(person, offlineInput(24))
    expect(offline.data.checkIn).toMatchObject({
      day: '2026-06-14',
      counted: true,
      notes: ['离线时记录，后来送达'],
    })
    const late = await take(person, offlineInput(100))
    expect(late.data.checkIn).toMatchObject({ day: '2026-06-11', counted: true })
    expect(late.data.checkIn.notes).toContain('离线记录，超过规定时限才送达')
    expect(late.data.progress.countedDays).toBe(2)
    const forged = offlineInput(48)
    forged.stamp.ticket = `${forged.stamp.ticket?.slice(0, -4)}AAAA`
    const answer = await take(person, forged)
    expect(answer.data.checkIn).toMatchObject({ day: '2026-06-15', counted: true })
    expect(answer.data.checkIn.notes).toContain('没有服务器时间凭证，按收到时间计')
  })

  it('keeps a record of a frozen month and says that it is a later truth', async () => {
    const person = await service.person('worker', testAreas.otherGrid)
    const township = { townshipCode: testAreas.otherTownship, month: '2026-05' }
    await service.parts.database.prisma.townshipMonth.create({
      data: { ...township, state: 'frozen', regulation: 'daning-2022', packVersion: '1' },
    })
    service.clock.set(Date.parse('2026-06-02T09:00:00+08:00'))
    const answer = await take(person, {
      ...offlineInput(60),
      position: {
        ...(testCentres[testAreas.otherGrid] ?? centre),
        datum: 'wgs84',
        accuracyMeters: 9,
      },
    })
    expect(answer.data.checkIn).toMatchObject({
      day: '2026-05-30',
      counted: true,
      verdict: 'inside',
    })
    expect(answer.data.checkIn.sentence).toContain('5月已经定案')
    expect(answer.data.progress).toMatchObject({ month: '2026-05', countedDays: 1, daysLeft: 0 })
    const asked = await service.call(
      checkIns.requestCorrection,
      { day: '2026-05-20', reason: '忘了' },
      { token: person.token },
    )
    expect(asked.error.code).toBe('monthFrozen')
  })

  it('belongs to the grid of its own day, after a change of posts', async () => {
    const person = await service.person('worker', testAreas.secondGrid, { endsOn: '2026-06-14' })
    await service.parts.database.prisma.post.create({
      data: {
        id: idBytes(newId()),
        accountId: idBytes(person.accountId),
        role: 'worker',
        scopeCode: testAreas.grid,
        workerKind: 'rural',
        startsOn: dateOfDay('2026-06-15'),
        createdAt: new Date(testStartMs),
      },
    })
    const old = await take(person, offlineInput(24))
    expect(old.data.checkIn).toMatchObject({ gridCode: testAreas.secondGrid, day: '2026-06-14' })
    expect((await take(person, input())).data.checkIn.gridCode).toBe(testAreas.grid)
    const before = await take(person, input({ gridCode: testAreas.secondGrid }))
    expect(before.error.code).toBe('gridNotYours')
  })
})

describe('the month’s calendar', () => {
  checkEndpoint(() => service, {
    entry: checkIns.monthCalendar,
    token: () => office.token,
    stranger: () => strangerOffice.token,
    valid: () => ({ month: '2026-06', accountId: worker.accountId }),
    invalid: () => ({ month: '2026-13' }),
  })

  it('shows each day with its check-ins, to the worker and to who is over him', async () => {
    const person = await service.person('worker', testAreas.grid)
    await take(person, input())
    await take(person, input({ position: null }))
    for (const token of [person.token, gridHead.token, office.token]) {
      const { data } = await service.call(
        checkIns.monthCalendar,
        { month: '2026-06', accountId: person.accountId },
        { token },
      )
      expect(data.days).toHaveLength(30)
      expect(data.days.filter((one) => one.counted).map((one) => one.day)).toEqual(['2026-06-15'])
      expect(data.days[14]?.checkIns.map((one) => one.verdict).sort()).toEqual([
        'inside',
        'noPosition',
      ])
      expect(data.progress).toMatchObject({ countedDays: 1, checkIns: 2, quotaDays: 20 })
    }
    const other = await service.call(
      checkIns.monthCalendar,
      { month: '2026-06', accountId: person.accountId },
      { token: otherWorker.token },
    )
    expect(other.error.code).toBe('notFound')
  })

  it('is empty for an office’s own month', async () => {
    const { data } = await service.call(
      checkIns.monthCalendar,
      { month: '2026-06' },
      { token: office.token },
    )
    expect(data.progress.countedDays).toBe(0)
  })
})
