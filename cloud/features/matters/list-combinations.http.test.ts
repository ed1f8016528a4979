import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matters } from '../../contract'
import type { InputOf } from '../../contract/define'
import {
  type MatterCircle,
  type MatterClassCode,
  matterClass,
  type MatterState,
  openMatterStates,
} from '../../contract/matter-taxonomy'
import { monthRangeMs, shanghaiMonth } from '../../platform/clock'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'
import { writeMatter } from '../../testing/written-matters'

/*
 * Every list that a page can ask for, against the same question answered by going through all
 * matters one by one: what the indexes leave out or put elsewhere shows here.
 */

type Asked = InputOf<typeof matters.queue>

const { grid, secondGrid, otherGrid, village, township, county } = testAreas
const policeCode = `${township}-01`
const waterCode = `${county}-02`
const hourMs = 3_600_000
const matterCount = 240

const states: MatterState[] = [
  'raised',
  'dispatched',
  'paused',
  'handled',
  'closed',
  'archived',
  'merged',
  'ended',
]
const classes: MatterClassCode[] = ['facility', 'dispute', 'organisedCrime', 'correction']
const grids = [grid, secondGrid, otherGrid]
const units = [policeCode, waterCode]

/** The same throw of the dice in every run. */
function dice(seed: number) {
  let state = seed
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  return { next, one: <Value>(values: readonly Value[]) => values[next(values.length)] as Value }
}

interface Known {
  id: string
  gridCode: string
  classCode: MatterClassCode
  circle: MatterCircle
  state: MatterState
  isOpen: boolean
  outcome: 'spam' | 'solved' | null
  receivedAtMs: number
  dueAtMs: number | null
  handledAtMs: number | null
  acceptedLate: boolean
  handledLate: boolean
  reopenedCount: number
  satisfaction: 'satisfied' | 'unsatisfied' | null
  tasks: { holderCode: string; atMs: number }[]
}

let service: TestService
let nowMs: number
const known: Known[] = []

async function writeOne({ next, one }: ReturnType<typeof dice>) {
  const state = one(states)
  const isOpen = openMatterStates.includes(state)
  const classCode = one(classes)
  const receivedAtMs = nowMs - next(60 * 24) * hourMs
  const maybeMs = (within: number) => nowMs + (next(2 * within) - within) * hourMs
  const made: Omit<Known, 'id'> = {
    gridCode: one(grids),
    classCode,
    circle: matterClass(classCode).circle,
    state,
    isOpen,
    outcome: isOpen ? null : one(['spam', 'solved', 'solved'] as const),
    receivedAtMs,
    // ties, so that a page ends between two of the same instant
    dueAtMs: isOpen && state !== 'paused' ? nowMs + (next(8) - 4) * hourMs : null,
    handledAtMs: one([null, maybeMs(40)]),
    acceptedLate: next(5) === 0,
    handledLate: next(5) === 0,
    reopenedCount: next(4) === 0 ? 1 : 0,
    satisfaction: one([null, 'satisfied', 'unsatisfied'] as const),
    tasks: Array.from({ length: next(4) }, () => ({
      holderCode: one(units),
      atMs: receivedAtMs + next(30) * hourMs,
    })),
  }
  const date = (ms: number | null) => (ms === null ? null : new Date(ms))
  const { tasks, dueAtMs, handledAtMs, ...rest } = made
  const id = await writeMatter(service, {
    ...rest,
    dueAt: date(dueAtMs),
    handledAt: date(handledAtMs),
    holderCode: isOpen ? (tasks.at(-1)?.holderCode ?? township) : '',
    tasks: tasks.map(({ holderCode, atMs }, index) => ({
      holderCode,
      part: 'lead',
      state: index + 1 === tasks.length ? 'open' : 'transferred',
      dispatchedAt: new Date(atMs),
      dueAt: new Date(atMs + hourMs),
    })),
  })
  known.push({ id, ...made })
}

interface Viewer {
  name: string
  person: TestPerson
  /** What he reads by the place. */
  scope: string | null
  circles: MatterCircle[]
  unit: string | null
}
const viewers: Viewer[] = []

beforeAll(async () => {
  service = await startTestService()
  nowMs = service.clock.nowMs()
  await service.parts.database.prisma.unit.createMany({
    data: [
      { code: policeCode, areaCode: township, name: '东河派出所', kind: 'department' },
      { code: waterCode, areaCode: county, name: '县水利局', kind: 'department' },
    ],
  })
  const all: MatterCircle[] = ['open', 'offices', 'judicial']
  const add = async (
    name: string,
    role: Parameters<TestService['person']>[0],
    scope: string,
    circles: MatterCircle[],
  ) => {
    const person = await service.person(role, scope)
    const isUnit = role === 'department'
    viewers.push({
      name,
      person,
      scope: isUnit ? null : scope,
      circles,
      unit: isUnit ? scope : null,
    })
  }
  await add('county', 'countyCentre', county, all)
  await add('township', 'townshipOffice', township, all)
  await add('head', 'gridHead', secondGrid, ['open', 'judicial'])
  await add('village', 'villageHead', village, ['open'])
  await add('police', 'department', policeCode, [])
  await add('water', 'department', waterCode, [])
  const thrown = dice(7)
  for (let count = 0; count < matterCount; count += 1) await writeOne(thrown)
}, 120_000)
afterAll(() => service.close())

