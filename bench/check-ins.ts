import { spawn } from 'node:child_process'
import path from 'node:path'
import { createTestAreas, createPeople, testAreas, testCentres } from '../cloud/testing/test-county'
import { keysOf } from '../cloud/parts'
import { openDatabase } from '../cloud/platform/database'
import { newId } from '../cloud/platform/ids'
import { cpuMicrosecondsOf } from './cpu'
import type { Bench, BenchContext, Figure } from './figure'
import { median, percentile } from './figure'
import { load, type LoadResult } from './http-load'
import { startBuiltService } from './service-process'

/** At 8 o'clock a service has far more phones waiting than this; the goals are of that hour. */
const atEight = 256
/** The same with few at once, when batches are small and each side waits for the other. */
const few = 64
/** Long enough that the opening of the connections is not most of the longest one in a hundred. */
const roundMs = 10_000
const workerCount = 400
const goalTimes = 1.5
const mostResidentMb = 250

interface Measured {
  url: string
  path: string
  next(): { headers: string; body: string }
  servicePid: number
  stop(): Promise<void>
}

const centre = testCentres[testAreas.grid] as { longitude: number; latitude: number }

/** What a phone sends: the same to both servers. */
function checkInBody(serial: number): string {
  const longitude = (centre.longitude + ((serial * 37) % 4_000) * 1e-6).toFixed(6)
  const latitude = (centre.latitude + ((serial * 53) % 3_000) * 1e-6).toFixed(6)
  return (
    `{"commandId":"${commandId(serial)}","position":{"longitude":${longitude},"latitude":${latitude},` +
    `"datum":"wgs84","accuracyMeters":${8 + (serial % 30)}},` +
    `"stamp":{"deviceId":"phone-${serial % workerCount}","deviceTakenAtMs":${Date.now()},"ticket":null}}`
  )
}

/** This run's own beginning, so that two runs on one database never meet. */
const runPart = newId().slice(24)

/** A UUIDv7 made by counting, which is cheaper than by chance: the load should cost little. */
function commandId(serial: number): string {
  const time = Date.now().toString(16).padStart(12, '0')
  const count = (serial % 0xfff_ffff).toString(16).padStart(7, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${count.slice(0, 3)}-8${count.slice(3, 6)}-${count.slice(6)}${runPart.slice(1)}`
}

const bareTable = `CREATE TABLE bare_check_in (
  id BINARY(16) PRIMARY KEY, deviceId VARCHAR(64) NOT NULL, deviceTakenAt DATETIME(3) NOT NULL,
  longitude DOUBLE NOT NULL, latitude DOUBLE NOT NULL, accuracyMeters DOUBLE NOT NULL)`

async function startBare(context: BenchContext): Promise<Measured> {
  const url = await context.freshDatabase('bare')
  const database = openDatabase({ url, connections: 1 })
  await database.pool.query(bareTable)
  await database.close()
  const child = spawn(process.execPath, [path.join(process.cwd(), 'bench/bare-server.mjs')], {
    env: { ...process.env, NODE_ENV: 'production', DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const port = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (text: Buffer) => resolve(JSON.parse(text.toString()).port))
    child.once('exit', (status) => reject(new Error(`the bare server ended with ${status}`)))
  })
  let serial = 0
  return {
    url: `http://127.0.0.1:${port}`,
    path: '/check-ins',
    next: () => {
      serial += 1
      return { headers: '', body: checkInBody(serial) }
    },
    servicePid: child.pid ?? 0,
    stop: async () => void child.kill('SIGTERM'),
  }
}

interface Ours {
  measured: Measured
  stored(): Promise<number>
  residentMb(): number
}

async function startOurs(context: BenchContext): Promise<Ours> {
  const url = await context.freshDatabase('check_ins')
  const database = openDatabase({ url, connections: 4 })
  await createTestAreas(database)
  const person = createPeople(database, keysOf('a secret of the bench, long enough'), () =>
    Date.now(),
  )
  const tokens: string[] = []
  const count = context.smoke ? 8 : workerCount
  for (let index = 0; index < count; index += 1) {
    tokens.push((await person('worker', testAreas.grid)).token)
  }
  const service = await startBuiltService(url)
  let serial = 0
  const measured: Measured = {
    url: service.url,
    path: '/api/check-ins/take',
    next: () => {
      serial += 1
      const token = tokens[serial % tokens.length] as string
      return { headers: `Authorization: Bearer ${token}\r\n`, body: checkInBody(serial) }
    },
    servicePid: service.pid,
    stop: async () => {
      await service.stop()
      await database.close()
    },
  }
  const stored = async () => {
    const [rows] = await database.pool.query('SELECT COUNT(*) AS n FROM check_in')
    return Number((rows as { n: number }[])[0]?.n)
  }
  return { measured, stored, residentMb: () => service.residentBytes() / 1e6 }
}

/** One round's load with the CPU time that each request took of service and database. */
interface Round extends LoadResult {
  serviceMicroseconds: number
  databaseMicroseconds: number
}

