import { setTimeout as wait } from 'node:timers/promises'
import { type Connection, createConnection } from 'mysql2/promise'
import { keysOf } from '../cloud/parts'
import { loginOf } from '../cloud/platform/database/address'
import { openDatabase } from '../cloud/platform/database'
import { newId } from '../cloud/platform/ids'
import { createPeople } from '../cloud/testing/test-county'
import { cpuMicrosecondsOf } from './cpu'
import { type Bench, type BenchContext, type Figure, median, percentile } from './figure'
import { load, type LoadResult } from './http-load'
import { type County, type Crew, type Page, pagesOf } from './matter-pages'
import { countyDepartment, gridCodes, policeOf, populateMatters } from './matter-population'
import { type RunningService, startBuiltService } from './service-process'
import { populatedCounty } from './population'

const clients = 64
const stepCount = 6
const goalPerSecond = 100
const mostPageMs = 100
const million = 1_000_000

const header = (token: string) => `Authorization: Bearer ${token}\r\n`

/** The crews, and who looks on from the county. */
async function makeCrews(url: string, count: number): Promise<{ crews: Crew[]; county: County }> {
  const database = openDatabase({ url, connections: 4 })
  const person = createPeople(database, keysOf('a secret of the bench, long enough'), () =>
    Date.now(),
  )
  const offices = new Map<string, Pick<Crew, 'office' | 'police'>>()
  const crews: Crew[] = []
  const all = gridCodes()
  for (let index = 0; index < count; index += 1) {
    const gridCode = all[(index * 37) % all.length] ?? ''
    const township = gridCode.slice(0, 9)
    const leadCode = policeOf(township)
    const office = offices.get(township) ?? {
      office: header((await person('townshipOffice', township)).token),
      police: header((await person('department', leadCode)).token),
    }
    offices.set(township, office)
    const worker = header((await person('worker', gridCode, { workerKind: 'rural' })).token)
    const head = header((await person('gridHead', gridCode)).token)
    crews.push({ gridCode, worker, head, leadCode, ...office })
  }
  const county = {
    centre: header((await person('countyCentre', populatedCounty)).token),
    policy: header((await person('countyPolicy', populatedCounty)).token),
    department: header((await person('department', countyDepartment)).token),
  }
  await database.close()
  return { crews, county }
}

const texts = ['村口路灯不亮，晚上看不见路', '井盖丢失，怕孩子掉下去', '垃圾堆了好几天没人清运']

/** The six calls of one lifecycle, one after the other, then the next matter's. */
function createTurns(crews: readonly Crew[]) {
  const turns = crews.map(() => ({ step: 0, matterId: '' }))
  const spot = '"position":{"longitude":110.75,"latitude":36.45,"datum":"wgs84","accuracyMeters":9}'
  return (client: number) => {
    const crew = crews[client % crews.length] as Crew
    const turn = turns[client % turns.length] as (typeof turns)[number]
    const step = turn.step % stepCount
    turn.step += 1
    const commandId = newId()
    if (step === 0) {
      turn.matterId = commandId
      const text = `${texts[turn.step % texts.length]}（${turn.step}）`
      return {
        path: '/api/matters/raise',
        headers: crew.worker,
        body: `{"commandId":"${commandId}","gridCode":"${crew.gridCode}","classCode":"facility","level":"ordinary","text":"${text}",${spot},"photoIds":[]}`,
      }
    }
    const moves = [
      [crew.office, '"move":"accept"'],
      [crew.office, `"move":"dispatch","leadCode":"${crew.leadCode}"`],
      [crew.police, '"move":"handle","text":"已处理，恢复正常"'],
      [crew.head, `"move":"verify","text":"现场看过，已解决",${spot}`],
      [crew.worker, '"move":"evaluate","satisfaction":"satisfied"'],
    ] as const
    const [headers, move] = moves[step - 1] ?? moves[0]
    return {
      path: '/api/matters/move',
      headers,
      body: `{"commandId":"${commandId}","matterId":"${turn.matterId}",${move}}`,
    }
  }
}

interface Measured extends LoadResult {
  serviceMicroseconds: number
  databaseMicroseconds: number
}

async function lifecycles(
  service: RunningService,
  crews: readonly Crew[],
  { databasePid, smoke }: BenchContext,
): Promise<Measured> {
  const pids = [service.pid, databasePid] as const
  const before = pids.map(cpuMicrosecondsOf)
  const result = await load({
    url: service.url,
    path: '',
    connections: smoke ? 4 : clients,
    durationMs: smoke ? 500 : 10_000,
    next: createTurns(crews),
  })
  if (result.refused > 0) throw new Error(`refused: ${result.firstRefusal}`)
  const [ofService = 0, ofDatabase = 0] = pids.map(
    (pid, index) => (cpuMicrosecondsOf(pid) - (before[index] ?? 0)) / result.answered,
  )
  return { ...result, serviceMicroseconds: ofService, databaseMicroseconds: ofDatabase }
}

