import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matters, reports } from '../../contract'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import {
  createMatterPeople,
  here,
  matterCalls,
  matterDraft,
  type MatterPeople,
  matterUnits,
} from '../../testing/test-matters'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let people: MatterPeople
let worker: TestPerson
let head: TestPerson
let village: TestPerson
let office: TestPerson
let centre: TestPerson
let stranger: TestPerson
let police: TestPerson
let roads: TestPerson
let judicialOne: TestPerson
let judicialTwo: TestPerson

beforeAll(async () => {
  service = await startTestService()
  people = await createMatterPeople(service)
  ;({ worker, head, village, office, centre, stranger, police, roads, judicialOne, judicialTwo } =
    people)
})
afterAll(() => service.close())

const { raise, move, moved, refused, detail, openTo, dispatched } = matterCalls(() => ({
  service,
  people,
}))
const { police: policeCode, judicial: judicialCode } = matterUnits

const { grid, township } = testAreas

describe('who knows of it', () => {
  it('is not there for a stranger, nor for a department it was not given to', async () => {
    const id = await dispatched()
    for (const outsider of [stranger, roads]) {
      const seen = await service.call(matters.detail, { matterId: id }, { token: outsider.token })
      expect(seen.status).toBe(404)
      expect(await refused(outsider, id, 'urge', { text: '快办' })).toBe('notFound')
    }
    expect((await detail(police, id)).matter.id).toBe(id)
  })

  it('keeps what only offices may know among them', async () => {
    const report = {
      itemCode: '2-3',
      emotionFlag: false,
      escalationFlag: false,
      urgent: true,
      text: '有人串联',
      position: null,
      photoIds: [],
      stamp: { deviceId: 'phone', deviceTakenAtMs: service.clock.nowMs(), ticket: null },
    }
    const sent = await service.call(reports.submit, report, { token: worker.token })
    expect(sent.status, JSON.stringify(sent.error)).toBe(200)
    const { id } = sent.data.report
    expect((await detail(worker, id)).matter.restricted).toBe(true)
    for (const outsider of [head, village]) {
      expect(
        (await service.call(matters.detail, { matterId: id }, { token: outsider.token })).status,
      ).toBe(404)
    }
    await moved(office, id, 'accept')
    expect(await refused(office, id, 'dispatch', { leadCode: policeCode })).toBe('holderUnknown')
    expect(await moved(office, id, 'dispatch', { leadCode: township })).toBe('dispatched')
    const list = await service.call(matters.queue, { list: 'area' }, { token: office.token })
    const row = list.data.matters.find((one) => one.id === id)
    expect(row?.brief).not.toContain('串联')
  })

  it('takes a community-correction alarm straight to the judicial office', async () => {
    const id = await raise(worker, { classCode: 'correction', text: '三天没有报到' })
    const seen = await detail(judicialOne, id)
    expect(seen.matter).toMatchObject({ state: 'dispatched', holderName: '东河司法所' })
    // told in the very transaction that took it in, and urgently (G-JY-002)
    const [notices] = await service.parts.database.pool.query(
      'SELECT audienceCode, urgent, createdAt FROM notice WHERE matterId = ?',
      [Buffer.from(idBytes(id))],
    )
    const createdAt = new Date(seen.matter.raisedAtMs)
    expect(notices).toEqual([{ audienceCode: judicialCode, urgent: 1, createdAt }])
    expect(await openTo(office, id)).toEqual(['message'])
    await moved(judicialOne, id, 'handle', { text: '已走访' })
    expect(await refused(judicialOne, id, 'verify', { text: '属实' })).toBe('ownCase')
    expect(await moved(judicialTwo, id, 'verify', { text: '属实' })).toBe('verified')
    expect(
      (await service.call(matters.detail, { matterId: id }, { token: police.token })).status,
    ).toBe(404)
  })
})

