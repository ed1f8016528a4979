import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matters, reports } from '../../contract'
import type { InputOf } from '../../contract/define'
import type { MatterMove, MatterState } from '../../contract/matter-taxonomy'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
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

const { grid, township, county } = testAreas
const policeCode = `${township}-01`
const judicialCode = `${township}-02`
const roadsCode = `${county}-07`
const here = { longitude: 110.75, latitude: 36.46, datum: 'wgs84' as const, accuracyMeters: 8 }

beforeAll(async () => {
  service = await startTestService()
  await service.parts.database.prisma.unit.createMany({
    data: [
      { code: policeCode, areaCode: township, name: '东河派出所', kind: 'department' },
      { code: judicialCode, areaCode: township, name: '东河司法所', kind: 'judicial' },
      { code: roadsCode, areaCode: county, name: '县交通运输局', kind: 'department' },
    ],
  })
  worker = await service.person('worker', grid, { name: '网格员甲', workerKind: 'rural' })
  head = await service.person('gridHead', grid)
  village = await service.person('villageHead', testAreas.village)
  office = await service.person('townshipOffice', township, { name: '平安办甲' })
  centre = await service.person('countyCentre', county)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
  police = await service.person('department', policeCode, { name: '民警甲' })
  roads = await service.person('department', roadsCode)
  judicialOne = await service.person('department', judicialCode)
  judicialTwo = await service.person('department', judicialCode)
})
afterAll(() => service.close())

type Raised = InputOf<typeof matters.raise>
type Given = Omit<InputOf<typeof matters.makeMove>, 'matterId' | 'move'>

const draft = (changed: Partial<Raised> = {}): Raised => ({
  gridCode: grid,
  classCode: 'facility',
  level: 'ordinary',
  text: '村口路灯不亮，晚上看不见路',
  position: here,
  photoIds: [],
  ...changed,
})

async function raise(by: TestPerson, changed: Partial<Raised> = {}): Promise<string> {
  const answer = await service.call(matters.raise, draft(changed), { token: by.token })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return answer.data.matterId
}

const move = (by: TestPerson, matterId: string, name: MatterMove, given: Given = {}) =>
  service.call(matters.makeMove, { matterId, move: name, ...given }, { token: by.token })

async function moved(
  by: TestPerson,
  matterId: string,
  name: MatterMove,
  given: Given = {},
): Promise<MatterState> {
  const answer = await move(by, matterId, name, given)
  expect(answer.status, `${name}: ${JSON.stringify(answer.error)}`).toBe(200)
  return answer.data.state
}

async function refused(by: TestPerson, matterId: string, name: MatterMove, given: Given = {}) {
  const answer = await move(by, matterId, name, given)
  return answer.status === 200 ? 'done' : answer.error.code
}

async function detail(by: TestPerson, matterId: string) {
  const answer = await service.call(matters.detail, { matterId }, { token: by.token })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
  return answer.data
}

const openTo = async (by: TestPerson, matterId: string) =>
  (await detail(by, matterId)).moves.map((one) => one.move)

async function dispatched(leadCode = policeCode, coCodes: string[] = []): Promise<string> {
  const id = await raise(worker)
  await moved(office, id, 'accept')
  await moved(office, id, 'dispatch', { leadCode, coCodes })
  return id
}

describe('the whole loop', () => {
  it('goes from found to evaluated, each step by whom it belongs to', async () => {
    const id = await raise(worker)
    expect(await moved(office, id, 'accept')).toBe('accepted')
    const leadCode = policeCode
    expect(await moved(office, id, 'dispatch', { leadCode, coCodes: [grid] })).toBe('dispatched')
    expect(await moved(worker, id, 'coHandle', { text: '已拉警戒线' })).toBe('dispatched')
    expect(await moved(police, id, 'handle', { text: '已更换灯泡' })).toBe('handled')
    const verified = await moved(head, id, 'verify', { text: '灯亮了', position: here })
    expect(verified).toBe('verified')
    expect(await moved(worker, id, 'evaluate', { satisfaction: 'satisfied' })).toBe('closed')
    const { matter, timeline, tasks } = await detail(office, id)
    expect(matter).toMatchObject({ state: 'closed', outcome: 'solved', satisfaction: 'satisfied' })
    expect(timeline.map((entry) => [entry.number, entry.move])).toEqual([
      [1, 'raise'],
      [2, 'accept'],
      [3, 'dispatch'],
      [4, 'coHandle'],
      [5, 'handle'],
      [6, 'verify'],
      [7, 'evaluate'],
    ])
    expect(timeline[2]?.sentence).toContain('交东河派出所办理')
    expect(timeline[4]?.byName).toBe('民警甲（东河派出所）')
    expect(tasks.map((task) => [task.holderCode, task.part, task.state])).toEqual([
      [policeCode, 'lead', 'done'],
      [grid, 'co', 'done'],
    ])
  })

  it('asks for a place where it is verified on the spot, and never lets the handler verify', async () => {
    const id = await dispatched(grid)
    await moved(worker, id, 'handle', { text: '换好了' })
    const onTheSpot = { text: '我看过了', position: here }
    expect(await refused(worker, id, 'verify', onTheSpot)).toBe('ownCase')
    expect(await refused(head, id, 'verify', { text: '看过' })).toBe('moveNeeds')
    expect(await moved(head, id, 'rejectResult', { text: '还是不亮' })).toBe('accepted')
    expect((await detail(office, id)).matter.reopenedCount).toBe(1)
  })

  it('is taken up again where the one who raised it says it is not solved', async () => {
    const id = await dispatched()
    await moved(police, id, 'handle', { text: '好了' })
    await moved(village, id, 'verify', { text: '看过照片' })
    expect(await moved(worker, id, 'notSolved', { text: '又坏了' })).toBe('accepted')
    expect(await refused(office, id, 'evaluate', { satisfaction: 'satisfied' })).toBe('notAllowed')
  })
})

