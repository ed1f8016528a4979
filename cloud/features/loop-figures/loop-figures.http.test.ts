import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loopFigures, matters } from '../../contract'
import type { InputOf } from '../../contract/define'
import { idBytes } from '../../platform/ids'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService } from '../../testing/test-service'
import { happen, writeMatter, type Written } from '../../testing/written-matters'

const month = '2026-06'
const hourMs = 3_600_000
/** Monday the 8th, nine o'clock: half an hour after work begins. */
const mondayMs = Date.parse('2026-06-08T09:00:00+08:00')
const waterUnit = '141030-01'
const roadUnit = '141030100-02'

let service: TestService
let county: TestPerson
let office: TestPerson
let signer: TestPerson
let policy: TestPerson
let villageHead: TestPerson
let gridHead: TestPerson
let worker: TestPerson
let water: TestPerson
let strangerOffice: TestPerson
let openId: string

const handled = (gridCode: string, hours: number, more: Partial<Written> = {}): Written => ({
  gridCode,
  receivedAtMs: mondayMs,
  state: 'closed',
  isOpen: false,
  holderCode: '',
  acceptedAt: new Date(mondayMs + hourMs),
  handledAt: new Date(mondayMs + hours * hourMs),
  ...more,
})

const taskOf = (holderCode: string, hours: number | null, late = false) => ({
  holderCode,
  part: 'lead' as const,
  state: hours === null ? ('open' as const) : ('done' as const),
  dispatchedAt: new Date(mondayMs),
  dueAt: new Date(mondayMs + 400 * hourMs),
  doneAt: hours === null ? null : new Date(mondayMs + hours * hourMs),
  late,
})

beforeAll(async () => {
  service = await startTestService()
  county = await service.person('countyCentre', testAreas.county)
  office = await service.person('townshipOffice', testAreas.township)
  signer = await service.person('townshipSigner', testAreas.township)
  policy = await service.person('countyPolicy', testAreas.county)
  villageHead = await service.person('villageHead', testAreas.village)
  gridHead = await service.person('gridHead', testAreas.grid)
  worker = await service.person('worker', testAreas.grid)
  water = await service.person('department', waterUnit)
  strangerOffice = await service.person('townshipOffice', testAreas.otherTownship)
  await service.parts.database.prisma.unit.createMany({
    data: [
      { code: waterUnit, areaCode: testAreas.county, name: '=水务局', kind: 'department' },
      { code: roadUnit, areaCode: testAreas.township, name: '交管所', kind: 'department' },
    ],
  })
  const { grid, secondGrid, otherGrid } = testAreas
  await writeMatter(
    service,
    handled(grid, 3, { satisfaction: 'satisfied', tasks: [taskOf(waterUnit, 2)] }),
  )
  await writeMatter(service, handled(grid, 2, { selfHandled: true, satisfaction: 'ordinary' }))
  await writeMatter(
    service,
    handled(grid, 24, {
      handledLate: true,
      reopenedCount: 1,
      tasks: [taskOf(waterUnit, 4, true), taskOf(roadUnit, 8)],
    }),
  )
  openId = await writeMatter(service, {
    gridCode: grid,
    receivedAtMs: mondayMs,
    dueAt: new Date(service.clock.nowMs() + 5 * hourMs),
  })
  await writeMatter(service, handled(secondGrid, 1, { circle: 'offices', classCode: 'majorEvent' }))
  await writeMatter(
    service,
    handled(secondGrid, 1, { circle: 'judicial', classCode: 'correction' }),
  )
  await writeMatter(service, handled(otherGrid, 5, { outcome: 'spam', state: 'ended' }))
  await writeMatter(service, handled(otherGrid, 5, { satisfaction: 'unsatisfied' }))
  await writeMatter(service, {
    ...handled(otherGrid, 5),
    receivedAtMs: Date.parse('2026-05-31T23:59:59+08:00'),
  })
})
afterAll(() => service.close())

const ask = (person: TestPerson, input: Partial<InputOf<typeof loopFigures.areas>> = {}) =>
  service.call(
    loopFigures.areas,
    { code: testAreas.county, month, ...input },
    { token: person.token },
  )

