import { type ChildProcess, spawn } from 'node:child_process'
import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildCloud } from '../../scripts/lib/build.mjs'
import { privateServer } from '../../scripts/lib/mariadb.mjs'
import { temporaryFolder } from '../../scripts/lib/memory-folder.mjs'
import { freePort } from '../../scripts/lib/processes.mjs'
import { checkIns, reports } from '../contract'
import type { Command, InputOf } from '../contract/define'
import { keysOf } from '../parts'
import { migrate } from '../platform/database/migrate'
import { type Database, openDatabase } from '../platform/database'
import { newId } from '../platform/ids'
import {
  createPeople,
  createTestAreas,
  testAreas,
  testCentres,
  type TestPerson,
} from './test-county'
import { callingOf } from './test-service'

const project = path.resolve(import.meta.dirname, '../..')
const killCount = 20
const clientCount = 12
const patienceMs = 5_000
/** Between two kills so much is acknowledged that something is always under way. */
const acknowledgedBetween = 5
const secret = 'a secret of the survival test, long enough to be accepted'

interface Deed {
  id: string
  accountId: string
  kind: 'checkIn' | 'report'
}

let folder: string
let server: Awaited<ReturnType<typeof privateServer>>
let service: ChildProcess
let url: string
let port: number
let workers: TestPerson[]
const acknowledged: Deed[] = []

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** A new service process on the same port; resolves when it is ready. */
async function startService(): Promise<void> {
  service = spawn(process.execPath, [path.join(project, 'dist/cloud/main.mjs')], {
    env: {
      ...process.env,
      NODE_ENV: 'test',
      DATABASE_URL: server.url('survival_test'),
      PORT: String(port),
      HOST: '127.0.0.1',
      SECRET: secret,
      WECHAT: 'stand-in',
      DATA_FOLDER: path.join(folder, 'files'),
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await new Promise<void>((resolve, reject) => {
    service.stdout?.once('data', () => resolve())
    service.once('exit', (status) => reject(new Error(`the service ended with ${status}`)))
  })
}

async function killService(): Promise<void> {
  const ended = new Promise((resolve) => service.once('exit', resolve))
  service.kill('SIGKILL')
  await ended
  await startService()
}

async function killDatabase(): Promise<void> {
  await server.kill()
  server = await privateServer(path.join(folder, 'database'), { durable: true, allDatabases: true })
}

const stamp = () => ({ deviceId: 'survival', deviceTakenAtMs: Date.now(), ticket: null })
const place = {
  ...(testCentres[testAreas.grid] ?? { longitude: 0, latitude: 0 }),
  datum: 'wgs84' as const,
  accuracyMeters: 12,
}

/** A phone does not wait for ever either: it asks again, with the same id. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), patienceMs)
  })
  answer.catch(() => undefined)
  try {
    return await Promise.race([answer, tooLong])
  } finally {
    clearTimeout(timer)
  }
}

/** Sends until it is acknowledged, always with the same id, as a phone does. */
async function deliver<E extends Command>(
  entry: E,
  input: InputOf<E>,
  person: TestPerson,
  commandId: string,
): Promise<void> {
  const call = callingOf(url)
  for (;;) {
    try {
      const answer = await inTime(call(entry, input, { token: person.token, commandId }))
      if (answer.status === 200) return
      if (answer.status < 500) throw new Error(`refused: ${JSON.stringify(answer.error)}`)
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('refused')) throw error
    }
    await pause(100)
  }
}

async function client(person: TestPerson, until: () => boolean): Promise<void> {
  for (let turn = 0; !until(); turn += 1) {
    const id = newId()
    if (turn % 4 === 3) {
      await deliver(
        reports.submit,
        {
          itemCode: '4-1',
          emotionFlag: false,
          escalationFlag: false,
          urgent: false,
          text: `第 ${turn} 条`,
          position: place,
          photoIds: [],
          stamp: stamp(),
        },
        person,
        id,
      )
      acknowledged.push({ id, accountId: person.accountId, kind: 'report' })
    } else {
      await deliver(checkIns.take, { position: place, stamp: stamp() }, person, id)
      acknowledged.push({ id, accountId: person.accountId, kind: 'checkIn' })
    }
  }
}

beforeAll(async () => {
  // a killed process leaves the same behind in memory as on a disk, which only a power cut tells apart
  folder = temporaryFolder('survival-')
  await buildCloud()
  server = await privateServer(path.join(folder, 'database'), { durable: true, allDatabases: true })
  await server.createDatabase('survival_test')
  await migrate(server.url('survival_test'), path.join(project, 'prisma/migrations'))
  const database = openDatabase({ url: server.url('survival_test'), connections: 2 })
  await createTestAreas(database)
  const person = createPeople(database, keysOf(secret), () => Date.now())
  workers = []
  for (let index = 0; index < clientCount; index += 1)
    workers.push(await person('worker', testAreas.grid))
  await database.close()
  port = await freePort()
  url = `http://127.0.0.1:${port}`
  await startService()
}, 120_000)

afterAll(async () => {
  service?.kill('SIGKILL')
  await server?.release()
  rmSync(folder, { recursive: true, force: true })
})

async function countOf(database: Database, table: 'check_in' | 'report'): Promise<string[]> {
  const [rows] = await database.pool.query(`SELECT LOWER(HEX(id)) AS id FROM ${table}`)
  return (rows as { id: string }[]).map((row) => row.id)
}

const bare = (deeds: Deed[]) => deeds.map((deed) => deed.id.replaceAll('-', '')).sort()

describe('killed without warning', () => {
  it(`loses no acknowledged record and doubles none, over ${killCount} kills under load`, async () => {
    let done = false
    const clients = workers.map((person) => client(person, () => done))
    for (let round = 0; round < killCount; round += 1) {
      const before = acknowledged.length
      while (acknowledged.length < before + acknowledgedBetween) await pause(10)
      await pause(Math.random() * 150)
      if (round % 2 === 0) await killService()
      else await killDatabase()
    }
    done = true
    await Promise.all(clients)

    const database = openDatabase({ url: server.url('survival_test'), connections: 2 })
    const taken = acknowledged.filter((deed) => deed.kind === 'checkIn')
    const submitted = acknowledged.filter((deed) => deed.kind === 'report')
    expect(acknowledged.length).toBeGreaterThan(killCount * acknowledgedBetween)
    expect(submitted.length).toBeGreaterThan(0)
    // every acknowledged record is there once, and nothing is there that nobody sent
    expect((await countOf(database, 'check_in')).sort()).toEqual(bare(taken))
    expect((await countOf(database, 'report')).sort()).toEqual(bare(submitted))

    // the tallies and the audit rows went with the records, not before or after them
    const months = await database.prisma.workerMonth.findMany()
    expect(months.reduce((sum, month) => sum + month.checkIns, 0)).toBe(taken.length)
    expect(months.reduce((sum, month) => sum + month.reports, 0)).toBe(submitted.length)
    expect(await database.prisma.auditEntry.count({ where: { event: 'checkIn.taken' } })).toBe(
      taken.length,
    )
    expect(await database.prisma.auditEntry.count({ where: { event: 'report.submitted' } })).toBe(
      submitted.length,
    )
    await database.close()
  }, 240_000)
})
