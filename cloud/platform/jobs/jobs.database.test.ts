import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { fixedClock } from '../clock'
import { type Database, openDatabase } from '../database'
import { createTestDatabase, type TestDatabase } from '../database/test-database'
import { createLogger } from '../log'
import { createJobs, createLeaseStore, type Job, type Schedule } from './index'

let testDatabase: TestDatabase
let database: Database
const clock = fixedClock(Date.parse('2026-06-15T10:00:00+08:00'))
const log = createLogger('silent')
beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = openDatabase({ url: testDatabase.url, connections: 4 })
})
afterAll(async () => {
  await database.close()
  await testDatabase.drop()
})
beforeEach(async () => {
  await database.prisma.jobLease.deleteMany()
})

/** Time that only the test lets pass. */
function handSchedule() {
  const waiting: { ms: number; go: () => void }[] = []
  const schedule: Schedule = (ms, signal) =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true })
      if (signal.aborted) resolve()
      waiting.push({ ms, go: resolve })
    })
  return {
    schedule,
    /** Lets those who wait exactly so long go on. */
    pass(ms: number) {
      for (const one of waiting.filter((each) => each.ms === ms)) one.go()
    },
  }
}

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

const node = (jobs: Job[], schedule?: Schedule) =>
  createJobs({
    jobs,
    leases: createLeaseStore(database),
    clock,
    log,
    ...(schedule ? { schedule } : {}),
  })

it('does a piece of work on one node at a time, and elsewhere once the lease is over', async () => {
  let runs = 0
  const job = {
    name: 'count',
    everyMs: 2_000,
    run: async () => {
      runs += 1
    },
  }
  const [first, second] = [node([job]), node([job])]
  expect(await first.runOnce('count')).toBe(true)
  expect(await second.runOnce('count')).toBe(false)
  expect(await first.runOnce('count')).toBe(true)
  expect(runs).toBe(2)
  clock.advance(60_001)
  expect(await second.runOnce('count')).toBe(true)
  expect(await first.runOnce('count')).toBe(false)
  await second.stop()
  expect(await first.runOnce('count')).toBe(true)
  await first.stop()
})

it('prolongs the lease while a run goes on', async () => {
  const { schedule, pass } = handSchedule()
  const [begun, end] = [gate(), gate()]
  const long = {
    name: 'long',
    everyMs: 1_000,
    run: async () => {
      begun.open()
      await end.opened
    },
  }
  const [first, second] = [node([long], schedule), node([long])]
  const running = first.runOnce('long')
  await begun.opened
  clock.advance(40_000)
  pass(20_000)
  await expect
    .poll(async () => (await database.prisma.jobLease.findFirstOrThrow()).until.getTime())
    .toBe(clock.nowMs() + 60_000)
  clock.advance(40_000)
  expect(await second.runOnce('long')).toBe(false)
  end.open()
  await running
  await first.stop()
})

it('goes on after a failure, and stops when it is told to', async () => {
  const { schedule, pass } = handSchedule()
  const seen: boolean[] = []
  const ends = [gate(), gate()]
  let turn = 0
  const jobs = node(
    [
      {
        name: 'often',
        everyMs: 5_000,
        async run(run) {
          turn += 1
          if (turn === 1) throw new Error('the first fails')
          ends[0]?.open()
          await ends[1]?.opened
          seen.push(run.stopping())
        },
      },
    ],
    schedule,
  )
  jobs.start()
  await expect
    .poll(() => {
      pass(5_000)
      return turn
    })
    .toBe(2)
  await ends[0]?.opened
  const stopped = jobs.stop()
  ends[1]?.open()
  await stopped
  expect(seen).toEqual([true])
  expect(turn).toBe(2)
  expect(await database.prisma.jobLease.count()).toBe(0)
})
