import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { householdFiles } from '../../contract'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { freezeMonth, ok } from '../../testing/test-payroll'
import { startTestService, type TestService } from '../../testing/test-service'
import { createHouseholdFilesStore } from './household-files.store'
import { createHouseholdFiles } from './household-files.service'

let service: TestService
let office: TestPerson
let signer: TestPerson
let stranger: TestPerson
const { township, grid, secondGrid, otherGrid } = testAreas
const document = '派出所〔2026〕1 号'

beforeAll(async () => {
  service = await startTestService()
  office = await service.person('townshipOffice', township, { name: '平安办甲' })
  signer = await service.person('townshipSigner', township)
  stranger = await service.person('townshipOffice', testAreas.otherTownship)
  await service.person('worker', grid)
})
afterAll(() => service.close())

const list = async (year = '2026', by = office) =>
  ok(await service.call(householdFiles.list, { townshipCode: township, year }, { token: by.token }))
const file = (year: string, grids: Record<string, number>, by = office) =>
  service.call(
    householdFiles.record,
    {
      year,
      document,
      grids: Object.entries(grids).map(([gridCode, households]) => ({ gridCode, households })),
    },
    { token: by.token },
  )
const decide = (fromMonth: string, households: number, gridCode: string = grid) =>
  service.call(
    householdFiles.decide,
    { gridCode, fromMonth, households, reason: '合并网格' },
    { token: office.token },
  )
const rows = () => service.parts.database.prisma.householdFile.findMany({ orderBy: { id: 'asc' } })
const inMonth = (month: string) =>
  createHouseholdFiles({
    store: createHouseholdFilesStore(service.parts.database),
    areas: { directory: () => Promise.reject(new Error('not asked')) },
    staff: { names: () => Promise.reject(new Error('not asked')) },
    months: {} as never,
  }).inMonth(township, month)

describe('the endpoints', () => {
  checkEndpoint(() => service, {
    entry: householdFiles.list,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ townshipCode: township, year: '2025' }),
    invalid: () => ({ townshipCode: township, year: '25' }),
  })
  checkEndpoint(() => service, {
    entry: householdFiles.record,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ year: '2024', document, grids: [{ gridCode: grid, households: 9 }] }),
    invalid: () => ({ year: '2024', document, grids: [{ gridCode: grid, households: -1 }] }),
    other: () => ({ year: '2024', document, grids: [{ gridCode: grid, households: 10 }] }),
    effect: rows,
  })
  checkEndpoint(() => service, {
    entry: householdFiles.decide,
    token: () => office.token,
    stranger: () => stranger.token,
    valid: () => ({ gridCode: grid, fromMonth: '2024-05', households: 11, reason: '合并' }),
    invalid: () => ({ gridCode: grid, fromMonth: '2024-05', households: 11, reason: ' ' }),
    other: () => ({ gridCode: grid, fromMonth: '2024-06', households: 11, reason: '合并' }),
    effect: rows,
  })
})

describe('households', () => {
  it('are filed for many grids at once, and the newest word holds while no month is final', async () => {
    ok(await file('2026', { [grid]: 340, [secondGrid]: 210 }))
    ok(await file('2026', { [grid]: 350 }))
    const { grids, townshipName, abilities } = await list()
    expect(townshipName).toBe('东河镇')
    expect(abilities).toEqual({ record: true })
    expect(grids.map((one) => [one.gridCode, one.file?.households])).toEqual([
      [grid, 350],
      [secondGrid, 210],
    ])
    expect(grids[0]?.file).toMatchObject({ document, recordedByName: '平安办甲' })
    // nothing that was recorded is lost
    expect((await rows()).filter((row) => row.fromMonth === '2026-01')).toHaveLength(3)
    expect((await list('2026', signer)).abilities).toEqual({ record: false })
  })

  it('are not filed for a grid beyond reach, nor for any beside it', async () => {
    const before = (await rows()).length
    const answer = await file('2026', { [grid]: 1, [otherGrid]: 2 })
    expect(answer.status).toBe(404)
    const unknown = await file('2026', { '141030100001A999': 1 })
    expect(unknown.status).toBe(404)
    expect((await rows()).length).toBe(before)
  })

  it('change inside the year by a decision, from its month on and never before', async () => {
    ok(await decide('2026-03', 400))
    ok(await decide('2026-05', 420))
    const told = async (month: string) => (await inMonth(month)).get(grid)
    expect(await told('2026-02')).toMatchObject({ file: { households: 350 }, exceptions: [] })
    expect((await told('2026-03'))?.exceptions).toEqual([
      { from: '2026-03', households: 400, reason: '合并网格' },
    ])
    expect((await told('2026-05'))?.exceptions.map((one) => one.households)).toEqual([400, 420])
    expect(await told('2027-01')).toBeUndefined()
  })

  it('stay as they are once a month was paid by them; an open month takes a decision', async () => {
    await freezeMonth(service, '2026-04', { office })
    expect((await file('2026', { [grid]: 300 })).error.code).toBe('monthFrozen')
    expect((await decide('2026-04', 300)).error.code).toBe('monthFrozen')
    ok(await decide('2026-05', 300))
    expect((await inMonth('2026-05')).get(grid)?.exceptions.at(-1)?.households).toBe(300)
    // a year that nothing was recorded of may still be filed
    expect((await file('2023', { [grid]: 200 })).status).toBe(200)
  })
})