describe('an area’s figures', () => {
  checkEndpoint(() => service, {
    entry: loopFigures.areas,
    token: () => office.token,
    stranger: () => strangerOffice.token,
    valid: () => ({ code: testAreas.township, month }),
    invalid: () => ({ code: testAreas.township, month: '2026-13' }),
  })

  it('are what a person counts by hand', async () => {
    const { data } = await ask(county, { code: testAreas.grid })
    expect(data.figures).toEqual({
      received: 4,
      accepted: 3,
      handled: 3,
      inTime: 2,
      overdue: 1,
      reopened: 1,
      selfHandled: 1,
      evaluated: 2,
      satisfied: 1,
      unsatisfied: 0,
      inTimePerMille: 667,
      selfHandledPerMille: 333,
      satisfiedPerMille: 500,
      // 9:00 to 12:00 is all worked; 24 hours are 3 before noon, 3.5 after, and half an hour on Tuesday
      workingMedianMinutes: 180,
      workingNinetiethMinutes: 7 * 60,
      elapsedMedianMinutes: 180,
      elapsedNinetiethMinutes: 24 * 60,
    })
    expect(data.rows).toEqual([])
  })

  it('have no share and no hours where there is nothing to be one of', async () => {
    const { data } = await ask(county, { month: '2026-04' })
    expect(data.figures).toMatchObject({
      received: 0,
      inTimePerMille: null,
      selfHandledPerMille: null,
      satisfiedPerMille: null,
      workingMedianMinutes: null,
      elapsedNinetiethMinutes: null,
    })
    expect(data.rows.map((row) => row.code)).toEqual([testAreas.township, testAreas.otherTownship])
  })

  it('go down from the county to the grid and add up on the way', async () => {
    const top = (await ask(county)).data
    expect(top.areaName).toBe('试验县')
    expect(top.rows.map((row) => [row.areaName, row.figures.received])).toEqual([
      ['东河镇', 6],
      ['西山乡', 1],
    ])
    expect(top.figures.received).toBe(7)
    expect(top.months.at(-1)).toEqual({ month, received: 7, handled: 6, inTime: 5, overdue: 1 })
    expect(top.months.at(-2)).toMatchObject({ month: '2026-05', received: 1 })
    const village = (await ask(county, { code: testAreas.village })).data
    expect(village.rows.map((row) => [row.code, row.figures.received])).toEqual([
      [testAreas.grid, 4],
      [testAreas.secondGrid, 2],
    ])
  })

  it('keep what is restricted from those who may not know that it is there', async () => {
    for (const person of [villageHead, signer]) {
      const { data } = await ask(person, { code: testAreas.township })
      expect(data.figures.received).toBe(4)
    }
    expect((await ask(office, { code: testAreas.township })).data.figures.received).toBe(6)
    // the county committee reads what the offices read, and not the judicial office's own
    expect((await ask(policy, { code: testAreas.township })).data.figures.received).toBe(5)
  })

  it('show a head his grid alone, and a worker or a department none of it', async () => {
    const { data } = await ask(gridHead, { code: testAreas.village })
    expect(data.rows.map((row) => row.code)).toEqual([testAreas.grid])
    expect((await ask(gridHead, { code: testAreas.secondGrid })).error.code).toBe('notFound')
    expect((await ask(worker, { code: testAreas.grid })).status).toBe(403)
    expect((await ask(water)).status).toBe(403)
    expect((await ask(county, { code: '141030999' })).error.code).toBe('notFound')
  })

  it('follow what happens, and the time that runs out', async () => {
    const { prisma } = service.parts.database
    const overdue = async () => (await ask(gridHead, { code: testAreas.grid })).data.figures.overdue
    expect(await overdue()).toBe(1)
    service.clock.advance(5 * hourMs)
    expect(await overdue()).toBe(2)
    service.clock.advance(2_000)
    await prisma.matter.update({
      where: { id: idBytes(openId) },
      data: { state: 'handled', acceptedAt: new Date(), handledAt: new Date(), dueAt: null },
    })
    await happen(service, openId, 'selfHandle', 'handled')
    const { figures } = (await ask(gridHead, { code: testAreas.grid })).data
    expect(figures).toMatchObject({ handled: 4, overdue: 1 })
  })
})

describe('units’ figures', () => {
  checkEndpoint(() => service, {
    entry: loopFigures.units,
    token: () => office.token,
    stranger: () => strangerOffice.token,
    valid: () => ({ areaCode: testAreas.township, month }),
    invalid: () => ({ areaCode: testAreas.grid, month }),
  })

  it('are of the tasks that each was given', async () => {
    const { data } = await service.call(
      loopFigures.units,
      { areaCode: testAreas.county, month },
      { token: county.token },
    )
    expect(data.rows.map((row) => [row.code, row.unitName])).toEqual([
      [waterUnit, '=水务局'],
      [roadUnit, '交管所'],
    ])
    expect(data.rows[0]?.figures).toMatchObject({
      received: 2,
      handled: 2,
      inTime: 1,
      overdue: 1,
      inTimePerMille: 500,
      evaluated: 1,
      satisfiedPerMille: 1000,
      elapsedMedianMinutes: 180,
      // of a matter that went on to another lead it is the other's that it came back
      reopened: 0,
    })
    expect(data.rows[1]?.figures).toMatchObject({ received: 1, reopened: 1, evaluated: 0 })
  })

  it('are told a department of itself alone', async () => {
    const { data } = await service.call(
      loopFigures.units,
      { areaCode: testAreas.county, month },
      { token: water.token },
    )
    expect(data.rows.map((row) => row.code)).toEqual([waterUnit])
  })
})

