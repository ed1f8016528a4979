import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { assessment, pay, regulations } from '../../contract'
import { closedMonth } from '../../testing/test-closing'
import { type TestPerson, testAreas } from '../../testing/test-county'
import { createMonthMaker } from '../../testing/test-month'
import { ok } from '../../testing/test-payroll'
import {
  boundTo,
  countySets,
  filedHouseholds,
  type Publishers,
  scoredMonth,
} from '../../testing/test-qiling'
import { drafted, priceDraft, settledSimulation } from '../../testing/test-regulations'
import { startTestService, type TestService } from '../../testing/test-service'

let service: TestService
let publishers: Publishers
let office: TestPerson
const { township, grid, county } = testAreas
const by = (person: TestPerson) => ({ token: person.token })

beforeAll(async () => {
  service = await startTestService()
  publishers = {
    author: await service.person('countyPolicy', county),
    publisher: await service.person('countyPolicy', county),
  }
  office = await service.person('townshipOffice', township)
})
afterAll(() => service.close())

const frozen = async (month: string) => {
  await closedMonth(service, { month, townshipCode: township, token: office.token })
  ok(await service.call(pay.freeze, { townshipCode: township, month }, by(office)))
}

async function simulated(
  regulation: string,
  firstMonth: string,
  values: { name: string; value: string | number }[],
  months: string[],
) {
  const draft = {
    ...priceDraft(firstMonth),
    regulation,
    content: { kind: 'values' as const, values },
  }
  const { id: changeId } = await drafted(service, publishers.author, draft)
  const { token } = publishers.author
  const begun = ok(await service.call(regulations.simulateChange, { changeId, months }, { token }))
  const run = await settledSimulation(service, begun.simulationId, token)
  expect(run.state).toBe('done')
  const result = run.scenarios[0]?.result
  if (!result) throw new Error('no result')
  const workersIn = async (month: string) => {
    const key = { simulationId: begun.simulationId, townshipCode: township, month }
    return ok(await service.call(regulations.simulationWorkers, key, { token })).rows
  }
  const workerIn = async (person: TestPerson, month: string) => {
    const key = { simulationId: begun.simulationId, accountId: person.accountId, month }
    return ok(await service.call(regulations.simulationWorker, key, { token }))
  }
  return { run, result, workersIn, workerIn }
}

describe('a simulation over several months', () => {
  it('tops a commendation up by what 大宁’s earlier month would have paid', async () => {
    const [april, may] = ['2026-04', '2026-05']
    const worker = await service.person('worker', grid, {
      name: '受表扬的',
      endsOn: '2026-05-31',
    })
    const fill = createMonthMaker(service.parts.database, grid)
    const reportIds = await fill(worker, april, { days: 20, valid: 20 })
    await fill(worker, may, { days: 20, valid: 20 })
    const reportId = reportIds[0] ?? ''
    const commend = (level: 'county' | 'city', on: string) =>
      service.call(
        assessment.recordCommendation,
        { reportId, level, documentNumber: `通报 ${level}`, evidence: '上级通报', noticedOn: on },
        by(office),
      )
    // a commendation is paid in the month in which it is recorded
    service.clock.set(Date.parse(`${april}-25T10:00:00+08:00`))
    ok(await commend('county', `${april}-20`))
    service.clock.set(Date.parse(`${may}-25T10:00:00+08:00`))
    ok(await commend('city', `${may}-20`))
    service.clock.set(Date.parse('2026-06-15T10:00:00+08:00'))
    await frozen(april)
    await frozen(may)
    const { run, result, workersIn, workerIn } = await simulated(
      'daning-2022',
      '2026-07',
      [{ name: 'commendation.county', value: '15.00' }],
      [april, may],
    )
    // 10.00 then 20.00 − 10.00; by 15.00 it is 15.00 then 20.00 − 15.00
    expect(run.recomputed).toBe(0)
    expect(result.rows).toMatchObject([
      { month: april, beforeFen: 51_000, deltaFen: 500, carriedDeltaFen: 0 },
      { month: may, beforeFen: 51_000, deltaFen: -500, carriedDeltaFen: -500 },
    ])
    expect(result.totals).toMatchObject({ deltaFen: 0, carriedDeltaFen: -500 })
    expect(await workersIn(may)).toMatchObject([{ deltaFen: -500, carriedDeltaFen: -500 }])
    const own = await workerIn(worker, may)
    expect(own.turnedMonths).toEqual([april])
    expect(own.lines.filter((line) => line.deltaFen !== 0)).toMatchObject([
      { beforeFen: 1_000, afterFen: 500, deltaFen: -500, carriedDeltaFen: -500 },
    ])
    // by itself May has nothing to look back on
    const alone = await simulated(
      'daning-2022',
      '2026-07',
      [{ name: 'commendation.county', value: '15.00' }],
      [may],
    )
    expect(alone.result.totals).toMatchObject({ deltaFen: 0, carriedDeltaFen: 0 })
  })
})

describe('a simulation of 齐陵', () => {
  it('ranks the whole street anew and looks back on those ranks', async () => {
    const [june, july] = ['2026-06', '2026-07']
    service.clock.set(Date.parse('2026-08-05T10:00:00+08:00'))
    await boundTo(service, publishers, { regulation: 'qiling-2020', firstMonth: june })
    await countySets(
      service,
      publishers,
      { regulation: 'qiling-2020', firstMonth: june },
      {
        'base.community': '1200.00',
        'base.rural': '500.00',
        'householdRate.community': '1.00',
        'householdRate.rural': '1.00',
      },
    )
    const people: TestPerson[] = []
    for (const number of [1, 2, 3, 4, 5, 6, 7])
      people.push(
        await service.person('worker', grid, {
          name: `老队员${number}`,
          workerKind: 'communityFullTime',
          startsOn: '2025-01-01',
        }),
      )
    const newcomer = await service.person('worker', grid, {
      name: '新队员',
      workerKind: 'communityFullTime',
      startsOn: '2026-05-15',
    })
    await filedHouseholds(service, office, '2026', { [grid]: 350 })
    for (const month of [june, july]) {
      const list = ok(
        await service.call(pay.monthNeeds, { townshipCode: township, month }, by(office)),
      )
      expect(list.unset).toEqual([])
      await scoredMonth(service, office, month, [
        ...people.map((person, at) => [person, 9_500 - at * 100] as const),
        [newcomer, 7_000],
      ])
      await frozen(month)
    }
    const { result, workerIn } = await simulated(
      'qiling-2020',
      '2026-09',
      [
        { name: 'probationMonths', value: 1 },
        { name: 'householdRate.community', value: '1.20' },
      ],
      [june, july],
    )
    // 350 households at 0.20 more
    const own = await workerIn(newcomer, july)
    expect(own.before.totals.payFen).toBe(120_000 + 35_000 + 70 * 600)
    expect(own.after.totals.payFen - own.before.totals.payFen).toBe(7_000)
    expect(own.proposals).toMatchObject([{ turn: 'added', kind: 'talk', isCarried: true }])
    expect(own.turnedMonths).toEqual([june])
    const first = await workerIn(newcomer, june)
    expect(first.proposals).toEqual([])
    expect(result.totals.carriedProposals).toBe(1)
    expect(result.totals.turnedProposals).toBe(2)
    expect(result.totals.deltaFen).toBe(result.totals.workers * 7_000)
  })
})
