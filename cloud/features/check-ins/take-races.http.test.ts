import { bitCount } from '../../platform/clock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkIns } from '../../contract'
import type { InputOf } from '../../contract/define'
import { testAreas, testCentres, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'
import { idBytes, newId } from '../../platform/ids'

type TakeInput = InputOf<typeof checkIns.take>
const centre = testCentres[testAreas.grid] as { longitude: number; latitude: number }
const workerCount = 10

let service: TestService
let workers: TestPerson[]

beforeAll(async () => {
  service = await startTestService()
  workers = []
  for (let index = 0; index < workerCount; index += 1) {
    workers.push(await service.person('worker', testAreas.grid))
  }
})
afterAll(() => service.close())

interface Sent {
  id: string
  person: TestPerson
  input: TakeInput
}

function sendings(count: number): Sent[] {
  return Array.from({ length: count }, (_, index) => ({
    id: newId(),
    person: workers[index % workerCount] as TestPerson,
    input: {
      position: {
        longitude: centre.longitude + index * 1e-6,
        latitude: centre.latitude,
        datum: 'wgs84',
        accuracyMeters: 9,
      },
      stamp: {
        deviceId: `phone-${index % workerCount}`,
        deviceTakenAtMs: service.clock.nowMs(),
        ticket: null,
      },
    },
  }))
}

const send = ({ id, person, input }: Sent) =>
  service.call(checkIns.take, input, { token: person.token, commandId: id })

/** Every record once, and tallies and audit rows that say the same. */
async function expectExactly(sent: readonly Sent[]): Promise<void> {
  const { prisma } = service.parts.database
  const ids = new Set(sent.map((one) => one.id))
  const bytes = [...ids].map(idBytes)
  expect(await prisma.checkIn.count({ where: { id: { in: bytes } } })).toBe(ids.size)
  expect(await prisma.checkIn.count()).toBe(
    await prisma.auditEntry.count({ where: { event: 'checkIn.taken' } }),
  )
  for (const { accountId } of workers) {
    const own = await prisma.checkIn.findMany({ where: { accountId: idBytes(accountId) } })
    const tally = await prisma.workerMonth.findFirst({ where: { accountId: idBytes(accountId) } })
    expect(tally?.checkIns).toBe(own.length)
    const days = new Set(own.filter((one) => one.counted).map((one) => one.day.toISOString()))
    expect(bitCount(tally?.countedDays ?? 0)).toBe(days.size)
  }
}

describe('many check-ins at once', () => {
  it('takes 200 with as many repeats among them, each exactly once', async () => {
    const sent = sendings(200)
    const mixed = [...sent, ...sent].sort((a, b) => (a.id.slice(-4) < b.id.slice(-4) ? -1 : 1))
    const answers = await Promise.all(mixed.map(send))
    expect(new Set(answers.map((one) => one.status))).toEqual(new Set([200]))
    const byId = new Map<string, unknown>()
    mixed.forEach(({ id }, index) => {
      const { checkIn } = (answers[index] as (typeof answers)[number]).data
      expect(checkIn.id).toBe(id)
      expect(byId.get(id) ?? checkIn).toEqual(checkIn)
      byId.set(id, checkIn)
    })
    await expectExactly(sent)
  })

  it('repeats of stored ones mixed with new ones and with other contents spoil nobody’s', async () => {
    const old = sendings(20)
    await Promise.all(old.map(send))
    const fresh = sendings(60)
    const changed = old
      .slice(0, 5)
      .map((one) => ({ ...one, input: { ...one.input, remark: '另外的' } }))
    const stolen = old.slice(5, 10).map((one) => ({
      ...one,
      person: workers.find((other) => other !== one.person) as TestPerson,
    }))
    const answers = await Promise.all([...old, ...changed, ...fresh, ...stolen].map(send))
    const statuses = answers.map((one) => one.status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(80)
    expect(statuses.filter((status) => status === 409)).toHaveLength(10)
    await expectExactly([...old, ...fresh])
  })

  it('survives its connection being killed in the middle, again and again', async () => {
    const killer = await service.parts.database.connect()
    const sent: Sent[] = []
    let kills = 0
    /** Ends what is being asked of the database just now. */
    const killBusy = async (): Promise<void> => {
      const [rows] = await killer.query(
        `SELECT id FROM information_schema.PROCESSLIST
         WHERE db = DATABASE() AND id <> CONNECTION_ID() AND command <> 'Sleep'`,
      )
      for (const { id } of rows as { id: number }[]) {
        // one that has just gone by itself is none of ours
        await killer.query('KILL ?', [id]).then(
          () => (kills += 1),
          () => undefined,
        )
      }
    }
    const deliver = async (one: Sent): Promise<void> => {
      for (;;) {
        const answer = await send(one)
        if (answer.status === 200) return
        expect(answer.error.code).toBe('databaseBusy')
      }
    }
    // how many kills meet a statement is a matter of luck: rounds go on until enough have
    while (kills < 5) {
      const batch = sendings(40)
      sent.push(...batch)
      let underWay = true
      const delivered = Promise.all(batch.map(deliver)).finally(() => (underWay = false))
      while (underWay) await killBusy()
      await delivered
    }
    await killer.end()
    await expectExactly(sent)
  })
})

describe('callers who are remembered', () => {
  it('who were signed out meanwhile take nothing, and spoil nothing for those beside them', async () => {
    await Promise.all(sendings(workerCount).map(send))
    const gone = await service.person('worker', testAreas.grid)
    const before = sendings(1).map((one) => ({ ...one, person: gone }))
    expect((await Promise.all(before.map(send))).map((one) => one.status)).toEqual([200])
    await service.parts.database.prisma.session.updateMany({
      where: { accountId: idBytes(gone.accountId) },
      data: { endedAt: new Date(service.clock.nowMs()) },
    })
    // all in one batch: none of them has been looked up since
    const others = sendings(30)
    const late = sendings(3).map((one) => ({ ...one, person: gone }))
    const answers = await Promise.all([...others, ...late, ...before].map(send))
    expect(answers.slice(0, 30).map((one) => one.status)).toEqual(others.map(() => 200))
    expect(answers.slice(30).map((one) => one.error?.code)).toEqual(
      [...late, ...before].map(() => 'notSignedIn'),
    )
    await expectExactly(others)
    const ids = late.map((one) => idBytes(one.id))
    expect(await service.parts.database.prisma.checkIn.count({ where: { id: { in: ids } } })).toBe(
      0,
    )
  })

  it('who were given another grid check in for that one from the next time on', async () => {
    const moved = await service.person('worker', testAreas.grid)
    const [first, second] = sendings(2).map((one) => ({ ...one, person: moved })) as [Sent, Sent]
    expect((await send(first)).data.checkIn.gridCode).toBe(testAreas.grid)
    await service.parts.database.prisma.post.updateMany({
      where: { accountId: idBytes(moved.accountId) },
      data: { scopeCode: testAreas.otherGrid },
    })
    expect((await send(second)).data.checkIn.gridCode).toBe(testAreas.otherGrid)
  })
})
