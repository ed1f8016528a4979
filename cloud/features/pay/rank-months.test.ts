import { describe, expect, it } from 'vitest'
import { everyMonth } from './rank-months'

const third = { rank: 3, ranked: 12 }
const told = (months: ReturnType<typeof everyMonth>) =>
  months.map(({ month, ranking }) => `${month} ${ranking?.rank ?? '-'}`)

describe('earlier ranks', () => {
  it('reach up to the month before, each month once', () => {
    const ranks = [
      { month: '2025-12', ranking: third },
      { month: '2026-01', ranking: third },
    ]
    expect(told(everyMonth(ranks, '2026-02'))).toEqual(['2025-12 3', '2026-01 3'])
  })

  it('end at a month without a statement, and at one without a rank', () => {
    const gap = [
      { month: '2025-11', ranking: third },
      { month: '2026-01', ranking: third },
    ]
    expect(told(everyMonth(gap, '2026-02'))).toEqual(['2025-12 -', '2026-01 3'])
    const unranked = [
      { month: '2025-11', ranking: third },
      { month: '2025-12', ranking: null },
      { month: '2026-01', ranking: third },
    ]
    expect(told(everyMonth(unranked, '2026-02'))).toEqual(['2025-12 -', '2026-01 3'])
  })

  it('say nothing in a row where the month before had none', () => {
    expect(told(everyMonth([{ month: '2025-11', ranking: third }], '2026-02'))).toEqual([
      '2026-01 -',
    ])
    expect(everyMonth([], '2026-02')).toEqual([])
  })
})
