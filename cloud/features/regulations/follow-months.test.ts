import { describe, expect, it } from 'vitest'
import { daning2022 } from '../../regulations'
import { qiling2020 } from '../../regulations/qiling-2020'
import type { MonthFacts, PackFacts, PayRegulation } from '../../rules'
import { type Follow, followMonths, placesOf, turnedPlaces } from './follow-months'
import {
  comparedLines,
  comparedProposals,
  createTally,
  deltaOf,
  type FrozenFacts,
  type Scenario,
} from './simulate'

const townshipCode = '141030100'
const frozen = (pack: PayRegulation, facts: PackFacts): FrozenFacts => {
  const { totals, accrualFen } = pack.evaluateMonth(facts)
  const accountId = facts.worker.reference
  return { accountId, townshipCode, month: facts.month, facts, payFen: totals.payFen, accrualFen }
}

/** Follows one person's months; each of them can be computed. */
function followed(
  pack: PayRegulation,
  months: readonly FrozenFacts[],
  scenario: Scenario,
  more: Partial<Follow> = {},
) {
  const known = months.map((one) => ({ one, before: pack.evaluateMonth(one.facts) }))
  const follow = { pack, scenario, placedIn: () => undefined, savedIn: () => [], ...more }
  return followMonths(known, follow).map((one) => {
    if ('refused' in one) throw new Error(one.refused)
    return one
  })
}

const set = (values: Record<string, number | string>): Scenario => ({
  values: Object.entries(values).map(([name, value]) => ({ name, value })),
})

describe('months under 大宁 by another law', () => {
  const worked = (month: string, more: Partial<MonthFacts> = {}, validReports = 20) =>
    frozen(daning2022, {
      regulation: daning2022.id,
      month,
      worker: { reference: 'one', kind: 'rural' },
      counts: { local: { checkInDays: 20, rawCheckIns: 25, validReports } },
      ...more,
    } as MonthFacts)
  const commended = (level: 'county' | 'city', alreadyPaidFen: number) => ({
    commendations: [{ reportId: 'report', level, alreadyPaidFen }],
  })
  const [april, may] = ['2026-04', '2026-05']

  it('top up a commendation by what the earlier month would have paid, to the fen', () => {
    // county 10.00, then city 20.00 of which 10.00 is paid; by 15.00 it is 15.00, then 5.00
    const months = [worked(april, commended('county', 0)), worked(may, commended('city', 1_000))]
    const [first, second] = followed(daning2022, months, set({ 'commendation.county': 1_500 }))
    expect([first, second].map((one) => one && deltaOf(one))).toMatchObject([
      { beforeFen: 51_000, afterFen: 51_500, deltaFen: 500, carriedDeltaFen: 0 },
      { beforeFen: 51_000, afterFen: 50_500, deltaFen: -500, carriedDeltaFen: -500 },
    ])
    expect(second?.turnedMonths).toEqual([april])
    expect(second && comparedLines(second).filter((line) => line.deltaFen !== 0)).toMatchObject([
      { code: 'commendation', deltaFen: -500, carriedDeltaFen: -500 },
    ])
  })

  it('leave what a month outside of the simulation paid', () => {
    const [alone] = followed(
      daning2022,
      [worked(may, commended('city', 1_000))],
      set({ 'commendation.county': 1_500 }),
    )
    expect(alone && deltaOf(alone)).toMatchObject({ deltaFen: 0, carriedDeltaFen: 0 })
  })

  it('count a failure that the earlier month would have been', () => {
    const history = [{ month: april, verdict: 'pass' as const, validReports: 20, fullMonth: true }]
    const months = [worked(april), worked(may, { history })]
    // two check-ins short in each month at 10.00
    const both = followed(daning2022, months, set({ checkInQuota: 22 }))
    expect(both.map(deltaOf)).toMatchObject([
      { deltaFen: -2_000, carriedDeltaFen: 0 },
      { deltaFen: -2_000, carriedDeltaFen: 0 },
    ])
    const [first, second] = both.map(comparedProposals)
    expect(first).toEqual([])
    expect(second).toEqual([
      {
        turn: 'added',
        kind: 'elimination',
        sentence: expect.stringContaining('2026-04、2026-05 连续 2 次考核不合格'),
        isCarried: true,
      },
    ])
    const tally = createTally()
    for (const one of both) tally.add(one.one, one)
    expect(tally.result().totals).toMatchObject({
      deltaFen: -4_000,
      turnedVerdicts: 2,
      turnedProposals: 1,
      carriedProposals: 1,
    })
  })

  it('leave an earlier month as it was decided by people', () => {
    const decisions = [{ kind: 'verdict' as const, verdict: 'pass' as const, reason: '核实属实' }]
    const history = [{ month: april, verdict: 'pass' as const, validReports: 20, fullMonth: true }]
    const months = [worked(april, { decisions }), worked(may, { history })]
    const [, second] = followed(daning2022, months, set({ checkInQuota: 22 }))
    expect(second && comparedProposals(second)).toEqual([])
  })

  it('pay with the year’s last month what all of it would have saved up', () => {
    // 5 beyond the quota at 5.00 in October and November, 2 in December; then at 6.00
    const november = worked('2026-11', {}, 25)
    const december = worked('2026-12', {}, 22)
    const saved = ['2026-10', '2026-11'].map((month) => ({ month, accrualFen: 2_500 }))
    const [first, last] = followed(daning2022, [november, december], set({ overQuotaRate: 600 }), {
      savedIn: () => [...saved, { month: '2026-12', accrualFen: 1_000 }],
    })
    expect(first?.yearEnd).toBeNull()
    // October was not simulated: 25 + 25 + 10 becomes 25 + 30 + 12
    expect(last?.yearEnd).toEqual({ beforeFen: 6_000, afterFen: 6_700, carriedFen: 500 })
    expect(last && deltaOf(last)).toMatchObject({ accrualDeltaFen: 200, yearEndDeltaFen: 700 })
  })

  it('that cannot be computed stay to later months what they were', () => {
    const major = { reportId: '1', grade: 'major' as const, amountFen: 20_000 }
    const months = [worked(april, { majorReports: [major] }), worked(may)]
    const known = months.map((one) => ({ one, before: daning2022.evaluateMonth(one.facts) }))
    const scenario = set({ 'major.least': 25_000 })
    const [first, second] = followMonths(known, {
      pack: daning2022,
      scenario,
      placedIn: () => undefined,
      savedIn: () => [],
    })
    expect(first).toHaveProperty('refused', expect.stringMatching(/[\u4e00-\u9fff]/))
    expect(second).toMatchObject({ turnedMonths: [] })
  })
})