describe('a report', () => {
  it('is a matter with the same id, settled on the spot where the worker says so', async () => {
    const report = {
      itemCode: '5-1',
      disputeKind: 'neighbours' as const,
      emotionFlag: false,
      escalationFlag: false,
      urgent: false,
      text: '两家为排水争吵',
      disposal: '当场说和',
      selfHandled: { injury: false, propertyLoss: false },
      position: here,
      photoIds: [],
      stamp: { deviceId: 'phone', deviceTakenAtMs: service.clock.nowMs(), ticket: null },
    }
    const commandId = newId()
    const options = { token: worker.token, commandId }
    await service.call(reports.submit, report, options)
    await service.call(reports.submit, report, options)
    const { matter, timeline } = await detail(office, commandId)
    expect(matter).toMatchObject({ state: 'handled', selfHandled: true, classCode: 'dispute' })
    expect(timeline.map((entry) => entry.move)).toEqual(['raise', 'selfHandle'])
    const loss = { ...report, selfHandled: { injury: false, propertyLoss: true } }
    const other = await service.call(reports.submit, loss, { token: worker.token })
    expect(other.status).toBe(200)
    expect((await detail(office, other.data.report.id)).matter.state).toBe('raised')
  })
})

describe('lists', () => {
  it('show each what waits for him, the nearest due first, and page on', async () => {
    const ids = [await dispatched(), await dispatched(), await dispatched()]
    const asked = { list: 'mine', limit: 2 } as const
    const first = await service.call(matters.queue, asked, { token: police.token })
    expect(first.data.matters).toHaveLength(2)
    const seen: string[] = []
    let after: string | undefined
    do {
      const answer: typeof first = await service.call(
        matters.queue,
        { ...asked, ...(after ? { after } : {}) },
        { token: police.token },
      )
      seen.push(...answer.data.matters.map((one) => one.id))
      after = answer.data.next ?? undefined
    } while (after)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(ids))
    expect(first.data.waitingCount).toBe(seen.length)
  })

  it('find a matter by its number and by words of its text', async () => {
    const id = await raise(worker, { text: '西沟水渠决口，水漫到路上' })
    const { matter } = await detail(office, id)
    for (const words of [matter.receiptNumber, matter.receiptNumber.toLowerCase(), '水渠决口']) {
      const found = await service.call(matters.search, { words }, { token: office.token })
      expect(
        found.data.matters.map((one) => one.id),
        words,
      ).toContain(id)
      const hidden = await service.call(matters.search, { words }, { token: stranger.token })
      expect(hidden.data.matters).toEqual([])
    }
    const none = await service.call(matters.search, { words: '水渠决堤' }, { token: office.token })
    expect(none.data.matters.map((one) => one.id)).not.toContain(id)
  })
})

describe('the five questions', () => {
  const database = () => service.parts.database.prisma
  checkEndpoint(() => service, {
    entry: matters.raise,
    token: () => worker.token,
    stranger: () => stranger.token,
    valid: () => matterDraft(),
    invalid: () => matterDraft({ text: ' ' }),
    other: () => matterDraft({ text: '另一件' }),
    effect: () => database().matter.count(),
  })
  let urged = ''
  beforeAll(async () => {
    urged = await raise(worker)
  })
  checkEndpoint(() => service, {
    entry: matters.makeMove,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ matterId: urged, move: 'urge' as const, text: '请抓紧' }),
    invalid: () => ({ matterId: urged, move: 'fly' }),
    other: () => ({ matterId: urged, move: 'urge' as const, text: '再催' }),
    effect: () => database().matterEvent.count(),
  })
  checkEndpoint(() => service, {
    entry: matters.detail,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ matterId: urged }),
    invalid: () => ({ matterId: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: matters.queue,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ list: 'area' as const, areaCode: township }),
    invalid: () => ({ list: 'area', after: 'x.y' }),
  })
})

it('carries out many moves of many people at once, each exactly once', async () => {
  const ids = await Promise.all(Array.from({ length: 30 }, () => raise(worker)))
  const twice = ids.flatMap((matterId) => {
    const commandId = newId()
    const send = () =>
      service.call(
        matters.makeMove,
        { matterId, move: 'accept' },
        { token: office.token, commandId },
      )
    return [send(), send()]
  })
  const answers = await Promise.all(twice)
  expect(answers.map((answer) => answer.status)).toEqual(twice.map(() => 200))
  const many = await Promise.all(ids.map((id) => detail(office, id)))
  expect(many.map((one) => one.timeline.length)).toEqual(ids.map(() => 2))
  const [first = ''] = ids
  const race = await Promise.all([
    move(office, first, 'dispatch', { leadCode: policeCode }),
    move(centre, first, 'dispatch', { leadCode: grid }),
  ])
  expect(race.map((answer) => answer.status).sort()).toEqual([200, 409])
})
