import type { Figure } from '../../contract/trace'
import { rate } from '../../rules/blocks/rate'
import { chineseCalendar, workingDaysOfMonth } from '../../rules/blocks/working-days'
import { countFact, makeFigure, parametersOf } from '../../rules/figures'
import { daysInMonth } from '../../rules/months'
import { nameOf, withReadings } from '../../rules/naming'
import type { EarlierMonth } from './facts'
import { fromBottom, rankStreaks, streakFigure } from './rank-streaks'
import { refused, type Scene } from './scene'

/** Figures of the month that are not money: score, ranks, streaks, and what QL-21 looks at. */
export function indicatorsOf(scene: Scene, months: readonly EarlierMonth[]): Figure[] {
  const { law, facts, score } = scene
  const figures: Figure[] = score ? [score.figure] : []
  if (facts.ranking) {
    const { rank, ranked } = facts.ranking
    const last = fromBottom(facts.ranking)
    const place = (code: string, label: string, value: number) => {
      const naming = nameOf(law, code, label, 'QL-23.1', 'QL-24')
      const followed = withReadings(law, naming, 'rankScope')
      return makeFigure(followed, {
        value,
        unit: 'count',
        sentence: `全街道 ${ranked} 人，${label} ${value}`,
        block: 'competitionRanks',
        parameters: parametersOf(followed),
        facts: [countFact('ranked', '参加排名', ranked, '人')],
      })
    }
    figures.push(place('rank', '名次', rank), place('rankFromBottom', '倒数名次', last))
    const { top, bottom } = rankStreaks(law, months)
    const [best, worst] = [top.at(-1), bottom.at(-1)]
    if (best) figures.push(streakFigure(law, 'top', best))
    if (worst) figures.push(streakFigure(law, 'bottom', worst))
  }
  return [...figures, ...activityOf(scene)]
}

function activityOf({ law, facts }: Scene): Figure[] {
  const { meetings, tasks, logDays } = facts.activity ?? {}
  const share = (code: string, label: string, part: string, whole: string, measure: string) =>
    rate(withReadings(law, nameOf(law, code, label, 'QL-21'), 'assessmentBasis'), {
      measure,
      part,
      whole,
      capped: true,
    })
  const days =
    law.choice('logDays') === 'workingDays'
      ? workingDaysOfMonth(chineseCalendar, facts.month).length
      : daysInMonth(facts.month)
  const rates = [
    meetings && share('meetings', '参会率', '参会', '应到', '次')(meetings.done, meetings.of),
    tasks && share('tasks', '终端任务完成率', '完成', '任务', '件')(tasks.done, tasks.of),
    logDays === undefined
      ? undefined
      : rate(
          withReadings(
            law,
            nameOf(law, 'logs', '日志填写率', 'QL-21', 'QL-10.6'),
            'logDays',
            'logForms',
          ),
          {
            measure: '天',
            part: '已填',
            whole: '应填',
            capped: true,
          },
        )(logDays, days),
  ]
  if (meetings && meetings.done > meetings.of) refused('参会次数多于应到次数', 'activity.meetings')
  if (tasks && tasks.done > tasks.of) refused('完成的任务多于下达的任务', 'activity.tasks')
  return rates.flatMap((one) => one?.figure ?? [])
}