function lifecycleFigures(name: string, rounds: readonly Measured[], goal: boolean): Figure[] {
  const perSecond = median(rounds.map((one) => one.perSecond)) / stepCount
  const latencies = rounds.map((one) => percentile(one.latencies, 0.99))
  return [
    {
      name: `lifecycle.${name}.perSecond`,
      value: perSecond,
      unit: 'per second',
      ...(goal ? { goal: { text: '≥ 100', met: perSecond >= goalPerSecond } } : {}),
    },
    { name: `lifecycle.${name}.call.p99`, value: median(latencies), unit: 'ms' },
    {
      name: `lifecycle.${name}.call.service`,
      value: median(rounds.map((one) => one.serviceMicroseconds)),
      unit: 'µs CPU',
    },
    {
      name: `lifecycle.${name}.call.database`,
      value: median(rounds.map((one) => one.databaseMicroseconds)),
      unit: 'µs CPU',
    },
  ]
}

async function pageFigures(
  service: RunningService,
  { name, token, paths }: Page,
  smoke: boolean,
): Promise<Figure[]> {
  let turn = 0
  const { latencies, refused, firstRefusal } = await load({
    url: service.url,
    path: '',
    method: 'GET',
    connections: 2,
    durationMs: smoke ? 200 : 5_000,
    next() {
      turn += 1
      return { path: paths[turn % paths.length] ?? '', headers: token, body: '' }
    },
  })
  if (refused > 0) throw new Error(`${name} refused: ${firstRefusal}`)
  const p99 = percentile(latencies, 0.99)
  return [
    { name: `lifecycle.million.${name}.p50`, value: percentile(latencies, 0.5), unit: 'ms' },
    {
      name: `lifecycle.million.${name}.p99`,
      value: p99,
      unit: 'ms',
      goal: { text: '≤ 100 ms', met: p99 <= mostPageMs },
    },
  ]
}

/** What a service that has been running would have done long ago: its figures are counted once. */
async function untilCounted(url: string): Promise<void> {
  const connection: Connection = await createConnection(loginOf(url))
  for (;;) {
    const [rows] = await connection.query('SELECT 1 FROM loop_figure_state WHERE revision > 0')
    if ((rows as unknown[]).length > 0) break
    await wait(200)
  }
  await connection.end()
}

/** A database that would hold a million cases is given the memory for their indexes. */
async function withMemory(url: string, bytes: number): Promise<void> {
  const connection: Connection = await createConnection(loginOf(url))
  await connection.query(`SET GLOBAL innodb_buffer_pool_size = ${bytes}`)
  await connection.end()
}

/** Raise, accept, dispatch, handle, verify, evaluate: at an empty database and at a million cases. */
export const lifecycle: Bench = {
  name: 'lifecycle',
  async run(context) {
    const { smoke, say } = context
    const rounds = smoke ? 1 : context.rounds
    const figures: Figure[] = []
    for (const [name, count] of [
      ['empty', 0],
      ['million', smoke ? 500 : million],
    ] as const) {
      const url = await context.freshDatabase(`lifecycle_${name}`)
      if (!smoke) await withMemory(url, 1_073_741_824)
      const begun = performance.now()
      await populateMatters(url, count)
      say(`  ${count} matters made in ${((performance.now() - begun) / 1_000).toFixed(0)} s`)
      const { crews, county } = await makeCrews(url, smoke ? 4 : clients)
      const service = await startBuiltService(url)
      await untilCounted(url)
      const measured: Measured[] = []
      for (let round = 0; round < rounds; round += 1) {
        measured.push(await lifecycles(service, crews, context))
        say(`  ${name}: ${((measured.at(-1)?.perSecond ?? 0) / stepCount).toFixed(0)} lifecycles/s`)
      }
      figures.push(...lifecycleFigures(name, measured, name === 'million'))
      if (name === 'million') {
        for (const page of pagesOf(crews, county))
          figures.push(...(await pageFigures(service, page, smoke)))
        figures.push({
          name: 'lifecycle.million.service.resident',
          value: service.residentBytes() / 1e6,
          unit: 'MB',
        })
      }
      await service.stop()
    }
    return figures
  },
}
