import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { scoreboards } from '../../contract'
import type { WorkerKind } from '../../contract/primitives'
import { checkEndpoint } from '../../testing/endpoint-checks'
import { testAreas, type TestPerson } from '../../testing/test-county'
import { startTestService, type TestService, testStartMs } from '../../testing/test-service'
import { dateOfDay } from '../../platform/clock'
import { readSheet } from '../../platform/spreadsheets'
import { idBytes, newId } from '../../platform/ids'

const month = '2026-06'
let service: TestService
let office: TestPerson
let county: TestPerson
let gridHead: TestPerson
let strangerOffice: TestPerson

interface Planned {
  person: TestPerson
  gridCode: string
  kind: WorkerKind
  days: number[]
  reports: number
  valid: number
  invalid: number
}
const planned: Planned[] = []

async function plan(gridCode: string, kind: WorkerKind, index: number): Promise<void> {
  const person = await service.person('worker', gridCode, { name: `员${index}`, workerKind: kind })
  const days = Array.from({ length: (index * 7) % 25 }, (_, day) => day + 1)
  const valid = (index * 5) % 23
  const invalid = index % 3
  const reports = index % 4 === 3 ? 0 : valid + invalid + (index % 2)
  const counts = reports === 0 ? { reports: 0, valid: 0, invalid: 0 } : { reports, valid, invalid }
  planned.push({ person, gridCode, kind, days, ...counts })
  if (days.length === 0 && reports === 0) return
  await service.parts.database.prisma.workerMonth.create({
    data: {
      accountId: idBytes(person.accountId),
      month,
      countedDays: days.reduce((bits, day) => bits + 2 ** (day - 1), 0),
      checkIns: days.length + 3,
      reports: counts.reports,
      validReports: counts.valid,
      invalidReports: counts.invalid,
    },
  })
}

beforeAll(async () => {
  service = await startTestService()
  const grids = [testAreas.grid, testAreas.secondGrid, testAreas.otherGrid]
  const kinds: WorkerKind[] = ['rural', 'communityPartTime', 'communityFullTime']
  for (let index = 0; index < 18; index += 1) {
    await plan(grids[index % 3] as string, kinds[(index >> 1) % 3] as WorkerKind, index)
  }
  office = await service.person('townshipOffice', testAreas.township)
  county = await service.person('countyCentre', testAreas.county)
  gridHead = await service.person('gridHead', testAreas.grid)
  strangerOffice = await service.person('townshipOffice', testAreas.otherTownship)
})
afterAll(() => service.close())

const under = (prefix: string) => planned.filter((one) => one.gridCode.startsWith(prefix))
const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)

/** The regulation's arithmetic by hand: base, pieces up to the quota, less ten yuan a missed day. */
function payOf({ kind, days, valid }: Planned): number {
  const [base, piece] = {
    rural: [35_000, 750],
    communityPartTime: [70_000, 1_500],
    communityFullTime: [114_100, 2_450],
  }[kind] as [number, number]
  return base + piece * Math.min(valid, 20) - 1_000 * Math.max(0, 20 - days.length)
}

function expectedTotals(people: Planned[]) {
  return {
    workers: people.length,
    checkInDays: sum(people.map((one) => one.days.length)),
    reports: sum(people.map((one) => one.reports)),
    validReports: sum(people.map((one) => one.valid)),
    waitingReports: sum(people.map((one) => one.reports - one.valid - one.invalid)),
    reachedCheckIns: people.filter((one) => one.days.length >= 20).length,
    reachedReports: people.filter((one) => one.kind !== 'communityPartTime' && one.valid >= 20)
      .length,
    payFen: sum(people.map(payOf)),
  }
}

const board = (
  person: TestPerson,
  input: Partial<Parameters<typeof service.call<typeof scoreboards.workers>>[1]> = {},
) =>
  service.call(
    scoreboards.workers,
    { areaCode: testAreas.township, month, ...input },
    { token: person.token },
  )

