import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { areas } from '../../contract'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let office: string
let otherOffice: string
let centre: string
let worker: string

beforeAll(async () => {
  service = await startTestService()
  office = (await service.person('townshipOffice', testAreas.township)).token
  otherOffice = (await service.person('townshipOffice', testAreas.otherTownship)).token
  centre = (await service.person('countyCentre', testAreas.county)).token
  worker = (await service.person('worker', testAreas.grid)).token
})
afterAll(() => service.close())

checkEndpoint(() => service, {
  entry: areas.children,
  token: () => office,
  stranger: () => otherOffice,
  valid: () => ({ code: testAreas.township }),
  invalid: () => ({ code: '14103' }),
})
checkEndpoint(() => service, {
  entry: areas.gridDetail,
  token: () => office,
  stranger: () => otherOffice,
  valid: () => ({ code: testAreas.grid }),
  invalid: () => ({ code: 'x' }),
})
checkEndpoint(() => service, {
  entry: areas.gridsOfArea,
  token: () => office,
  stranger: () => otherOffice,
  valid: () => ({ code: testAreas.village }),
  invalid: () => ({ code: 'x' }),
})

describe('areas', () => {
  const children = async (code: string, token: string) =>
    (await service.call(areas.children, { code }, { token })).data

  it('lead from the province down, with grids and workers counted', async () => {
    const county = await children(testAreas.county, centre)
    expect(county.path.map((area) => area.name)).toEqual(['试验省', '试验市', '试验县'])
    expect(county.children).toEqual([
      {
        code: '141030100',
        name: '东河镇',
        level: 'township',
        villageKind: null,
        gridCount: 2,
        workerCount: 1,
      },
      {
        code: '141030101',
        name: '西山乡',
        level: 'township',
        villageKind: null,
        gridCount: 1,
        workerCount: 0,
      },
    ])
    const village = await children(testAreas.village, centre)
    expect(village.grids.map((grid) => grid.code)).toEqual([testAreas.grid, testAreas.secondGrid])
  })

  it('show of what lies above only the way to one’s own', async () => {
    expect((await children(testAreas.county, office)).children.map((area) => area.name)).toEqual([
      '东河镇',
    ])
    expect((await children(testAreas.village, worker)).grids.map((grid) => grid.code)).toEqual([
      testAreas.grid,
    ])
  })

  it('give the outlines of the part that is one’s own', async () => {
    const grids = async (token: string) =>
      (await service.call(areas.gridsOfArea, { code: testAreas.county }, { token })).data.grids
    expect((await grids(centre)).map((grid) => grid.code)).toHaveLength(3)
    expect((await grids(worker)).map((grid) => grid.code)).toEqual([testAreas.grid])
    expect((await grids(office))[0]).toMatchObject({ datum: 'wgs84', outline: { type: 'Polygon' } })
  })

  it('answer an unknown area or grid as not found', async () => {
    expect(
      (await service.call(areas.children, { code: '141030999' }, { token: centre })).status,
    ).toBe(404)
    const grid = await service.call(
      areas.gridDetail,
      { code: `${testAreas.village}B001` },
      { token: centre },
    )
    expect(grid.status).toBe(404)
  })
})
