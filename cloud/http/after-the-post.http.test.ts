import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { accounts, areas, checkIns, reports, scoreboards } from '../contract'
import type { InputOf } from '../contract/define'
import { dateOfDay, shanghaiDay } from '../platform/clock'
import { idBytes, newId } from '../platform/ids'
import { type TestPerson, testAreas, testCentres } from '../testing/test-county'
import { photoInput, submitInput } from '../testing/test-reports'
import { startTestService, type TestService, testStartMs } from '../testing/test-service'
import { stampAt } from '../testing/test-stamps'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
const photoBytes = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service.close())
beforeEach(() => service.clock.set(testStartMs))

const prisma = () => service.parts.database.prisma

function checkInAt(
  takenAtMs: number,
  grid: string = testAreas.grid,
): InputOf<typeof checkIns.take> {
  const centre = testCentres[grid] ?? { longitude: 0, latitude: 0 }
  return {
    position: { ...centre, datum: 'wgs84', accuracyMeters: 12 },
    stamp: stampAt(service, takenAtMs),
  }
}

async function endPosts(person: TestPerson, endsOn: string): Promise<void> {
  await prisma().post.updateMany({
    where: { accountId: idBytes(person.accountId) },
    data: { endsOn: dateOfDay(endsOn) },
  })
}

async function addPost(person: TestPerson, scopeCode: string, startsOn: string): Promise<void> {
  await prisma().post.create({
    data: {
      id: idBytes(newId()),
      accountId: idBytes(person.accountId),
      role: 'worker',
      scopeCode,
      workerKind: 'rural',
      startsOn: dateOfDay(startsOn),
      createdAt: new Date(service.clock.nowMs()),
    },
  })
}

const take = (person: TestPerson, input: InputOf<typeof checkIns.take>, commandId = newId()) =>
  service.call(checkIns.take, input, { token: person.token, commandId })
const submit = (person: TestPerson, input: InputOf<typeof reports.submit>, commandId = newId()) =>
  service.call(reports.submit, input, { token: person.token, commandId })

describe('what was taken while a post was held, sent after it ended', () => {
  it('by a worker who was moved to another grid is judged by the grid of that day', async () => {
    const person = await service.person('worker', testAreas.grid)
    const takenAtMs = testStartMs - 20 * hourMs
    const day = shanghaiDay(takenAtMs)
    await endPosts(person, day)
    await addPost(person, testAreas.otherGrid, shanghaiDay(testStartMs))
    const late = await take(person, checkInAt(takenAtMs))
    expect(late.status, JSON.stringify(late.error)).toBe(200)
    expect(late.data.checkIn).toMatchObject({ gridCode: testAreas.grid, verdict: 'inside', day })
    const named = await take(person, { ...checkInAt(takenAtMs), gridCode: testAreas.grid })
    expect(named.status).toBe(200)
    const report = await submit(
      person,
      submitInput(service, { stamp: stampAt(service, takenAtMs) }),
    )
    expect(report.data.report).toMatchObject({ gridCode: testAreas.grid })
    const today = await take(person, checkInAt(testStartMs, testAreas.otherGrid))
    expect(today.data.checkIn).toMatchObject({ gridCode: testAreas.otherGrid, verdict: 'inside' })
  })

  it('by a worker who has left is accepted and counts for his last month', async () => {
    const person = await service.person('worker', testAreas.grid)
    const takenAtMs = Date.parse('2026-05-31T18:00:00+08:00')
    await endPosts(person, '2026-05-31')
    service.clock.set(Date.parse('2026-06-02T09:00:00+08:00'))
    const late = await take(person, checkInAt(takenAtMs))
    expect(late.data?.checkIn, JSON.stringify(late.error)).toMatchObject({
      day: '2026-05-31',
      counted: true,
    })
    const photo = photoInput(photoBytes, 'p.png')
    const uploaded = await service.call(reports.uploadPhoto, photo, { token: person.token })
    expect(uploaded.status, JSON.stringify(uploaded.error)).toBe(200)
    const report = await submit(
      person,
      submitInput(service, { stamp: stampAt(service, takenAtMs), photoIds: [photo.photoId] }),
    )
    expect(report.data?.report, JSON.stringify(report.error)).toMatchObject({
      gridCode: testAreas.grid,
      month: '2026-05',
      photos: [{ arrived: true }],
    })
    const tally = await prisma().workerMonth.findFirst({
      where: { accountId: idBytes(person.accountId), month: '2026-05' },
    })
    expect(tally).toMatchObject({ checkIns: 1, reports: 1 })
  })

  it('by a head of a grid who was moved is kept for the old grid', async () => {
    const person = await service.person('gridHead', testAreas.grid)
    await endPosts(person, '2026-06-14')
    const report = await submit(
      person,
      submitInput(service, {
        stamp: stampAt(service, testStartMs - dayMs),
        gridCode: testAreas.grid,
      }),
    )
    expect(report.data?.report, JSON.stringify(report.error)).toMatchObject({
      gridCode: testAreas.grid,
    })
  })

  it('but nothing taken after the end, and nothing else by the former post', async () => {
    const person = await service.person('worker', testAreas.grid)
    await endPosts(person, '2026-06-13')
    const now = await take(person, checkInAt(testStartMs))
    expect([now.status, now.error.code]).toEqual([422, 'notInService'])
    const report = await submit(person, submitInput(service))
    expect([report.status, report.error.code]).toEqual([422, 'notInService'])
    const grid = await service.call(
      areas.gridDetail,
      { code: testAreas.grid },
      { token: person.token },
    )
    expect(grid.status).toBe(404)
    const place = await service.call(
      scoreboards.mine,
      { month: '2026-06' },
      { token: person.token },
    )
    expect(place.status).toBe(403)
    const me = await service.call(accounts.whoAmI, {}, { token: person.token })
    expect(me.data.permissions).toContain('pay.object')
    expect(me.data.permissions).not.toContain('checkIns.take')
  })

  it('but not after a month', async () => {
    const person = await service.person('worker', testAreas.grid)
    await endPosts(person, '2026-05-01')
    const late = await take(person, checkInAt(Date.parse('2026-04-30T10:00:00+08:00')))
    expect([late.status, late.error.code]).toEqual([403, 'notAllowed'])
  })
})

