import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { training } from '../../contract'
import type { InputOf } from '../../contract/define'
import { dateOfDay } from '../../platform/clock'
import { idBytes, newId } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'
import { stampAt } from '../../testing/test-stamps'

type Published = InputOf<typeof training.publish>

let service: TestService
let worker: TestPerson
let colleague: TestPerson
let otherWorker: TestPerson
let office: TestPerson
let centre: TestPerson
let head: TestPerson
let stranger: TestPerson

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid, { name: '张网格' })
  colleague = await service.person('worker', testAreas.secondGrid, { name: '李网格' })
  otherWorker = await service.person('worker', testAreas.otherGrid)
  office = await service.person('townshipOffice', testAreas.township)
  centre = await service.person('countyCentre', testAreas.county)
  head = await service.person('gridHead', testAreas.grid)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
})
afterAll(() => service.close())
beforeEach(() => service.clock.set(testStartMs))

const lesson = (change: Partial<Published> = {}): Published => ({
  areaCode: testAreas.township,
  title: '防火常识',
  text: '见火不灭不走',
  minutes: 30,
  ...change,
})
async function publish(person: TestPerson, change: Partial<Published> = {}): Promise<string> {
  const commandId = newId()
  const answer = await service.call(training.publish, lesson(change), {
    token: person.token,
    commandId,
  })
  expect(answer.status).toBe(200)
  return commandId
}
const studied = (person: TestPerson, itemId: string) =>
  service.call(training.studied, { itemId }, { token: person.token })
const mine = async (person: TestPerson) =>
  (await service.call(training.mine, {}, { token: person.token })).data
const list = async (person: TestPerson) =>
  (await service.call(training.list, {}, { token: person.token })).data
const stored = async () => ({
  items: await service.parts.database.prisma.studyItem.findMany({ orderBy: { id: 'asc' } }),
  records: await service.parts.database.prisma.studyRecord.count(),
})

describe('the endpoints', () => {
  let itemId = ''
  let takenBack = ''
  beforeAll(async () => {
    itemId = await publish(office)
    takenBack = await publish(office)
  })

  checkEndpoint(() => service, {
    entry: training.publish,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: lesson,
    invalid: () => lesson({ minutes: 0 }),
    other: () => lesson({ title: '别的' }),
    effect: stored,
  })
  checkEndpoint(() => service, {
    entry: training.studied,
    token: () => worker.token,
    stranger: () => otherWorker.token,
    valid: () => ({ itemId }),
    invalid: () => ({ itemId: 'x' }),
    other: () => ({ itemId: newId() }),
    effect: stored,
  })
  checkEndpoint(() => service, {
    entry: training.withdraw,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ itemId: takenBack }),
    invalid: () => ({ itemId: 'x' }),
    other: () => ({ itemId: newId() }),
    effect: stored,
  })
  checkEndpoint(() => service, {
    entry: training.list,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ areaCode: testAreas.township }),
    invalid: () => ({ areaCode: 'x' }),
  })
  checkEndpoint(() => service, {
    entry: training.progress,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ itemId }),
    invalid: () => ({ itemId: 'x' }),
  })
  it('training.mine is for workers', async () => {
    expect((await service.call(training.mine, {})).error.code).toBe('notSignedIn')
    const answer = await service.call(training.mine, {}, { token: office.token })
    expect(answer.error.code).toBe('notAllowed')
  })
})