describe('months under 齐陵 by another law', () => {
  const countyValues = Object.entries({
    'base.community': 120_000,
    'householdRate.community': 100,
  }).map(([name, value]) => ({ name, from: '2026-01-01', value }))
  const newcomer = 'newcomer'
  const old = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const firstDays = new Map([
    ...old.map((name) => [name, '2020-01-01'] as const),
    [newcomer, '2026-01-10'] as const,
  ])
  const [february, march] = ['2026-02', '2026-03']
  const scoreOf = (name: string) => (name === newcomer ? 7_000 : 9_500 - old.indexOf(name) * 100)

  /** As it was frozen: seven are ranked, the newcomer is in his first three months. */
  const worked = (name: string, month: string) => {
    const place = old.indexOf(name) + 1
    const ranking = place > 0 ? { rank: place, ranked: 7, fromBottom: 8 - place } : null
    return frozen(qiling2020, {
      regulation: qiling2020.id,
      month,
      worker: {
        reference: name,
        kind: 'community',
        ...(ranking ? {} : { inProbation: true }),
      },
      householdFiles: [{ year: '2026', households: 350 }],
      officeScores: [{ office: '平安办', mostPoints: 100, scoreHundredths: scoreOf(name) }],
      ...(ranking ? { ranking } : {}),
      history: month === march ? [{ month: february, ranking }] : [],
      countyValues,
    } as PackFacts)
  }

  const scenario = set({ probationMonths: 1, 'householdRate.community': 120 })
  const places = placesOf(
    new Map(
      [february, march].flatMap((month) => [
        ...turnedPlaces(
          qiling2020,
          {
            townshipCode,
            month,
            list: [...old, newcomer].map((name) => worked(name, month)),
            firstDays,
          },
          scenario,
        ),
      ]),
    ),
  )
  const of = (name: string) =>
    followed(qiling2020, [worked(name, february), worked(name, march)], scenario, {
      placedIn: places,
    })

  it('rank who would have been ranked, and talk with who would have been last twice', () => {
    const both = of(newcomer)
    // 1200.00 + 350 households + 70 points at 6.00; each household 0.20 more
    expect(both.map(deltaOf)).toMatchObject([
      { beforeFen: 197_000, afterFen: 204_000, deltaFen: 7_000, carriedDeltaFen: 0 },
      { beforeFen: 197_000, afterFen: 204_000, deltaFen: 7_000, carriedDeltaFen: 0 },
    ])
    const rankIn = (index: number) =>
      both[index]?.after.indicators?.find((one) => one.code === 'rank')?.value
    expect([rankIn(0), rankIn(1)]).toEqual([8, 8])
    const [first, second] = both.map(comparedProposals)
    expect(first).toEqual([])
    expect(second).toEqual([
      {
        turn: 'added',
        kind: 'talk',
        sentence: expect.stringContaining('连续 2 次排在后'),
        isCarried: true,
      },
    ])
    expect(both[1]?.turnedMonths).toEqual([february])
  })

  it('spare who is no longer among the last, by the month itself', () => {
    const [, second] = of('e')
    expect(second && comparedProposals(second)).toMatchObject([
      { turn: 'removed', kind: 'talk', isCarried: false },
    ])
    expect(of('f').map(comparedProposals)).toEqual([[], []])
  })
})