function isFigure(one: Known, figure: Asked['figure']): boolean {
  if (one.state === 'merged' || one.outcome === 'spam') return false
  if (figure === 'unhandled') return one.handledAtMs === null
  if (figure === 'reopened') return one.reopenedCount > 0
  if (figure === 'unsatisfied') return one.satisfaction === 'unsatisfied'
  if (figure !== 'overdue') return true
  const runsOver = one.isOpen && one.dueAtMs !== null && one.dueAtMs <= nowMs
  return one.acceptedLate || one.handledLate || runsOver
}

/** The list by going through everything. */
function expectedOf({ scope, circles, unit }: Viewer, asked: Asked): string[] {
  const byUnit = unit ?? asked.unitCode ?? null
  const span = asked.month ? monthRangeMs(asked.month) : null
  const open = asked.overdueOnly === 'yes' || asked.open === 'yes'
  const listed = known.flatMap((one) => {
    const given = one.tasks.filter(
      ({ holderCode, atMs }) =>
        holderCode === byUnit && (!span || (atMs >= span.startMs && atMs < span.endMs)),
    )
    const isSeen =
      scope === null || (one.gridCode.startsWith(scope) && circles.includes(one.circle))
    const cameAtMs = byUnit ? given.at(-1)?.atMs : one.receivedAtMs
    if (!isSeen || cameAtMs === undefined) return []
    if (span && (cameAtMs < span.startMs || cameAtMs >= span.endMs)) return []
    const isAsked =
      one.gridCode.startsWith(asked.areaCode ?? '') &&
      (!asked.classCode || one.classCode === asked.classCode) &&
      (!asked.state || one.state === asked.state) &&
      (!open || one.isOpen) &&
      (asked.overdueOnly !== 'yes' || (one.dueAtMs !== null && one.dueAtMs < nowMs)) &&
      (!span || isFigure(one, asked.figure))
    return isAsked ? [{ ...one, cameAtMs }] : []
  })
  const isOpenList = open || (asked.state !== undefined && openMatterStates.includes(asked.state))
  const byDue = isOpenList && !span
  const last = Number.MAX_SAFE_INTEGER
  return listed
    .sort((one, other) =>
      byDue
        ? (one.dueAtMs ?? last) - (other.dueAtMs ?? last) || (one.id < other.id ? -1 : 1)
        : other.cameAtMs - one.cameAtMs || (one.id < other.id ? 1 : -1),
    )
    .map(({ id }) => id)
}

async function listedBy({ person }: Viewer, asked: Asked): Promise<string[]> {
  const ids: string[] = []
  let after: string | undefined
  do {
    const paging = after ? { after } : {}
    const answer = await service.call(
      matters.queue,
      { ...asked, limit: 7, ...paging },
      { token: person.token },
    )
    expect(answer.status, JSON.stringify(answer.error)).toBe(200)
    ids.push(...answer.data.matters.map((matter) => matter.id))
    after = answer.data.next ?? undefined
  } while (after)
  return ids
}

/** As the office's page puts its filters together. */
function throwQuestion({ next, one }: ReturnType<typeof dice>, { scope }: Viewer): Asked {
  const month = next(2) === 0 ? shanghaiMonth(nowMs - next(2) * 30 * 24 * hourMs) : undefined
  const state = one(['open', 'any', ...states] as const)
  const places = [county, township, village, ...grids].filter((code) =>
    code.startsWith(scope ?? ''),
  )
  return {
    list: 'area',
    ...(state === 'open' ? { open: 'yes' as const } : state === 'any' ? {} : { state }),
    ...(next(2) === 0 ? { classCode: one(classes) } : {}),
    ...(next(4) === 0 ? { overdueOnly: 'yes' as const } : {}),
    ...(next(3) === 0 && scope ? { areaCode: one(places) } : {}),
    ...(next(3) === 0 && scope ? { unitCode: one(units) } : {}),
    ...(month
      ? { month, figure: one(['received', 'unhandled', 'overdue', 'reopened', 'unsatisfied']) }
      : {}),
  }
}

describe('lists', () => {
  it.each(['county', 'township', 'head', 'village', 'police', 'water'])(
    'of %s have exactly what going through everything finds, in its order',
    async (name) => {
      const viewer = viewers.find((one) => one.name === name) as Viewer
      const thrown = dice(name.length * 1_000 + 3)
      let found = 0
      for (let count = 0; count < 80; count += 1) {
        const asked = throwQuestion(thrown, viewer)
        const expected = expectedOf(viewer, asked)
        expect(await listedBy(viewer, asked), JSON.stringify(asked)).toEqual(expected)
        found += expected.length
      }
      expect(found).toBeGreaterThan(50)
    },
  )

  it('have what is paused after all that has a clock', async () => {
    const county = viewers.find((one) => one.name === 'county') as Viewer
    const ids = await listedBy(county, { list: 'area', open: 'yes' })
    const clocked = ids.map((id) => known.find((one) => one.id === id)?.dueAtMs !== null)
    expect(clocked.indexOf(false)).toBeGreaterThan(0)
    expect(clocked.lastIndexOf(true)).toBeLessThan(clocked.indexOf(false))
    expect(known.find((one) => one.id === ids.at(-1))?.state).toBe('paused')
  })

  it('of what waits for somebody have each once, page by page', async () => {
    const office = viewers.find((one) => one.name === 'township') as Viewer
    const waiting = await listedBy(office, { list: 'mine' })
    expect(new Set(waiting).size).toBe(waiting.length)
    const held = known.filter((one) => one.isOpen && one.tasks.length === 0)
    expect([...waiting].sort()).toEqual(held.map(({ id }) => id).sort())
  })
})