describe('a repeat by somebody who lost the permission', () => {
  async function withoutPosts(person: TestPerson): Promise<void> {
    await prisma().post.deleteMany({ where: { accountId: idBytes(person.accountId) } })
  }

  it('is given the first answer, for check-in, report and photo', async () => {
    const person = await service.person('worker', testAreas.grid)
    const [checkInId, reportId, photoCommand] = [newId(), newId(), newId()]
    const checkIn = checkInAt(testStartMs)
    const report = submitInput(service)
    const photo = photoInput(photoBytes, 'q.png')
    const upload = () =>
      service.call(reports.uploadPhoto, photo, { token: person.token, commandId: photoCommand })
    const first = [
      await take(person, checkIn, checkInId),
      await submit(person, report, reportId),
      await upload(),
    ]
    expect(first.map((one) => one.status)).toEqual([200, 200, 200])
    await withoutPosts(person)
    const again = [
      await take(person, checkIn, checkInId),
      await submit(person, report, reportId),
      await upload(),
    ]
    expect(again.map((one) => one.status)).toEqual([200, 200, 200])
    expect(again.map((one) => one.data)).toEqual(first.map((one) => one.data))

    const other = await take(person, { ...checkIn, remark: '另外' }, checkInId)
    expect(other.error.code).toBe('commandConflict')
    const otherReport = await submit(person, { ...report, text: '另外' }, reportId)
    expect(otherReport.error.code).toBe('commandConflict')
    expect((await take(person, checkIn)).error.code).toBe('notAllowed')
    expect((await submit(person, report)).error.code).toBe('notAllowed')
  })

  it('is given the first answer when he is a worker of another grid by now', async () => {
    const person = await service.person('worker', testAreas.grid)
    const id = newId()
    const given = { ...checkInAt(testStartMs), gridCode: testAreas.grid }
    const first = await take(person, given, id)
    await withoutPosts(person)
    await addPost(person, testAreas.otherGrid, '2026-06-15')
    const again = await take(person, given, id)
    expect([again.status, again.data]).toEqual([200, first.data])
  })

  it('is given to nobody else', async () => {
    const person = await service.person('worker', testAreas.grid)
    const id = newId()
    const given = checkInAt(testStartMs)
    await take(person, given, id)
    const office = await service.person('townshipOffice', testAreas.township)
    expect((await take(office, given, id)).error.code).toBe('notAllowed')
  })

  it('keeps no refusal as a first answer: what was refused may be done later under the same id', async () => {
    const person = await service.person('worker', testAreas.grid)
    await endPosts(person, '2026-06-13')
    const id = newId()
    const report = submitInput(service)
    expect((await submit(person, report, id)).error.code).toBe('notInService')
    expect(await prisma().command.count({ where: { id: idBytes(id) } })).toBe(0)
    await addPost(person, testAreas.grid, '2026-06-15')
    expect((await submit(person, report, id)).status).toBe(200)
  })
})