describe('the workers’ board', () => {
  checkEndpoint(() => service, {
    entry: scoreboards.workers,
    token: () => office.token,
    stranger: () => strangerOffice.token,
    valid: () => ({ areaCode: testAreas.township, month }),
    invalid: () => ({ areaCode: testAreas.township, month, sort: 'height' }),
  })

  it('has every worker once, with the numbers of his month', async () => {
    const { data } = await board(office)
    const people = under(testAreas.township)
    expect(data.areaName).toBe('东河镇')
    expect(data.workerCount).toBe(people.length)
    expect(data.totals).toEqual(expectedTotals(people))
    for (const one of people) {
      const score = data.workers.find((row) => row.accountId === one.person.accountId)
      expect(score).toMatchObject({
        name: one.person.name,
        gridCode: one.gridCode,
        workerKind: one.kind,
        checkInDays: one.days.length,
        reports: one.reports,
        validReports: one.valid,
        invalidReports: one.invalid,
        waitingReports: one.reports - one.valid - one.invalid,
        payFen: payOf(one),
      })
    }
  })

  it('is sorted and cut into pages that miss nobody', async () => {
    const keys = {
      checkInDays: (one: Planned) => one.days.length,
      validReports: (one: Planned) => one.valid,
      waitingReports: (one: Planned) => one.reports - one.valid - one.invalid,
      payFen: payOf,
    }
    for (const [sort, keyOf] of Object.entries(keys)) {
      for (const order of ['ascending', 'descending'] as const) {
        const pages = []
        for (let offset = 0; offset < 20; offset += 5) {
          const { data } = await board(office, {
            sort: sort as keyof typeof keys,
            order,
            limit: 5,
            offset,
          })
          pages.push(...data.workers)
        }
        const values = under(testAreas.township)
          .map(keyOf)
          .sort((a, b) => (order === 'ascending' ? a - b : b - a))
        expect(pages.map((row) => row[sort as keyof typeof keys])).toEqual(values)
        expect(new Set(pages.map((row) => row.accountId)).size).toBe(values.length)
      }
    }
    const { data } = await board(office, { sort: 'name' })
    expect(data.workers).toHaveLength(under(testAreas.township).length)
  })

  it('shows a head his grid only, of whatever area he asks for above it', async () => {
    const { data } = await board(gridHead)
    expect(new Set(data.workers.map((row) => row.gridCode))).toEqual(new Set([testAreas.grid]))
    expect(data.totals).toEqual(expectedTotals(under(testAreas.grid)))
    const elsewhere = await board(gridHead, { areaCode: testAreas.otherTownship })
    expect(elsewhere.error.code).toBe('notFound')
  })

  it('shows who moved only where he was last', async () => {
    const person = await service.person('worker', testAreas.grid, {
      startsOn: '2026-01-01',
      endsOn: '2026-04-10',
    })
    await service.parts.database.prisma.post.create({
      data: {
        id: idBytes(newId()),
        accountId: idBytes(person.accountId),
        role: 'worker',
        scopeCode: testAreas.otherGrid,
        workerKind: 'rural',
        startsOn: dateOfDay('2026-04-11'),
        endsOn: dateOfDay('2026-04-30'),
        createdAt: new Date(testStartMs),
      },
    })
    const has = async (areaCode: string, of: string) =>
      (await board(county, { areaCode, month: of, limit: 500 })).data.workers.filter(
        (row) => row.accountId === person.accountId,
      ).length
    expect(await has(testAreas.township, '2026-03')).toBe(1)
    expect(await has(testAreas.otherTownship, '2026-03')).toBe(0)
    expect(await has(testAreas.township, '2026-04')).toBe(0)
    expect(await has(testAreas.otherTownship, '2026-04')).toBe(1)
    expect(await has(testAreas.county, '2026-04')).toBe(1)
    expect(await has(testAreas.county, '2026-05')).toBe(0)
  })
})

