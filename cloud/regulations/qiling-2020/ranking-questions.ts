import type { Figure } from '../../contract/trace'
import { competitionRanks } from '../../rules/blocks/competition-ranks'
import { itemScores, schemeFault } from '../../rules/blocks/item-scores'
import { factCount, factList, factName, factScoreHundredths } from '../../rules/fact-shapes'
import { countFact, makeFigure, parametersOf } from '../../rules/figures'
import { decimalsText } from '../../rules/hundredths'
import { factMonth } from '../../rules/month-facts'
import type { Law } from '../../rules/law'
import { nameOf, proposed, withReadings } from '../../rules/naming'
import { question } from '../../rules/questions'
import { z } from 'zod'
import { factRanking } from './facts'
import { rankStreaks, streakFigure } from './rank-streaks'
import { refused, refuseRanking } from './scene'

/** Whether a scheme may be used: the points of its items total the full score (A-QL-07). */
export const scheme = question(
  { items: factList(z.strictObject({ office: factName, mostPoints: factCount })) },
  (law, { items }) => {
    const full = law.number('fullScore')
    const total = items.reduce((sum, { mostPoints }) => sum + mostPoints, 0)
    const fault = schemeFault(full, items)
    const naming = withReadings(
      law,
      nameOf(law, 'schemeTotal', '各项满分合计', 'QL-16.2'),
      'officeScoreMode',
    )
    return {
      outcome: fault ? 'refused' : 'accepted',
      sentence: fault ? `${fault}，这个方案不能用` : `各项满分合计 ${total} 分，方案可用`,
      articles: law.articles('QL-16.1', 'QL-16.2'),
      figures: [
        makeFigure(naming, {
          value: total,
          unit: 'count',
          sentence: `${items.map(({ mostPoints }) => mostPoints).join(' + ')} = ${total} 分`,
          block: 'itemScores',
          parameters: parametersOf(naming, full),
          facts: items.map(({ office, mostPoints }, index) =>
            countFact(`item.${index}`, office, mostPoints, '分'),
          ),
        }),
      ],
    }
  },
)

/** Ranks of a month over the whole street; who is in probation or on leave all month is not listed. */
export const ranks = question(
  {
    scores: factList(z.strictObject({ reference: factName, scoreHundredths: factScoreHundredths })),
  },
  (law, { scores }) => {
    refuseDoubled(scores)
    const ranked = competitionRanks(
      scores.map(({ reference, scoreHundredths }) => ({ reference, score: scoreHundredths })),
    )
    const top = law.number('topRanks')
    const bottom = law.number('bottomRanks')
    const least = law.number('leastRanked')
    const first = ranked.filter(({ rank }) => rank <= top.value)
    const last =
      ranked.length >= least.value
        ? ranked.filter(({ fromBottom }) => fromBottom <= bottom.value)
        : []
    const count = (code: string, label: string, article: string, value: number) =>
      makeFigure(withReadings(law, nameOf(law, code, label, article), 'rankScope', 'leastRanked'), {
        value,
        unit: 'count',
        sentence: `${ranked.length} 人参加排名，${label} ${value} 人`,
        block: 'competitionRanks',
        parameters: [top, bottom, least],
      })
    const few = ranked.length < least.value ? `；不足 ${least.text}，不排后 ${bottom.text}` : ''
    return {
      outcome: 'ranked',
      sentence: `${ranked.length} 人参加排名，前 ${top.text}共 ${first.length} 人${few}`,
      articles: law.articles('QL-23.1', 'QL-24'),
      figures: [
        count('topCount', '排在前列', 'QL-23.1', first.length),
        count('bottomCount', '排在末位', 'QL-24', last.length),
        ...ranked.map((one, index) => rankFigure(law, one, scores[index]?.scoreHundredths ?? 0)),
      ],
    }
  },
)

