import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maps } from '../../contract'
import type { InputOf } from '../../contract/define'
import { dayMs } from '../../platform/clock'
import { convertPosition, distanceMeters, type Position } from '../../platform/geometry'
import { idBytes } from '../../platform/ids'
import { placeCell } from '../../platform/likeness'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, testCentres, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'
import { writeMatter, type Written } from '../../testing/written-matters'

let service: TestService
let county: TestPerson
let office: TestPerson
let villageHead: TestPerson
let worker: TestPerson
let secondWorker: TestPerson
let strangerOffice: TestPerson
let lampId: string
let restrictedId: string
let ownRestrictedId: string

const { grid, secondGrid, otherGrid, township, village } = testAreas

const near = (gridCode: string, eastMeters = 0): Position => {
  const { longitude = 0, latitude = 0 } = testCentres[gridCode] ?? {}
  return { longitude: longitude + eastMeters / 89_000, latitude, datum: 'wgs84' }
}

const placed = (gridCode: string, position: Position, more: Partial<Written> = {}): Written => ({
  gridCode,
  receivedAtMs: testStartMs - dayMs,
  longitude: position.longitude,
  latitude: position.latitude,
  datum: position.datum,
  placeCell: placeCell(position),
  ...more,
})

beforeAll(async () => {
  service = await startTestService()
  county = await service.person('countyCentre', testAreas.county)
  office = await service.person('townshipOffice', township)
  villageHead = await service.person('villageHead', village)
  worker = await service.person('worker', grid)
  secondWorker = await service.person('worker', secondGrid)
  strangerOffice = await service.person('townshipOffice', testAreas.otherTownship)
  // what a phone of WeChat says is in its own datum
  const lamp = convertPosition(near(grid), 'gcj02')
  lampId = await writeMatter(
    service,
    placed(grid, lamp, { level: 'urgent', dueAt: new Date(testStartMs - 1) }),
  )
  const closed = { isOpen: false, state: 'closed' as const }
  for (const east of [5, 10]) await writeMatter(service, placed(grid, near(grid, east), closed))
  restrictedId = await writeMatter(
    service,
    placed(grid, near(grid, 50), { circle: 'offices', classCode: 'majorEvent' }),
  )
  ownRestrictedId = await writeMatter(
    service,
    placed(grid, near(grid, 60), {
      circle: 'offices',
      classCode: 'organisedCrime',
      raisedBy: idBytes(worker.accountId),
    }),
  )
  await writeMatter(service, { gridCode: grid, receivedAtMs: testStartMs - dayMs })
  const long = { receivedAtMs: testStartMs - 60 * dayMs, ...closed }
  for (const east of [0, 1, 2, 3])
    await writeMatter(service, placed(otherGrid, near(otherGrid, east), long))
})
afterAll(() => service.close())

const look = (person: TestPerson, input: Partial<InputOf<typeof maps.situation>> = {}) =>
  service.call(
    maps.situation,
    { code: township, datum: 'wgs84', ...input },
    { token: person.token },
  )
const idsOf = ({ matters }: { matters: { id: string }[] }) => matters.map((one) => one.id)

describe('the outlines', () => {
  checkEndpoint(() => service, {
    entry: maps.outlines,
    token: () => office.token,
    stranger: () => strangerOffice.token,
    valid: () => ({ code: township, datum: 'wgs84' as const }),
    invalid: () => ({ code: township, datum: 'bd09' }),
  })

  const outlinesIn = async (datum: 'wgs84' | 'gcj02', code: string = village) =>
    (await service.call(maps.outlines, { code, datum }, { token: office.token })).data

  it('come in the datum that is asked for: the two lie half a kilometre apart here', async () => {
    const [drawn, wechat] = [await outlinesIn('wgs84'), await outlinesIn('gcj02')]
    expect(drawn.grids.map((one) => one.code)).toEqual([grid, secondGrid])
    expect([drawn.datum, wechat.datum]).toEqual(['wgs84', 'gcj02'])
    const corner = ({ grids }: typeof drawn) => grids[0]?.polygons[0]?.[0]?.[0] ?? []
    const [[east = 0, north = 0], [wechatEast = 0, wechatNorth = 0]] = [
      corner(drawn),
      corner(wechat),
    ]
    expect([east, north]).toEqual([110.745, 36.456])
    const apart = distanceMeters(
      { longitude: east, latitude: north, datum: 'wgs84' },
      { longitude: wechatEast, latitude: wechatNorth, datum: 'wgs84' },
    )
    expect(apart).toBeGreaterThan(400)
    expect(apart).toBeLessThan(700)
    expect(
      distanceMeters(
        { longitude: east, latitude: north, datum: 'wgs84' },
        { longitude: wechatEast, latitude: wechatNorth, datum: 'gcj02' },
      ),
    ).toBeLessThan(0.5)
  })

  it('name whose data they are made from, where they are', async () => {
    expect((await outlinesIn('wgs84')).attribution).toBe('© OpenStreetMap contributors')
    await service.parts.database.prisma.grid.updateMany({
      where: { code: secondGrid },
      data: { outlineSource: 'surveyed' },
    })
    expect((await outlinesIn('wgs84', secondGrid)).attribution).toBeNull()
  })

  it('are of the own grid for a worker', async () => {
    const { data } = await service.call(
      maps.outlines,
      { code: village, datum: 'wgs84' },
      { token: worker.token },
    )
    expect(data.grids.map((one) => one.code)).toEqual([grid])
    const elsewhere = await service.call(
      maps.outlines,
      { code: secondGrid, datum: 'wgs84' },
      { token: worker.token },
    )
    expect(elsewhere.error.code).toBe('notFound')
  })
})