describe('what the way may bring', () => {
  it('goes back for more, and on once it came', async () => {
    const id = await raise(worker)
    expect(await refused(office, id, 'return')).toBe('moveNeeds')
    expect(await moved(office, id, 'return', { text: '是哪一盏？' })).toBe('returned')
    expect(await moved(worker, id, 'supplement', { text: '供销社门口那盏' })).toBe('raised')
  })

  it('is handed back by whom it does not belong to, and given to another', async () => {
    const id = await dispatched()
    expect(await moved(police, id, 'handBack', { text: '路灯不归派出所' })).toBe('accepted')
    expect(await moved(office, id, 'dispatch', { leadCode: testAreas.village })).toBe('dispatched')
    expect(await refused(police, id, 'handle', { text: '办好' })).toBe('notAllowed')
    expect(await moved(village, id, 'handle', { text: '村里修好' })).toBe('handled')
  })

  it('stands still while it is paused, and the clock with it', async () => {
    const id = await dispatched()
    const before = (await detail(police, id)).matter.clock
    expect(await moved(office, id, 'pause', { text: '等配件' })).toBe('paused')
    service.clock.advance(26 * 3_600_000)
    expect((await detail(police, id)).matter.clock).toBeNull()
    expect(await moved(office, id, 'resume')).toBe('dispatched')
    const after = (await detail(police, id)).matter.clock
    expect(after?.leftWorkingMs).toBe(before?.leftWorkingMs)
    expect(after?.pausedMs).toBeGreaterThan(0)
  })

  it('is given more time only when that was asked for, and once', async () => {
    const id = await dispatched()
    const dueAtMs = ((await detail(police, id)).matter.clock?.dueAtMs ?? 0) + 86_400_000
    expect(await refused(office, id, 'grantExtension')).toBe('moveNotOpen')
    await moved(police, id, 'requestExtension', { text: '要等配件', dueAtMs })
    expect(await refused(police, id, 'requestExtension', { text: '再等', dueAtMs })).toBe(
      'moveNotOpen',
    )
    expect(await refused(police, id, 'grantExtension')).toBe('notAllowed')
    await moved(office, id, 'grantExtension')
    expect((await detail(police, id)).matter.clock?.dueAtMs).toBe(dueAtMs)
  })

  it('is called up to the county, whose departments answer', async () => {
    const id = await raise(worker)
    await moved(office, id, 'accept')
    expect(await refused(office, id, 'dispatch', { leadCode: roadsCode })).toBe('holderOutOfReach')
    expect(await moved(office, id, 'escalate', { text: '省道上的灯' })).toBe('escalated')
    expect(await refused(office, id, 'dispatch', { leadCode: policeCode })).toBe('moveNotOpen')
    expect(await moved(centre, id, 'dispatch', { leadCode: roadsCode })).toBe('dispatched')
    expect(await moved(roads, id, 'handle', { text: '已修' })).toBe('handled')
  })

  it('is settled on the spot by the worker, but not where somebody was hurt', async () => {
    const quarrel = { classCode: 'dispute', text: '两家为院墙争吵' } as const
    const id = await raise(worker, quarrel)
    const given = { text: '已劝和' }
    expect(await refused(worker, id, 'selfHandle', given)).toBe('moveNeeds')
    const hurt = { ...given, answers: { injury: true, propertyLoss: false } }
    expect(await refused(worker, id, 'selfHandle', hurt)).toBe('disputeNotMinor')
    const minor = { ...given, answers: { injury: false, propertyLoss: false } }
    expect(await moved(worker, id, 'selfHandle', minor)).toBe('handled')
    expect(await refused(worker, id, 'verify', { text: '好', position: here })).toBe('ownCase')
    expect(await moved(office, id, 'verify', { text: '电话核实' })).toBe('verified')
    expect((await detail(office, id)).matter.selfHandled).toBe(true)
  })

  it('follows another that is the same', async () => {
    const first = await raise(worker)
    const second = await raise(village)
    const third = await raise(head)
    expect(await refused(office, second, 'merge', { targetId: second })).toBe('mergeUnfit')
    expect(await moved(office, second, 'merge', { targetId: first })).toBe('merged')
    expect(await refused(office, first, 'merge', { targetId: third })).toBe('mergeUnfit')
    const seen = await detail(office, first)
    expect(seen.followers.map((one) => one.id)).toEqual([second])
    expect(await moved(office, second, 'unmerge')).toBe('raised')
  })
})

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
    valid: () => draft(),
    invalid: () => draft({ text: ' ' }),
    other: () => draft({ text: '另一件' }),
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
