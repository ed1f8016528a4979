import { afterAll, beforeAll, expect, it } from 'vitest'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'
import { dateOfDay, daysOfBits } from '../../platform/clock'
import { idBytes, newId } from '../../platform/ids'
import { type CheckInsStore, createCheckInsStore } from './check-ins.store'

const month = '2026-05'
let service: TestService
let store: CheckInsStore
let workers: TestPerson[]

/** Days with a counted check-in or an approved correction, and all check-ins, by hand. */
const expected = new Map<string, { days: Set<string>; checkIns: number }>()

async function checkIn(person: TestPerson, day: string, counted: boolean): Promise<void> {
  const at = new Date(`${day}T09:00:00+08:00`)
  await service.parts.database.prisma.checkIn.create({
    data: {
      id: idBytes(newId()),
      accountId: idBytes(person.accountId),
      gridCode: testAreas.grid,
      deviceId: 'phone',
      deviceTakenAt: at,
      receivedAt: at,
      takenAt: at,
      day: dateOfDay(day),
      verdict: counted ? 'inside' : 'outside',
      counted,
      notes: '',
      contentHash: new Uint8Array(32),
    },
  })
}

async function correction(
  person: TestPerson,
  day: string,
  state: 'approved' | 'waiting' | 'refused',
) {
  await service.parts.database.prisma.checkInCorrection.create({
    data: {
      id: idBytes(newId()),
      accountId: idBytes(person.accountId),
      gridCode: testAreas.grid,
      day: dateOfDay(day),
      reason: '忘记',
      evidence: [],
      state,
      requestedAt: new Date(testStartMs),
    },
  })
}

beforeAll(async () => {
  service = await startTestService()
  store = createCheckInsStore(service.parts.database)
  workers = []
  for (let index = 0; index < 4; index += 1) {
    const person = await service.person('worker', index < 3 ? testAreas.grid : testAreas.otherGrid)
    workers.push(person)
    const days = new Set<string>()
    let checkIns = 0
    for (let number = 0; number < 40; number += 1) {
      const day = `2026-0${4 + ((number * 7 + index) % 3)}-${String(1 + ((number * 11 + index) % 30)).padStart(2, '0')}`
      const counted = (number + index) % 4 !== 0
      await checkIn(person, day, counted)
      if (!day.startsWith(month)) continue
      checkIns += 1
      if (counted) days.add(day)
    }
    await correction(person, `${month}-31`, index % 2 === 0 ? 'approved' : 'refused')
    await correction(person, `${month}-30`, 'waiting')
    if (index % 2 === 0) days.add(`${month}-31`)
    expected.set(person.accountId, { days, checkIns })
  }
})
afterAll(() => service.close())

function expectCounts(
  counts: Awaited<ReturnType<CheckInsStore['countDays']>>,
  people: TestPerson[],
) {
  expect([...counts.keys()].sort()).toEqual(people.map((one) => one.accountId).sort())
  for (const { accountId } of people) {
    const found = counts.get(accountId)
    const wanted = expected.get(accountId)
    expect(daysOfBits(found?.countedDays ?? 0, month)).toEqual([...(wanted?.days ?? [])].sort())
    expect(found?.checkIns).toBe(wanted?.checkIns)
  }
}

it('counts distinct days and approved corrections of the people asked for', async () => {
  const asked = workers.slice(1, 3)
  const accountIds = asked.map((one) => one.accountId)
  expectCounts(await store.countDays({ accountIds }, month), asked)
  expect(await store.countDays({ accountIds: [] }, month)).toEqual(new Map())
})

it('counts everybody with a worker’s post in the areas asked for', async () => {
  expectCounts(await store.countDays({ scopes: [testAreas.township] }, month), workers.slice(0, 3))
  expectCounts(await store.countDays({ scopes: [testAreas.county] }, month), workers)
  expect(await store.countDays({ scopes: [] }, month)).toEqual(new Map())
})

it('counts twenty check-ins of one day as one day (G-DN-043)', async () => {
  const person = await service.person('worker', testAreas.secondGrid)
  for (let number = 0; number < 20; number += 1) await checkIn(person, '2022-06-30', true)
  const counts = await store.countDays({ accountIds: [person.accountId] }, '2022-06')
  expect(counts.get(person.accountId)).toEqual({ countedDays: 2 ** 29, checkIns: 20 })
})