describe('the areas’ board', () => {
  checkEndpoint(() => service, {
    entry: scoreboards.areas,
    token: () => county.token,
    stranger: () => strangerOffice.token,
    valid: () => ({ areaCode: testAreas.township, month }),
    invalid: () => ({ areaCode: '12345', month }),
  })

  it('adds up: townships to the county, villages to the township, workers to days', async () => {
    const { data } = await service.call(
      scoreboards.areas,
      { areaCode: testAreas.county, month },
      { token: county.token },
    )
    expect(data.totals).toEqual(expectedTotals(planned))
    expect(data.rows.map((row) => [row.areaCode, row.totals])).toEqual(
      [testAreas.township, testAreas.otherTownship].map((code) => [
        code,
        expectedTotals(under(code)),
      ]),
    )
    expect(data.days).toHaveLength(30)
    data.days.forEach((one, index) => {
      expect(one.checkIns).toBe(planned.filter(({ days }) => days.includes(index + 1)).length)
    })
    const township = await service.call(
      scoreboards.areas,
      { areaCode: testAreas.township, month },
      { token: office.token },
    )
    expect(township.data.rows).toEqual([
      {
        areaCode: testAreas.village,
        areaName: '阳光社区',
        totals: expectedTotals(under(testAreas.village)),
      },
    ])
  })

  it('is empty for a month nobody knows yet', async () => {
    const { data, status } = await service.call(
      scoreboards.areas,
      { areaCode: testAreas.county, month: '2020-02' },
      { token: county.token },
    )
    expect(status).toBe(200)
    expect(data.totals.workers).toBe(0)
    expect(data.days).toHaveLength(29)
  })
})

describe('the workbook', () => {
  checkEndpoint(() => service, {
    entry: scoreboards.table,
    token: () => office.token,
    stranger: () => strangerOffice.token,
    valid: () => ({ areaCode: testAreas.township, month }),
    invalid: () => ({ areaCode: testAreas.township, month: '六月' }),
  })

  it('holds the board, and that it was taken is noted', async () => {
    const answer = await service.call(
      scoreboards.table,
      { areaCode: testAreas.township, month },
      { token: office.token },
    )
    expect(answer.status).toBe(200)
    const rows = await readSheet(answer.data as unknown as Buffer)
    const texts = rows.flatMap((row) => row.cells.map((cell) => JSON.stringify(cell))).join()
    for (const one of under(testAreas.township)) expect(texts).toContain(one.person.name)
    const noted = await service.parts.database.prisma.auditEntry.findMany({
      where: { event: 'table.exported' },
    })
    expect(noted.length).toBeGreaterThan(0)
  })
})

describe('a worker’s own place', () => {
  checkEndpoint(() => service, {
    entry: scoreboards.mine,
    token: () => (planned[0] as Planned).person.token,
    stranger: () => office.token,
    valid: () => ({ month }),
    invalid: () => ({ month: '2026-00' }),
  })

  it('is told beside nameless others', async () => {
    const people = under(testAreas.township)
    for (const one of people) {
      const { data } = await service.call(scoreboards.mine, { month }, { token: one.person.token })
      expect(data.place).toBe(1 + people.filter((other) => other.valid > one.valid).length)
      expect(data.workerCount).toBe(people.length)
      expect(sum(data.distribution.map((bin) => bin.workers))).toBe(people.length)
      const [mine] = data.distribution.filter((bin) => bin.mine)
      expect(mine && one.valid >= mine.from && one.valid <= mine.to).toBe(true)
    }
  })
})

describe('a computed month', () => {
  it('shows what the statements say', async () => {
    const { prisma } = service.parts.database
    const one = under(testAreas.otherTownship)[0] as Planned
    await prisma.townshipMonth.create({
      data: {
        townshipCode: testAreas.otherTownship,
        month,
        state: 'proposed',
        regulation: 'daning-2022',
        packVersion: '1',
      },
    })
    await prisma.statement.create({
      data: {
        accountId: idBytes(one.person.accountId),
        month,
        townshipCode: testAreas.otherTownship,
        gridCode: one.gridCode,
        workerKind: one.kind,
        packVersion: '1',
        facts: {},
        payFen: 923_456,
        accrualFen: 0,
        uncollectedFen: 0,
        verdict: 'pass',
        checkInDays: 21,
        validReports: 24,
        fullMonth: true,
        exempt: false,
        factsHash: new Uint8Array(32),
      },
    })
    const { data } = await board(county, {
      areaCode: testAreas.otherTownship,
      sort: 'payFen',
      order: 'descending',
    })
    expect(data.workers[0]).toMatchObject({
      accountId: one.person.accountId,
      payFen: 923_456,
      verdict: 'pass',
      checkInDays: 21,
      validReports: 24,
    })
    const others = under(testAreas.otherTownship).filter((other) => other !== one)
    expect(data.totals.payFen).toBe(923_456 + sum(others.map(payOf)))
  })
})
