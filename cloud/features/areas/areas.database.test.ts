import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixedClock } from '../../platform/clock'
import { type Database, openDatabase } from '../../platform/database'
import { createTestDatabase, type TestDatabase } from '../../platform/database/test-database'
import { convertPosition, judgePosition } from '../../platform/geometry'
import { idBytes, newId } from '../../platform/ids'
import { createTestAreas, testAreas, testCentres } from '../../testing/test-county'
import { createAreasService } from './areas.service'
import { type AreasStore, createAreasStore } from './areas.store'

let testDatabase: TestDatabase
let database: Database

beforeAll(async () => {
  testDatabase = await createTestDatabase()
  database = openDatabase({ url: testDatabase.url, connections: 4 })
  await createTestAreas(database)
})
afterAll(async () => {
  await database.close()
  await testDatabase.drop()
})

const centre = { longitude: 0, latitude: 0, ...testCentres[testAreas.grid] }

/** The real store, with its reads counted. */
function counted() {
  const store = createAreasStore(database)
  const reads = { areas: 0, outlines: 0 }
  const counting: AreasStore = {
    ...store,
    areas: () => {
      reads.areas += 1
      return store.areas()
    },
    outlines: (codes) => {
      reads.outlines += 1
      return store.outlines(codes)
    },
  }
  const clock = fixedClock(1_000_000)
  return { service: createAreasService(counting, clock), reads, clock }
}

describe('the directory', () => {
  it('is read once for all who ask, and again after a minute or an import', async () => {
    const { service, reads, clock } = counted()
    await Promise.all(Array.from({ length: 20 }, () => service.directory()))
    expect(reads.areas).toBe(1)
    clock.advance(60_000)
    await service.directory()
    expect(reads.areas).toBe(2)
    service.invalidate()
    await service.directory()
    expect(reads.areas).toBe(3)
  })

  it('finds by code prefix and knows names', async () => {
    const directory = await counted().service.directory()
    expect(directory.gridsUnder(testAreas.county).map((grid) => grid.code)).toEqual([
      testAreas.grid,
      testAreas.secondGrid,
      testAreas.otherGrid,
    ])
    expect(directory.gridsUnder(testAreas.otherTownship)).toMatchObject([
      { villageName: '柳树村', townshipName: '西山乡', townshipCode: testAreas.otherTownship },
    ])
    expect(directory.gridsUnder('99')).toEqual([])
    expect(directory.townshipsUnder('1410').map((area) => area.name)).toEqual(['东河镇', '西山乡'])
    expect(directory.areaName(testAreas.secondGrid)).toBe('阳光社区第二网格')
  })

  it('keeps the name of a retired grid, and lists it no more', async () => {
    const code = `${testAreas.village}B001`
    const { outline } = await database.prisma.grid.findUniqueOrThrow({
      where: { code: testAreas.grid },
    })
    await database.prisma.grid.create({
      data: {
        code,
        villageCode: testAreas.village,
        name: '旧网格',
        outline: outline as object,
        datum: 'wgs84',
        outlineSource: 'synthetic',
        households: 1,
        persons: 1,
        retiredOn: new Date('2026-01-01T00:00:00Z'),
      },
    })
    const directory = await counted().service.directory()
    expect(directory.grid(code)).toMatchObject({ name: '旧网格', retired: true })
    expect(directory.gridsUnder(testAreas.village).map((grid) => grid.code)).not.toContain(code)
  })
})

describe('fences', () => {
  it('are loaded together, kept five minutes, and forgotten on an import', async () => {
    const { service, reads, clock } = counted()
    const codes = [testAreas.grid, testAreas.secondGrid, testAreas.grid, 'unknown']
    const fences = await Promise.all(codes.map((code) => service.fenceOf(code)))
    expect(fences.map((fence) => fence !== null)).toEqual([true, true, true, false])
    await service.fenceOf(testAreas.grid)
    expect(reads.outlines).toBe(1)
    clock.advance(5 * 60_000)
    await service.fenceOf(testAreas.grid)
    expect(reads.outlines).toBe(2)
    service.invalidate()
    await service.fenceOf(testAreas.grid)
    expect(reads.outlines).toBe(3)
  })

  it('judge by the outline and by named points', async () => {
    const point = { longitude: centre.longitude + 0.02, latitude: centre.latitude }
    await database.prisma.checkInPoint.create({
      data: {
        id: idBytes(newId()),
        gridCode: testAreas.grid,
        name: '居委会',
        ...point,
        datum: 'wgs84',
        radiusMeters: 100,
      },
    })
    const fence = await counted().service.fenceOf(testAreas.grid)
    if (!fence) throw new Error('no fence')
    const at = (longitude: number) =>
      judgePosition(fence, {
        longitude,
        latitude: centre.latitude,
        datum: 'wgs84',
        accuracyMeters: 10,
      })
    expect(at(centre.longitude)).toMatchObject({ verdict: 'inside', decidedBy: 'outline' })
    expect(at(centre.longitude + 0.01).verdict).toBe('outside')
    const judged = at(point.longitude)
    expect(judged).toMatchObject({ verdict: 'inside', decidedBy: 'point' })
    expect(fence.points[judged.pointIndex ?? -1]?.name).toBe('居委会')
  })

  it('of an outline drawn in GCJ-02 lie where the ground is', async () => {
    const { outline } = await database.prisma.grid.findUniqueOrThrow({
      where: { code: testAreas.otherGrid },
    })
    await database.prisma.grid.update({
      where: { code: testAreas.secondGrid },
      data: { outline: outline as object, datum: 'gcj02' },
    })
    const drawn = {
      longitude: 0,
      latitude: 0,
      ...testCentres[testAreas.otherGrid],
      datum: 'gcj02' as const,
    }
    const fence = await counted().service.fenceOf(testAreas.secondGrid)
    if (!fence) throw new Error('no fence')
    const true_ = judgePosition(fence, { ...convertPosition(drawn, 'wgs84'), accuracyMeters: 5 })
    const taken = judgePosition(fence, { ...drawn, datum: 'wgs84', accuracyMeters: 5 })
    expect(true_.verdict).toBe('inside')
    expect(true_.distanceToEdgeMeters).toBeGreaterThan((taken.distanceToEdgeMeters ?? 0) + 100)
  })

  it('with an unreadable outline judge as not drawn, and stop nobody', async () => {
    await database.prisma.grid.update({
      where: { code: testAreas.secondGrid },
      data: { outline: { type: 'Polygon', coordinates: [] }, datum: 'wgs84' },
    })
    expect(await counted().service.fenceOf(testAreas.secondGrid)).toEqual({
      outline: null,
      points: [],
    })
  })
})
