import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkIns } from '../../contract'
import type { InputOf } from '../../contract/define'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, testCentres, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'
import { dateOfDay } from '../../platform/clock'
import { idBytes, newId } from '../../platform/ids'

type TakeInput = InputOf<typeof checkIns.take>
const centre = testCentres[testAreas.grid] as { longitude: number; latitude: number }

let service: TestService
let worker: TestPerson
let otherWorker: TestPerson
let gridHead: TestPerson
let office: TestPerson
let strangerOffice: TestPerson

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid, { name: '张网格' })
  otherWorker = await service.person('worker', testAreas.secondGrid)
  gridHead = await service.person('gridHead', testAreas.grid)
  office = await service.person('townshipOffice', testAreas.township)
  strangerOffice = await service.person('townshipOffice', testAreas.otherTownship)
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

describe('a missed day', () => {
  const request = (person: TestPerson, day: string, reason = '下乡没有信号') =>
    service.call(checkIns.requestCorrection, { day, reason }, { token: person.token })

  let nextDay = 1
  checkEndpoint(() => service, {
    entry: checkIns.requestCorrection,
    token: () => worker.token,
    stranger: () => strangerOffice.token,
    valid: () => {
      nextDay += 1
      return { day: `2026-06-0${nextDay}`, reason: '手机坏了' }
    },
    invalid: () => ({ day: '2026-06-31', reason: '手机坏了' }),
    other: () => ({ day: '2026-06-09', reason: '别的' }),
    effect: stored,
  })

  it('is asked for with what the system holds, and counts once approved', async () => {
    const person = await service.person('worker', testAreas.grid)
    await take(person, input({ remark: '在村口排查' }, { longitude: centre.longitude + 0.02 }))
    const asked = await request(person, '2026-06-15')
    expect(asked.data.correction.evidence).toHaveLength(1)
    expect(asked.data.correction.evidence[0]).toMatch(
      /^当天 10:00 签到过，不在网格内，离网格约 \d+ 米，当时写明：在村口排查$/,
    )
    expect((await request(person, '2026-06-15')).error.code).toBe('correctionExists')
    const correctionId = asked.data.correction.id

    const own = await service.call(
      checkIns.decideCorrection,
      { correctionId, decision: 'approved', reason: '属实' },
      { token: gridHead.token },
    )
    expect(own.data).toEqual({ done: true })
    const { data } = await service.call(
      checkIns.monthCalendar,
      { month: '2026-06' },
      { token: person.token },
    )
    expect(data.days[14]).toMatchObject({
      counted: true,
      correction: { state: 'approved', decisionReason: '属实' },
    })
    expect(data.progress.countedDays).toBe(1)
    const again = await service.call(
      checkIns.decideCorrection,
      { correctionId, decision: 'refused', reason: '改' },
      { token: office.token },
    )
    expect(again.error.code).toBe('alreadyDecided')
  })

  it('may be asked for again after a refusal, and a refused one counts nothing', async () => {
    const person = await service.person('worker', testAreas.grid)
    const asked = await request(person, '2026-06-10')
    const correctionId = asked.data.correction.id
    expect(asked.data.correction.evidence).toEqual(['系统里没有这一天的签到和上报'])
    await service.call(
      checkIns.decideCorrection,
      { correctionId, decision: 'refused', reason: '没有依据' },
      { token: office.token },
    )
    const { data } = await service.call(
      checkIns.monthCalendar,
      { month: '2026-06' },
      { token: person.token },
    )
    expect(data.progress.countedDays).toBe(0)
    expect((await request(person, '2026-06-10')).status).toBe(200)
  })

  it('is refused when it is not yet, counts already, or was before the post', async () => {
    const person = await service.person('worker', testAreas.grid, { startsOn: '2026-06-12' })
    expect((await request(person, '2026-06-16')).error.code).toBe('dayNotOpen')
    await take(person, input())
    const counted = await request(person, '2026-06-15')
    expect(counted.error).toMatchObject({
      code: 'dayNotOpen',
      message: '这一天不能申请补签：这一天的签到已经计入',
    })
    expect((await request(person, '2026-06-11')).error.code).toBe('notInService')
  })

  it('is one, of many requests at once', async () => {
    const person = await service.person('worker', testAreas.grid)
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => request(person, '2026-06-08')),
    )
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409, 409, 409, 409, 409])
  })

  checkEndpoint(() => service, {
    entry: checkIns.corrections,
    token: () => gridHead.token,
    stranger: () => worker.token,
    valid: () => ({ state: 'waiting' as const }),
    invalid: () => ({ state: 'whatever' }),
  })

  it('is listed to who may decide, in his area only', async () => {
    const list = async (person: TestPerson, areaCode?: string) =>
      service.call(checkIns.corrections, areaCode ? { areaCode } : {}, { token: person.token })
    const mine = (await list(gridHead)).data.corrections
    expect(mine.length).toBeGreaterThan(2)
    expect(mine.every((one) => one.abilities.decide === (one.state === 'waiting'))).toBe(true)
    expect((await list(strangerOffice)).data.corrections).toEqual([])
    expect((await list(strangerOffice, testAreas.township)).error.code).toBe('notFound')
  })
})

describe('deciding', () => {
  let correctionIds: string[]
  beforeAll(async () => {
    service.clock.set(testStartMs)
    correctionIds = []
    for (const day of ['2026-06-03', '2026-06-04', '2026-06-05']) {
      const asked = await service.call(
        checkIns.requestCorrection,
        { day, reason: '忘记' },
        { token: otherWorker.token },
      )
      correctionIds.push(asked.data.correction.id)
    }
  })

  checkEndpoint(() => service, {
    entry: checkIns.decideCorrection,
    token: () => office.token,
    stranger: () => strangerOffice.token,
    valid: () => ({
      correctionId: correctionIds[0] as string,
      decision: 'approved' as const,
      reason: '有上报为证',
    }),
    invalid: () => ({ correctionId: correctionIds[0], decision: 'perhaps', reason: '有上报为证' }),
    other: () => ({
      correctionId: correctionIds[0] as string,
      decision: 'refused' as const,
      reason: '有上报为证',
    }),
    effect: stored,
  })

  it('is not for the head of another grid, nor for oneself', async () => {
    const decision = {
      correctionId: correctionIds[1] as string,
      decision: 'approved' as const,
      reason: '好',
    }
    const head = await service.call(checkIns.decideCorrection, decision, { token: gridHead.token })
    expect(head.error.code).toBe('notFound')
    const { prisma } = service.parts.database
    await prisma.post.create({
      data: {
        id: idBytes(newId()),
        accountId: idBytes(otherWorker.accountId),
        role: 'gridHead',
        scopeCode: testAreas.secondGrid,
        startsOn: dateOfDay('2026-01-01'),
        createdAt: new Date(testStartMs),
      },
    })
    const own = await service.call(checkIns.decideCorrection, decision, {
      token: otherWorker.token,
    })
    expect(own.error.code).toBe('ownCase')
  })
})
