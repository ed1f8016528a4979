import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matters } from '../../contract'
import type { InputOf } from '../../contract/define'
import type { MatterState } from '../../contract/matter-taxonomy'
import { idBytes, newId } from '../../platform/ids'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'
import { type Written, writeMatter } from '../../testing/written-matters'

const { grid, secondGrid, otherGrid, township, county } = testAreas
const policeCode = `${township}-01`
const waterCode = `${county}-02`
const hourMs = 3_600_000

let service: TestService
let office: TestPerson
let police: TestPerson
let water: TestPerson
let both: TestPerson
/** Written matters by their names. */
const ids: Record<string, string> = {}
let beganMs: number

const task = (holderCode: string, hours: number, state: 'open' | 'done' | 'handedBack') => ({
  holderCode,
  part: 'lead' as const,
  state,
  dispatchedAt: new Date(beganMs + hours * hourMs),
  dueAt: new Date(beganMs + (hours + 50) * hourMs),
  doneAt: state === 'open' ? null : new Date(beganMs + (hours + 1) * hourMs),
})

async function write(name: string, hours: number, written: Omit<Written, 'receivedAtMs'>) {
  ids[name] = await writeMatter(service, { receivedAtMs: beganMs + hours * hourMs, ...written })
}

beforeAll(async () => {
  service = await startTestService()
  beganMs = service.clock.nowMs() - 200 * hourMs
  await service.parts.database.prisma.unit.createMany({
    data: [
      { code: policeCode, areaCode: township, name: '东河派出所', kind: 'department' },
      { code: waterCode, areaCode: county, name: '县水利局', kind: 'department' },
    ],
  })
  office = await service.person('townshipOffice', township)
  police = await service.person('department', policeCode)
  water = await service.person('department', waterCode)
  both = await service.person('townshipOffice', township)
  await service.parts.database.prisma.post.create({
    data: {
      id: idBytes(newId()),
      accountId: idBytes(both.accountId),
      role: 'department',
      scopeCode: policeCode,
      startsOn: new Date('2025-01-01'),
      createdAt: new Date(beganMs),
    },
  })
  const archived = { state: 'archived', isOpen: false, holderCode: '' } as const
  await write('held', 0, {
    gridCode: grid,
    state: 'dispatched',
    holderCode: policeCode,
    dueAt: new Date(beganMs + 500 * hourMs),
    tasks: [task(policeCode, 40, 'open')],
  })
  await write('handled', 1, {
    gridCode: secondGrid,
    state: 'handled',
    holderCode: grid,
    dueAt: new Date(beganMs + 300 * hourMs),
    tasks: [task(policeCode, 20, 'done')],
  })
  // given back and given again: one matter, by the last time
  await write('again', 2, {
    gridCode: grid,
    ...archived,
    tasks: [task(policeCode, 3, 'handedBack'), task(policeCode, 30, 'done')],
  })
  await write('other', 3, {
    gridCode: otherGrid,
    ...archived,
    tasks: [task(policeCode, 10, 'handedBack'), task(waterCode, 12, 'done')],
  })
  await write('never', 4, { gridCode: grid, dueAt: new Date(beganMs + 400 * hourMs) })
})
afterAll(() => service.close())

async function namesOf(person: TestPerson, asked: Partial<InputOf<typeof matters.queue>>) {
  const names: string[] = []
  let after: string | undefined
  do {
    const { data, status, error } = await service.call(
      matters.queue,
      { list: 'area', limit: 1, ...asked, ...(after ? { after } : {}) },
      { token: person.token },
    )
    expect(status, JSON.stringify(error)).toBe(200)
    for (const one of data.matters)
      names.push(Object.keys(ids).find((name) => ids[name] === one.id) ?? one.id)
    after = data.next ?? undefined
  } while (after)
  return names
}

describe('a unit’s list', () => {
  it('has what it was ever given, the last first, each once', async () => {
    expect(await namesOf(police, {})).toEqual(['held', 'again', 'handled', 'other'])
    expect(await namesOf(police, { state: 'archived' })).toEqual(['again', 'other'])
    expect(await namesOf(water, {})).toEqual(['other'])
  })

  it('has of what is open also what it no longer holds, the nearest due first', async () => {
    expect(await namesOf(police, { open: 'yes' })).toEqual(['handled', 'held'])
    expect(await namesOf(water, { open: 'yes' })).toEqual([])
  })

  it('goes by place, and by class', async () => {
    expect(await namesOf(police, { areaCode: grid })).toEqual(['held', 'again'])
    expect(await namesOf(police, { areaCode: testAreas.otherTownship })).toEqual(['other'])
    expect(await namesOf(police, { classCode: 'dispute' })).toEqual([])
  })

  it('is told each matter once of who reads it by the place as well', async () => {
    const open = ['handled', 'never', 'held']
    expect(await namesOf(both, { open: 'yes' })).toEqual(open)
    const all = await namesOf(both, {})
    expect([...all].sort()).toEqual(['again', 'handled', 'held', 'never', 'other'])
  })
})

describe('an office’s list', () => {
  it('goes down to one grid', async () => {
    expect(await namesOf(office, { areaCode: grid })).toEqual(['never', 'again', 'held'])
    expect(await namesOf(office, { areaCode: grid, open: 'yes' })).toEqual(['never', 'held'])
    const asked = { list: 'area', areaCode: otherGrid } as const
    const answer = await service.call(matters.queue, asked, { token: office.token })
    expect(answer.error.code).toBe('notFound')
  })

  it('has of a unit what lies in its own area', async () => {
    expect(await namesOf(office, { unitCode: policeCode })).toEqual(['held', 'again', 'handled'])
    expect(await namesOf(office, { unitCode: waterCode })).toEqual([])
  })
})

describe('after a move', () => {
  it('a unit finds its matter under the state that it has reached', async () => {
    const move = async (person: TestPerson, matterId: string, given: object) => {
      const answer = await service.call(
        matters.makeMove,
        { matterId, ...given } as InputOf<typeof matters.makeMove>,
        { token: person.token },
      )
      expect(answer.status, JSON.stringify(answer.error)).toBe(200)
    }
    const raised = await service.call(
      matters.raise,
      {
        gridCode: grid,
        classCode: 'goods',
        level: 'ordinary',
        text: '过期药',
        position: null,
        photoIds: [],
      },
      { token: office.token },
    )
    const id = raised.data.matterId
    ids.moved = id
    const inState = (state: MatterState) => namesOf(police, { state, classCode: 'goods' })
    await move(office, id, { move: 'accept' })
    await move(office, id, { move: 'dispatch', leadCode: policeCode })
    expect(await inState('dispatched')).toEqual(['moved'])
    await move(police, id, { move: 'handle', text: '已下架' })
    expect(await inState('dispatched')).toEqual([])
    expect(await inState('handled')).toEqual(['moved'])
    // the grid's head verifies: nothing of the unit's own changes by it
    const head = await service.person('gridHead', grid)
    const position = { longitude: 110.75, latitude: 36.46, datum: 'wgs84', accuracyMeters: 8 }
    await move(head, id, { move: 'verify', text: '看过了', position })
    expect(await inState('handled')).toEqual([])
    expect(await inState('verified')).toEqual(['moved'])
  })
})
