import { describe, expect, it } from 'vitest'
import type { Statement } from '../contract/trace'
import { type EarlierOutcome, withFollowedHistory } from './follow-history'
import type { PackFacts } from './held-month'

const statement = (payFen: number, final: 'pass' | 'fail', score: number) =>
  ({
    totals: { payFen },
    verdict: { final },
    indicators: [{ code: 'score', value: score }],
  }) as unknown as Statement

const facts = (history: PackFacts['history']): PackFacts => ({
  regulation: 'lijin',
  month: '2026-06',
  worker: { reference: 'one', kind: 'rural' },
  history,
})
const outcome = (more: Partial<EarlierOutcome> = {}): EarlierOutcome => ({
  month: '2026-05',
  facts: facts([]),
  before: statement(100_000, 'pass', 90),
  after: statement(90_050, 'fail', 58.25),
  ...more,
})

describe('a history that is followed', () => {
  it('has the verdict, score, pay and rank of the month that turned, in the pack’s own words', () => {
    const history = [
      { month: '2026-04', payFen: 100_000, scoreHundredths: 9_000 },
      { month: '2026-05', payFen: 100_000, scoreHundredths: 9_000 },
    ]
    expect(withFollowedHistory(facts(history), [outcome()]).history).toEqual([
      history[0],
      { month: '2026-05', payFen: 90_050, scoreHundredths: 5_825 },
    ])
    const met = facts([{ month: '2026-05', met: true }])
    expect(withFollowedHistory(met, [outcome()]).history).toEqual([
      { month: '2026-05', met: false },
    ])
    const ranked = facts([{ month: '2026-05', ranking: null }])
    const ranking = { rank: 1, ranked: 8 }
    expect(withFollowedHistory(ranked, [outcome({ ranking })]).history).toEqual([
      { month: '2026-05', ranking },
    ])
  })

  it('keeps what a month was not known for, and is the very same where nothing turned', () => {
    const unknown = facts([{ month: '2026-05', met: null }])
    expect(withFollowedHistory(unknown, [outcome()])).toBe(unknown)
    const same = facts([{ month: '2026-05', verdict: 'pass', exempt: true }])
    expect(withFollowedHistory(same, [outcome({ after: statement(1, 'pass', 90) })])).toBe(same)
    expect(withFollowedHistory(same, [])).toBe(same)
  })
})