describe('the matters behind the numbers', () => {
  const listed = async (person: TestPerson, asked: Partial<InputOf<typeof matters.queue>>) => {
    const ids: string[] = []
    let after: string | undefined
    do {
      const { data } = await service.call(
        matters.queue,
        { list: 'area', month, limit: 2, ...asked, ...(after ? { after } : {}) },
        { token: person.token },
      )
      ids.push(...data.matters.map((matter) => matter.id))
      after = data.next ?? undefined
    } while (after)
    expect(new Set(ids).size).toBe(ids.length)
    return ids
  }

  it('are as many in the queue as the numbers say, page by page, and none that may not be seen', async () => {
    for (const [person, code] of [
      [county, testAreas.county],
      [office, testAreas.township],
      [villageHead, testAreas.village],
      [gridHead, testAreas.grid],
      [county, testAreas.otherTownship],
    ] as const) {
      const { figures } = (await ask(person, { code })).data
      const counts = {
        received: figures.received,
        unhandled: figures.received - figures.handled,
        overdue: figures.overdue,
        reopened: figures.reopened,
        unsatisfied: figures.unsatisfied,
      }
      for (const figure of matters.matterFigure.options) {
        const ids = await listed(person, { areaCode: code, figure })
        expect([code, figure, ids.length]).toEqual([code, figure, counts[figure]])
      }
    }
  })

  it('are, of a unit, what it was given: told to its own people and to the offices of the place', async () => {
    for (const person of [water, office, county]) {
      expect(await listed(person, { unitCode: waterUnit })).toHaveLength(2)
      expect(await listed(person, { unitCode: waterUnit, month: '2026-05' })).toHaveLength(0)
    }
    expect(await listed(office, { unitCode: roadUnit })).toHaveLength(1)
    expect(await listed(strangerOffice, { unitCode: waterUnit })).toHaveLength(0)
    for (const [person, unitCode] of [
      [water, roadUnit],
      [office, '141030100-99'],
    ] as const) {
      const asked = { list: 'area', month, unitCode } as const
      const answer = await service.call(matters.queue, asked, { token: person.token })
      expect(answer.error.code).toBe('notFound')
    }
  })
})

describe('the workbook', () => {
  checkEndpoint(() => service, {
    entry: loopFigures.table,
    token: () => office.token,
    stranger: () => strangerOffice.token,
    valid: () => ({ code: testAreas.township, month }),
    invalid: () => ({ code: 'x', month }),
  })

  it('holds areas and units; a name that looks like a formula stays a name', async () => {
    const answer = await service.call(
      loopFigures.table,
      { code: testAreas.county, month },
      { token: county.token },
    )
    expect(answer.status).toBe(200)
    const bytes = answer.data as unknown as Buffer
    const sheets = await textsOf(bytes)
    expect(sheets.get('各区域')).toContain('东河镇')
    expect(sheets.get('各部门')).toContain('=水务局')
    const noted = await service.parts.database.prisma.auditEntry.findMany({
      where: { event: 'table.exported', subjectId: `loop ${month}` },
    })
    expect(noted.map((entry) => entry.areaCode)).toContain(testAreas.county)
  })
})

/** What stands in each sheet's cells; a formula would not be a text. */
async function textsOf(bytes: Buffer): Promise<Map<string, unknown[]>> {
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  await workbook.xlsx.load(bytes as never)
  const sheets = new Map<string, unknown[]>()
  workbook.eachSheet((sheet) => {
    const values: unknown[] = []
    sheet.eachRow((row) => row.eachCell((cell) => values.push(cell.value)))
    sheets.set(sheet.name, values)
  })
  return sheets
}

describe('what everybody may know', () => {
  checkEndpoint(() => service, {
    entry: loopFigures.publicTotals,
    token: () => worker.token,
    valid: () => ({ countyCode: testAreas.county, month }),
    invalid: () => ({ countyCode: testAreas.township, month }),
  })

  const totals = async (of = month) =>
    (await service.call(loopFigures.publicTotals, { countyCode: testAreas.county, month: of })).data

  it('is the county’s totals of what is open to all, and no small number', async () => {
    const told = await totals()
    expect(told).toMatchObject({
      countyName: '试验县',
      received: 5,
      handled: 5,
      satisfiedPerMille: null,
      elapsedMedianMinutes: expect.any(Number),
    })
    expect(told.months.at(-2)).toEqual({ month: '2026-05', received: null, handled: null })
    expect(told.months.at(-3)).toEqual({ month: '2026-04', received: 0, handled: 0 })
    expect(Object.keys(told)).not.toContain('rows')
  })

  it('is not told of what is no county', async () => {
    const answer = await service.call(loopFigures.publicTotals, { countyCode: '999999', month })
    expect(answer.error.code).toBe('notFound')
  })
})
