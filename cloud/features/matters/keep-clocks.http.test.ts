import { afterAll, beforeAll, expect, it } from 'vitest'
import { matters } from '../../contract'
import type { InputOf } from '../../contract/define'
import { idBytes } from '../../platform/ids'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let worker: TestPerson
let office: TestPerson
let village: TestPerson
const day = 24 * 3_600_000

beforeAll(async () => {
  service = await startTestService()
  worker = await service.person('worker', testAreas.grid, { workerKind: 'rural' })
  office = await service.person('townshipOffice', testAreas.township)
  village = await service.person('villageHead', testAreas.village)
})
afterAll(() => service.close())

async function raised(level: 'ordinary' | 'emergency' = 'ordinary'): Promise<string> {
  const answer = await service.call(
    matters.raise,
    { classCode: 'facility', level, text: '井盖丢了', position: null, photoIds: [] },
    { token: worker.token },
  )
  return answer.data.matterId
}

async function moved(by: TestPerson, input: InputOf<typeof matters.makeMove>): Promise<void> {
  const answer = await service.call(matters.makeMove, input, { token: by.token })
  expect(answer.status, JSON.stringify(answer.error)).toBe(200)
}

const rowOf = (matterId: string) =>
  service.parts.database.prisma.matter.findUniqueOrThrow({ where: { id: idBytes(matterId) } })

const told = async (matterId: string, template: string) => {
  const rows = await service.parts.database.prisma.notice.findMany({
    where: { matterId: idBytes(matterId), template },
    orderBy: { id: 'asc' },
  })
  return rows.map((row) => row.audienceCode)
}

const timePasses = () => service.background('matterClocks')

it('reminds the holder before the end, and him and his superior after it, once each', async () => {
  const matterId = await raised()
  const { dueAt } = await rowOf(matterId)
  await timePasses()
  expect(await told(matterId, 'matterDueSoon')).toEqual([])
  service.clock.advance((dueAt?.getTime() ?? 0) - service.clock.nowMs() - 3_600_000)
  await timePasses()
  await timePasses()
  expect(await told(matterId, 'matterDueSoon')).toEqual([testAreas.township])
  service.clock.advance(2 * 3_600_000)
  await timePasses()
  await timePasses()
  expect(await told(matterId, 'matterOverdue')).toEqual([testAreas.township, testAreas.county])
  await moved(office, { matterId, move: 'accept' })
  await timePasses()
  expect(await told(matterId, 'matterOverdue')).toHaveLength(2)
})

it('tells everybody an emergency concerns at once', async () => {
  const matterId = await raised('emergency')
  const { grid, village: villageCode, township, county } = testAreas
  expect(await told(matterId, 'matterEmergency')).toEqual([grid, villageCode, township, county])
})

it('closes what nobody evaluated, ends what nobody supplemented, and archives in the end', async () => {
  const [verified, returned] = [await raised(), await raised()]
  await moved(office, { matterId: verified, move: 'accept' })
  await moved(office, { matterId: verified, move: 'dispatch', leadCode: testAreas.village })
  await moved(village, { matterId: verified, move: 'handle', text: '补上了' })
  await moved(office, { matterId: verified, move: 'verify', text: '看过照片' })
  await moved(office, { matterId: returned, move: 'return', text: '在哪里？' })
  await timePasses()
  expect((await rowOf(verified)).state).toBe('verified')
  expect((await rowOf(returned)).state).toBe('returned')
  service.clock.advance(60 * day)
  await timePasses()
  await timePasses()
  expect(await rowOf(verified)).toMatchObject({
    state: 'closed',
    outcome: 'solved',
    satisfaction: null,
    eventNumber: 6,
  })
  expect(await rowOf(returned)).toMatchObject({ state: 'ended', outcome: 'returned' })
  service.clock.advance(400 * day)
  await timePasses()
  expect((await rowOf(verified)).state).toBe('archived')
})