describe('the situation', () => {
  checkEndpoint(() => service, {
    entry: maps.situation,
    token: () => office.token,
    stranger: () => strangerOffice.token,
    valid: () => ({ code: township, datum: 'wgs84' as const }),
    invalid: () => ({ code: township, datum: 'wgs84', hotDays: 1_000 }),
  })

  it('has each open matter with a place where it is, whatever datum it came in', async () => {
    const { data } = await look(county, { code: testAreas.county })
    expect(idsOf(data)[0]).toBe(lampId)
    const [lamp] = data.matters
    expect(lamp).toMatchObject({
      classLabel: '道路、水电、通讯等设施',
      level: 'urgent',
      overdue: true,
      restricted: false,
      gridName: '阳光社区第一网格',
    })
    const { longitude = 0, latitude = 0 } = lamp ?? {}
    expect(distanceMeters({ longitude, latitude, datum: 'wgs84' }, near(grid))).toBeLessThan(1)
    const wechat = (await look(county, { datum: 'gcj02' })).data.matters[0]
    expect(wechat?.longitude).toBeCloseTo(convertPosition(near(grid), 'gcj02').longitude, 5)
  })

  it('shows restricted matters to those alone who may read them', async () => {
    expect(idsOf((await look(office)).data).sort()).toEqual(
      [lampId, restrictedId, ownRestrictedId].sort(),
    )
    expect(idsOf((await look(villageHead, { code: village })).data)).toEqual([lampId])
    expect(idsOf((await look(worker, { code: grid })).data).sort()).toEqual(
      [lampId, ownRestrictedId].sort(),
    )
    expect(idsOf((await look(secondWorker, { code: secondGrid })).data)).toEqual([])
    // who may not read them does not see them in the crowd either
    const countOf = async (person: TestPerson, code: string) =>
      (await look(person, { code })).data.hotSpots.map((spot) => spot.matterCount)
    expect(await countOf(villageHead, village)).toEqual([3])
    expect(await countOf(office, village)).toEqual([5])
  })

  it('tells in a few words what each is about, of a restricted one only that it is one', async () => {
    const { data } = await look(office)
    const briefOf = (id: string) => data.matters.find((one) => one.id === id)?.brief ?? ''
    expect(briefOf(lampId)).toContain('路灯不亮')
    expect(briefOf(restrictedId)).not.toContain('路灯')
    expect(briefOf(restrictedId)).not.toBe('')
  })

  it('has the places where much came up lately, closed or not', async () => {
    const { data } = await look(villageHead, { code: village })
    const [spot] = data.hotSpots
    const { longitude = 0, latitude = 0 } = spot ?? {}
    expect(distanceMeters({ longitude, latitude, datum: 'wgs84' }, near(grid, 5))).toBeLessThan(2)
    expect(spot?.classLabel).toBe('道路、水电、通讯等设施')
    expect((await look(county, { code: testAreas.otherTownship })).data.hotSpots).toEqual([])
    const longAgo = await look(county, { code: testAreas.otherTownship, hotDays: 90 })
    expect(longAgo.data.hotSpots.map((one) => one.matterCount)).toEqual([4])
  })

  it('names grids with residents from which nothing was heard', async () => {
    const silent = async (input: Partial<InputOf<typeof maps.situation>> = {}) =>
      (await look(county, { code: testAreas.county, ...input })).data.silentGrids
    const [never, once, ...more] = await silent()
    expect(more).toEqual([])
    expect(never).toMatchObject({ code: secondGrid, lastSignAtMs: null, persons: 600 })
    expect(once).toMatchObject({ code: otherGrid, lastSignAtMs: testStartMs - 60 * dayMs })
    expect(never?.longitude).toBeCloseTo(110.762, 3)
    expect(await silent({ silentDays: 90 })).toHaveLength(1)
    expect((await look(worker, { code: grid })).data.silentGrids).toEqual([])

    const { prisma } = service.parts.database
    await prisma.workerMonth.create({
      data: {
        accountId: idBytes(secondWorker.accountId),
        month: '2026-06',
        checkIns: 1,
        lastTakenAt: new Date(testStartMs - 2 * dayMs),
      },
    })
    expect((await silent()).map((one) => one.code)).toEqual([otherGrid])
    await prisma.grid.update({ where: { code: otherGrid }, data: { persons: 0 } })
    service.clock.advance(2 * 60_000)
    expect(await silent()).toEqual([])
  })
})