describe('study', () => {
  it('is for the workers of its area; each counts once, its minutes for the year', async () => {
    const itemId = await publish(office, { title: '急救', minutes: 45, dueOn: '2026-06-30' })
    const before = (await mine(worker)).studiedMinutes
    expect((await mine(worker)).items[0]).toMatchObject({ id: itemId, studiedAtMs: null })
    expect((await mine(otherWorker)).items.map(({ id }) => id)).not.toContain(itemId)
    expect((await studied(otherWorker, itemId)).error.code).toBe('notFound')
    const answers = await Promise.all(Array.from({ length: 3 }, () => studied(worker, itemId)))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const after = await mine(worker)
    expect(after.studiedMinutes).toBe(before + 45)
    expect(after.items.find(({ id }) => id === itemId)?.studiedAtMs).toBe(testStartMs)

    const { items, abilities } = await list(office)
    expect(abilities).toEqual({ publish: true })
    expect(items.find(({ id }) => id === itemId)).toMatchObject({ workerCount: 2, studiedCount: 1 })
    const { workers } = (await service.call(training.progress, { itemId }, { token: office.token }))
      .data
    expect(workers.map(({ name, studiedAtMs }) => [name, studiedAtMs !== null])).toEqual([
      [colleague.name, false],
      [worker.name, true],
    ])
    service.clock.set(Date.parse('2027-01-02T00:00:00+08:00'))
    expect((await mine(worker)).studiedMinutes).toBe(0)
  })

  it('of the county reaches every township, each office sees its own part', async () => {
    const itemId = await publish(centre, { areaCode: testAreas.county, title: '全县普法' })
    expect((await studied(otherWorker, itemId)).status).toBe(200)
    const told = async (person: TestPerson) =>
      (await list(person)).items.find(({ id }) => id === itemId)
    expect(await told(centre)).toMatchObject({ workerCount: 3, studiedCount: 1 })
    expect(await told(office)).toMatchObject({
      workerCount: 2,
      studiedCount: 0,
      abilities: { withdraw: false },
    })
    expect(await told(head)).toMatchObject({ workerCount: 1, studiedCount: 0 })
    const refused = await service.call(training.withdraw, { itemId }, { token: office.token })
    expect(refused.error.code).toBe('notFound')
  })

  it('that was taken back is studied no more, and what was studied stays', async () => {
    const itemId = await publish(office, { minutes: 20 })
    await studied(worker, itemId)
    const { studiedMinutes } = await mine(worker)
    const withdraw = () => service.call(training.withdraw, { itemId }, { token: office.token })
    expect((await withdraw()).status).toBe(200)
    expect((await withdraw()).error.code).toBe('alreadyDecided')
    expect((await studied(colleague, itemId)).error.code).toBe('studyWithdrawn')
    expect((await studied(worker, itemId)).status).toBe(200)
    expect((await mine(worker)).items.map(({ id }) => id)).not.toContain(itemId)
    expect((await mine(worker)).studiedMinutes).toBe(studiedMinutes)
  })
})

describe('study said without a network', () => {
  const said = (person: TestPerson, itemId: string, takenAtMs: number, commandId = newId()) =>
    service.call(
      training.studied,
      { itemId, stamp: stampAt(service, takenAtMs) },
      { token: person.token, commandId },
    )
  const withdraw = (itemId: string) =>
    service.call(training.withdraw, { itemId }, { token: office.token })

  it('counts for the year in which it was said, once, however often it is sent', async () => {
    const person = await service.person('worker', testAreas.grid)
    const itemId = await publish(office, { minutes: 40 })
    const saidAtMs = Date.parse('2026-12-31T22:00:00+08:00')
    service.clock.set(Date.parse('2027-01-02T08:00:00+08:00'))
    const [commandId, other] = [newId(), newId()]
    for (const id of [commandId, commandId, other])
      expect((await said(person, itemId, saidAtMs, id)).status).toBe(200)
    const { items, studiedMinutes } = await mine(person)
    expect(studiedMinutes).toBe(0)
    expect(items.find(({ id }) => id === itemId)?.studiedAtMs).toBe(saidAtMs)
    service.clock.set(saidAtMs)
    expect((await mine(person)).studiedMinutes).toBe(40)
  })

  it('before the item was taken back is kept, after it is told why not', async () => {
    const itemId = await publish(office, { minutes: 15 })
    const person = await service.person('worker', testAreas.grid)
    service.clock.advance(3_600_000)
    await withdraw(itemId)
    service.clock.advance(3_600_000)
    expect((await said(person, itemId, testStartMs + 60_000)).status).toBe(200)
    expect((await mine(person)).studiedMinutes).toBe(15)
    const late = await said(colleague, itemId, testStartMs + 4_000_000)
    expect([late.status, late.error.code]).toEqual([409, 'studyWithdrawn'])
  })

  it('in a post that ended since is kept, and nothing that was not his to study', async () => {
    const itemId = await publish(office, { minutes: 25 })
    const person = await service.person('worker', testAreas.grid)
    const saidAtMs = service.clock.nowMs()
    await service.parts.database.prisma.post.updateMany({
      where: { accountId: idBytes(person.accountId) },
      data: { endsOn: dateOfDay('2026-06-15') },
    })
    service.clock.set(Date.parse('2026-06-17T08:00:00+08:00'))
    expect((await said(person, itemId, service.clock.nowMs())).error.code).toBe('notFound')
    expect((await said(person, itemId, saidAtMs)).status).toBe(200)
    const record = await service.parts.database.prisma.studyRecord.findFirst({
      where: { accountId: idBytes(person.accountId) },
    })
    expect(record?.studiedAt.getTime()).toBe(saidAtMs)
  })
})