interface Rounds {
  service: number[]
  database: number[]
  perSecond: number[]
  p50: number[]
  p99: number[]
}

function add(rounds: Rounds, round: Round): void {
  const { perSecond, latencies } = round
  rounds.service.push(round.serviceMicroseconds)
  rounds.database.push(round.databaseMicroseconds)
  rounds.perSecond.push(perSecond)
  rounds.p50.push(percentile(latencies, 0.5))
  rounds.p99.push(percentile(latencies, 0.99))
}

const noRounds = (): Rounds => ({ service: [], database: [], perSecond: [], p50: [], p99: [] })

function figuresOf(name: string, rounds: Rounds): Figure[] {
  const { perSecond, p50, p99 } = rounds
  return [
    { name: `${name}.perSecond`, value: median(perSecond), unit: 'per second' },
    { name: `${name}.p50`, value: median(p50), unit: 'ms' },
    { name: `${name}.p99`, value: median(p99), unit: 'ms' },
    { name: `${name}.service`, value: median(rounds.service), unit: 'µs CPU' },
    { name: `${name}.database`, value: median(rounds.database), unit: 'µs CPU' },
  ]
}

function comparison(name: string, bare: Rounds, ours: Rounds, hasGoal: boolean): Figure[] {
  const times = median(
    ours.perSecond.map((value, round) => value / (bare.perSecond[round] ?? Number.NaN)),
  )
  const slower = median(ours.p99.map((value, round) => value / (bare.p99[round] ?? Number.NaN)))
  return [
    {
      name: `${name}.timesBare`,
      value: times,
      unit: 'times',
      ...(hasGoal ? { goal: { text: `≥ ${goalTimes}`, met: times >= goalTimes } } : {}),
    },
    {
      name: `${name}.p99TimesBare`,
      value: slower,
      unit: 'times',
      ...(hasGoal ? { goal: { text: '≤ 1', met: slower <= 1 } } : {}),
    },
  ]
}

async function measure(
  { url, path, next, servicePid }: Measured,
  clients: number,
  { smoke, databasePid }: BenchContext,
): Promise<Round> {
  const [connections, durationMs] = smoke ? [8, 300] : [clients, roundMs]
  const pids = [servicePid, databasePid]
  const begun = pids.map(cpuMicrosecondsOf)
  const result = await load({ url, path, next, connections, durationMs })
  if (result.refused > 0) {
    throw new Error(
      `${result.refused} requests were refused, the first with ${result.firstRefusal}`,
    )
  }
  const [serviceMicroseconds = 0, databaseMicroseconds = 0] = pids.map(
    (pid, index) => (cpuMicrosecondsOf(pid) - (begun[index] ?? 0)) / result.answered,
  )
  return { ...result, serviceMicroseconds, databaseMicroseconds }
}

function said({ perSecond, serviceMicroseconds, databaseMicroseconds }: Round): string {
  return `${perSecond.toFixed(0)}/s (${serviceMicroseconds.toFixed(0)} + ${databaseMicroseconds.toFixed(0)} µs)`
}

async function measureRounds(bare: Measured, ours: Ours, context: BenchContext): Promise<Figure[]> {
  const loads = [
    { name: 'check-ins', clients: atEight, bare: noRounds(), ours: noRounds() },
    { name: 'check-ins.few', clients: few, bare: noRounds(), ours: noRounds() },
  ]
  let acknowledged = 0
  for (let round = context.smoke ? 0 : -1; round < context.rounds; round += 1) {
    for (const load of loads) {
      const first = await measure(bare, load.clients, context)
      const second = await measure(ours.measured, load.clients, context)
      acknowledged += second.answered
      // the first round warms both up
      if (round < 0) continue
      add(load.bare, first)
      add(load.ours, second)
      const which = `round ${round + 1}, ${load.clients} at once`
      context.say(`${which}: bare ${said(first)}, ours ${said(second)}`)
    }
  }
  const stored = await ours.stored()
  if (stored !== acknowledged) throw new Error(`${acknowledged} acknowledged, ${stored} stored`)
  const residentMb = ours.residentMb()
  const goal = { text: `≤ ${mostResidentMb} MB`, met: residentMb <= mostResidentMb }
  return [
    ...loads.flatMap((load) => [
      ...figuresOf(`${load.name}.bare`, load.bare),
      ...figuresOf(`${load.name}.ours`, load.ours),
      ...comparison(load.name, load.bare, load.ours, load.clients === atEight),
    ]),
    { name: 'service.loaded.resident', value: residentMb, unit: 'MB', goal },
  ]
}

/** The whole way of a check-in against one prepared INSERT, in turns on one machine. */
export const checkIns: Bench = {
  name: 'check-ins',
  async run(context) {
    const bare = await startBare(context)
    const ours = await startOurs(context).catch(async (error) => {
      await bare.stop()
      throw error
    })
    try {
      return await measureRounds(bare, ours, context)
    } finally {
      await Promise.allSettled([bare.stop(), ours.measured.stop()])
    }
  },
}
