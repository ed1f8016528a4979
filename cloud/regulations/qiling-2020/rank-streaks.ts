import type { Figure } from '../../contract/trace'
import { type StreakCount, streakAwards } from '../../rules/blocks/streak-awards'
import { makeFigure, parametersOf } from '../../rules/figures'
import type { Law } from '../../rules/law'
import { nameOf, withReadings } from '../../rules/naming'
import type { EarlierMonth, Ranking } from './facts'

export interface RankStreaks {
  /** Months among the first in a row; awarded months bring a reward. */
  top: StreakCount[]
  /** Months among the last in a row; awarded months bring a talk. */
  bottom: StreakCount[]
}

/** Rank from the last one; where nobody shares a rank it follows from the rank and the number ranked. */
export function fromBottom({ rank, ranked, fromBottom: given }: Ranking): number {
  return given ?? ranked - rank + 1
}

/** Streaks of ranks; a month without a rank breaks both (A-QL-09, A-QL-10). */
export function rankStreaks(law: Law, months: readonly EarlierMonth[]): RankStreaks {
  const top = law.number('topRanks').value
  const bottom = law.number('bottomRanks').value
  const least = law.number('leastRanked').value
  const marked = (hit: (ranking: Ranking) => boolean) =>
    months.map(({ month, ranking }) => ({ month, hit: ranking !== null && hit(ranking) }))
  return {
    top: streakAwards(
      marked(({ rank }) => rank <= top),
      law.number('topStreak').value,
    ),
    bottom: streakAwards(
      marked((ranking) => ranking.ranked >= least && fromBottom(ranking) <= bottom),
      law.number('bottomStreak').value,
    ),
  }
}

/** How many months in a row, as a figure. */
export function streakFigure(law: Law, side: 'top' | 'bottom'): (streak: StreakCount) => Figure {
  const top = side === 'top'
  const needed = law.number(top ? 'topStreak' : 'bottomStreak')
  const ranks = law.number(top ? 'topRanks' : 'bottomRanks')
  const naming = withReadings(
    law,
    top
      ? nameOf(law, 'topStreak', '连续靠前', 'QL-23.1')
      : nameOf(law, 'bottomStreak', '连续靠后', 'QL-24'),
    ...(top ? ['topRanks'] : ['bottomRanks', 'leastRanked']),
    'rankScope',
    'streakRestart',
  )
  const parameters = parametersOf(naming, needed)
  const place = `${top ? '前' : '后'} ${ranks.text}`
  return ({ month, count }) =>
    makeFigure(naming, {
      value: count,
      unit: 'count',
      sentence: `到 ${month}，要连续 ${needed.text}${place}，已连续 ${count} 次`,
      block: 'streakAwards',
      parameters,
    })
}