describe('where more is open than can be shown one by one', () => {
  const perCell = 70
  /** Five cells of the ground side by side, a kilometre each. */
  const cellCount = 5
  const { otherTownship } = testAreas
  const crowd: { id: string; cell: number }[] = []

  beforeAll(async () => {
    const { longitude = 0, latitude = 0 } = testCentres[otherGrid] ?? {}
    for (let index = 0; index < perCell * cellCount; index += 1) {
      const cell = index % cellCount
      const position: Position = {
        longitude: Math.floor(longitude * 100) / 100 + cell / 100 + 0.004,
        latitude: Math.floor(latitude * 100) / 100 + 0.004,
        datum: 'wgs84',
      }
      const overdue = { dueAt: new Date(testStartMs - dayMs) }
      const more = { receivedAtMs: testStartMs - 40 * dayMs, ...(index < 7 ? overdue : {}) }
      crowd.push({ id: await writeMatter(service, placed(otherGrid, position, more)), cell })
    }
    // one of another circle in the first cell
    await writeMatter(
      service,
      placed(
        otherGrid,
        { ...(testCentres[otherGrid] ?? { longitude: 0, latitude: 0 }), datum: 'wgs84' },
        { circle: 'judicial', classCode: 'correction', receivedAtMs: testStartMs - 40 * dayMs },
      ),
    )
  }, 60_000)

  const there = async (person: TestPerson, input: Partial<InputOf<typeof maps.situation>> = {}) =>
    (await look(person, { code: otherTownship, ...input })).data
  const total = ({ squares }: { squares: { matterCount: number }[] }) =>
    squares.reduce((sum, { matterCount }) => sum + matterCount, 0)

  it('counts square by square, and has the most pressing', async () => {
    const data = await there(county)
    expect(data.openCount).toBe(perCell * cellCount + 1)
    expect(total(data)).toBe(data.openCount)
    expect(data.squares).toHaveLength(cellCount)
    expect(data.squares.reduce((sum, { overdueCount }) => sum + overdueCount, 0)).toBe(7)
    expect(data.matters).toHaveLength(300)
    expect(data.matters.slice(0, 7).every((matter) => matter.overdue)).toBe(true)
    expect(data.matters.slice(7).some((matter) => matter.overdue)).toBe(false)
  })

  it('counts no circle that is not read', async () => {
    const signer = await service.person('townshipSigner', otherTownship)
    const data = await there(signer)
    expect([data.openCount, total(data)]).toEqual([perCell * cellCount, perCell * cellCount])
  })

  it('shows what is in one square exactly', async () => {
    const { squares } = await there(county)
    const [first] = [...squares].sort((one, other) => one.longitude - other.longitude)
    expect(first?.matterCount).toBe(perCell + 1)
    const inside = await there(county, { square: first?.square ?? '' })
    expect([inside.openCount, inside.squares]).toEqual([perCell + 1, []])
    const expected = crowd.filter(({ cell }) => cell === 0).map(({ id }) => id)
    const found = new Set(idsOf(inside))
    expect(expected.every((id) => found.has(id))).toBe(true)
    expect(found.size).toBe(perCell + 1)
    const empty = await there(county, { square: '1-1-1' })
    expect([empty.openCount, empty.matters]).toEqual([0, []])
    const rubbish = await look(county, { code: otherTownship, square: '1-2-3; DROP' })
    expect(rubbish.status).toBe(400)
    // another's square tells nothing of it
    const elsewhere = await look(office, { square: first?.square ?? '' })
    expect([elsewhere.data.openCount, elsewhere.data.matters]).toEqual([0, []])
  })

  it('counts again after each move', async () => {
    const before = await there(county)
    const { prisma } = service.parts.database
    const moved = crowd.slice(0, 3).map(({ id }) => idBytes(id))
    await prisma.matter.updateMany({
      where: { id: { in: moved } },
      data: { state: 'closed', isOpen: false, dueAt: null },
    })
    const after = await there(county)
    expect(before.openCount - after.openCount).toBe(3)
    expect(total(after)).toBe(after.openCount)
    expect(after.squares.reduce((sum, { overdueCount }) => sum + overdueCount, 0)).toBe(4)
    await prisma.matter.updateMany({
      where: {
        gridCode: otherGrid,
        isOpen: true,
        id: { notIn: crowd.slice(0, 50).map((one) => idBytes(one.id)) },
      },
      data: { state: 'closed', isOpen: false, dueAt: null },
    })
    const few = await there(county)
    expect(few.squares).toEqual([])
    expect(idsOf(few).sort()).toEqual(
      crowd
        .slice(3, 50)
        .map(({ id }) => id)
        .sort(),
    )
  })
})

describe('the ground of the browser’s map', () => {
  it('is none unless the installation names one', async () => {
    const { data } = await service.call(maps.settings, {})
    expect(data).toEqual({ tiles: null })
  })
})
