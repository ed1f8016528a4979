import { describe, expect, it } from 'vitest'
import { daning2022 } from '../../regulations'
import type { MonthFacts } from '../../rules'
import { boundRegulation } from './bound-regulation'
import { switchScenarios } from './reading-scenarios'
import { followMonths } from './follow-months'
import { createTally, factsUnder, type FrozenFacts, type Scenario } from './simulate'

const facts = (own: Partial<MonthFacts> = {}, validReports = 20): MonthFacts => ({
  regulation: daning2022.id,
  month: '2026-05',
  worker: { reference: 'one', kind: 'rural' },
  counts: { local: { checkInDays: 20, rawCheckIns: 25, validReports } },
  ...own,
})
const price = (value: number): Scenario => ({ values: [{ name: 'pieceRate.rural', value }] })
/** A month by itself. */
function effect(of: MonthFacts, scenario: Scenario) {
  const before = daning2022.evaluateMonth(of)
  const [payFen, accrualFen] = [before.totals.payFen, before.accrualFen]
  const one: FrozenFacts = {
    accountId: 'one',
    townshipCode: '141030100',
    month: of.month,
    facts: of,
    payFen,
    accrualFen,
  }
  const follow = { pack: daning2022, scenario, placedIn: () => undefined, savedIn: () => [] }
  const [own] = followMonths([{ one, before }], follow)
  if (!own) throw new Error('no month')
  return own
}

describe('facts under another law', () => {
  it('put the scenario over what the county had set, and leave the frozen facts alone', () => {
    const frozen = facts({
      countyValues: [
        { name: 'pieceRate.rural', from: '2026-05-01', value: 800 },
        { name: 'checkInQuota', from: '2026-01-01', value: 18 },
      ],
    })
    const copy = structuredClone(frozen)
    expect(factsUnder(frozen, price(900)).countyValues).toEqual([
      { name: 'checkInQuota', from: '2026-01-01', value: 18 },
      { name: 'pieceRate.rural', from: '2026-05-01', value: 900 },
    ])
    expect(frozen).toEqual(copy)
  })

  it('come to the same where the scenario says what held anyway', () => {
    const own = effect(facts(), price(750))
    if ('refused' in own) throw new Error(own.refused)
    expect(own.after.totals).toEqual(own.before.totals)
  })

  it('that the regulation does not admit are told in its words', () => {
    const major = { reportId: '1', grade: 'major' as const, amountFen: 20_000 }
    const raised = { values: [{ name: 'major.least', value: 25_000 }] }
    expect(effect(facts({ majorReports: [major] }), raised)).toMatchObject({
      refused: expect.stringMatching(/[\u4e00-\u9fff]/),
    })
  })
})

describe('the tally', () => {
  const add = (tally: ReturnType<typeof createTally>, accountId: string, reports: number) => {
    const of = facts({}, reports)
    const own = effect(of, price(800))
    if ('refused' in own) throw new Error(own.refused)
    const row: FrozenFacts = {
      accountId,
      townshipCode: accountId.startsWith('a') ? '141030101' : '141030100',
      month: of.month,
      facts: of,
      payFen: own.before.totals.payFen,
      accrualFen: own.before.accrualFen,
    }
    tally.add(row, own)
  }

  it('adds up to the sum of its rows, and names who gains most first', () => {
    const tally = createTally()
    for (let index = 0; index < 500; index += 1)
      add(tally, `${index % 2 ? 'a' : 'b'}${index}`, index % 21)
    const { totals, rows, most } = tally.result()
    const sum = (value: (row: (typeof rows)[number]) => number) =>
      rows.reduce((total, row) => total + value(row), 0)
    expect(rows.map((row) => row.townshipCode)).toEqual(['141030100', '141030101'])
    expect(totals.workers).toBe(500)
    expect(totals.deltaFen).toBe(sum((row) => row.deltaFen))
    expect(totals.deltaFen).toBe(totals.afterFen - totals.beforeFen)
    // every 21st reports nothing and gains nothing
    expect(totals.gaining).toBe(500 - Math.ceil(500 / 21))
    expect(totals.losing).toBe(0)
    expect(most.map((one) => one.deltaFen)).toEqual(Array(10).fill(20 * 50))
  })

  it('keeps the first reason of those that could not be computed', () => {
    const tally = createTally()
    tally.fail('甲')
    tally.fail('乙')
    expect(tally.result()).toMatchObject({
      failed: { count: 2, message: '甲' },
      totals: { workers: 0 },
    })
  })
})

describe('the readings to compare', () => {
  it('are every other choice of each switch, none of a decided one', () => {
    const own = switchScenarios(boundRegulation(daning2022, [], '2022-05-06'), '2026-05-31')
    const names = own.map(({ values: [one] }) => `${one?.name} ${one?.value}`)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toContain('pieceCapAtPool true')
    expect(names).toContain('overQuotaPrecondition reportsAndCheckIns')
    expect(names).not.toContain('overQuotaPrecondition reports')
    expect(names.some((name) => name.startsWith('hazardUnit'))).toBe(false)
    for (const scenario of own) expect(effect(facts(), scenario)).toHaveProperty('after')
  })

  it('leave out what the county has chosen, and offer the text’s own reading instead', () => {
    const chosen = [{ name: 'pieceCapAtPool', from: '2026-01-01', value: true }]
    const own = switchScenarios(boundRegulation(daning2022, chosen, '2022-05-06'), '2026-05-31')
    expect(own).toContainEqual({ values: [{ name: 'pieceCapAtPool', value: false }] })
    expect(own).not.toContainEqual({ values: [{ name: 'pieceCapAtPool', value: true }] })
  })

  it('take a list as a whole, by what it holds and not by its order', () => {
    const listsOf = (held: string[]) => {
      const chosen = [{ name: 'quotaKinds', from: '2026-01-01', value: held }]
      const bound = boundRegulation(daning2022, chosen, '2022-05-06')
      return switchScenarios(bound, '2026-05-31').flatMap(({ values: [one] }) =>
        one?.name === 'quotaKinds' ? [one.value] : [],
      )
    }
    const text = ['rural', 'communityFullTime']
    const all = ['rural', 'communityPartTime', 'communityFullTime']
    expect(listsOf(text)).toEqual([all])
    expect(listsOf([...all].reverse())).toEqual([text])
    // of neither reading: what the text could mean stands against it
    expect(listsOf(['rural'])).toEqual([text, all])
  })
})