function refuseDoubled(scores: readonly { reference: string }[]): void {
  const seen = new Set<string>()
  scores.forEach(({ reference }, index) => {
    if (seen.has(reference)) refused(`${reference} 出现了两次`, `scores.${index}.reference`)
    seen.add(reference)
  })
}

function rankFigure(
  law: Law,
  { reference, rank }: { reference: string; rank: number },
  hundredths: number,
): Figure {
  return makeFigure(nameOf(law, `rank.${reference}`, `${reference} 的名次`, 'QL-23.1'), {
    value: rank,
    unit: 'count',
    sentence: `得分 ${decimalsText(hundredths)} 分，名次 ${rank}`,
    block: 'competitionRanks',
  })
}

/** In which months ranks bring a reward or a talk; the months are numbered from the first given. */
export const streaks = question(
  {
    months: factList(z.strictObject({ month: factMonth, ranking: factRanking.nullable() })).min(1),
  },
  (law, { months }) => {
    const ordered = [...months].sort((one, other) => (one.month < other.month ? -1 : 1))
    ordered.forEach(({ month, ranking }, index) => {
      if (ordered[index + 1]?.month === month) refused(`${month} 出现了两次`, 'months')
      if (ranking)
        refuseRanking(ranking, `months.${months.findIndex((one) => one.month === month)}.ranking`)
    })
    const counted = rankStreaks(law, ordered)
    const found = (['top', 'bottom'] as const).flatMap((side) =>
      counted[side].flatMap((count, index) =>
        count.awarded
          ? [{ side, month: count.month, index, figure: streakFigure(law, side)(count) }]
          : [],
      ),
    )
    const each = found.map(({ side, month, index, figure }) => {
      const reward = side === 'top'
      const label = reward ? '奖励的月份' : '谈话的月份'
      const naming = nameOf(
        law,
        `${reward ? 'reward' : 'talk'}.${month}`,
        label,
        reward ? 'QL-23.1' : 'QL-24',
      )
      return makeFigure(naming, {
        value: index + 1,
        unit: 'count',
        sentence: `${month} 是第 ${index + 1} 个月`,
        block: 'streakAwards',
        inputs: [figure],
      })
    })
    return {
      outcome: outcomeOf(found.map(({ side }) => side)),
      sentence:
        found.length === 0
          ? '没有达到奖励或谈话的次数'
          : found
              .map(({ side, month }) => `${month} ${side === 'top' ? '奖励' : '谈话'}`)
              .join('，'),
      articles: law.articles('QL-23.1', 'QL-24'),
      figures: each,
      proposals: found.map(({ side, month, figure }) =>
        side === 'top'
          ? proposed('reward', 'topRanks', law.article('QL-23.1'), `${month}：由街道奖励`, figure)
          : proposed(
              'talk',
              'bottomRanks',
              law.article('QL-24'),
              `${month}：由所在社区党支部书记诫勉谈话`,
              figure,
            ),
      ),
    }
  },
)

function outcomeOf(sides: readonly ('top' | 'bottom')[]): string {
  const reward = sides.includes('top')
  const talk = sides.includes('bottom')
  if (reward && talk) return 'rewardAndTalk'
  if (reward) return 'reward'
  return talk ? 'talk' : 'none'
}

/** The score that offices' item scores come to; the same rule as in the month. */
export const officeScore = question(
  {
    officeScores: factList(
      z.strictObject({
        office: factName,
        mostPoints: factCount,
        scoreHundredths: factScoreHundredths.nullable(),
      }),
    ).min(1),
  },
  (law, { officeScores }) => {
    const score = itemScores(
      withReadings(law, nameOf(law, 'score', '考核得分', 'QL-16.1', 'QL-4.2'), 'officeScoreMode'),
      law.number('fullScore'),
    )(officeScores, 'officeScores')
    return {
      outcome: 'scored',
      sentence: `考核得分 ${decimalsText(score.hundredths)} 分`,
      articles: law.articles('QL-16.1', 'QL-4.2'),
      figures: [score.figure],
    }
  },
)
