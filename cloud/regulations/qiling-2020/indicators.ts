import type { Figure } from '../../contract/trace'
import { rate } from '../../rules/blocks/rate'
import { nameOf, withReadings } from '../../rules/naming'
import type { EarlierMonth } from './facts'
import { fromBottom, rankStreaks } from './rank-streaks'
import { refused, type Scene } from './scene'

/** Figures of the month that are not money: score, ranks, streaks, and what QL-21 looks at. */
export function indicatorsOf(scene: Scene, months: readonly EarlierMonth[]): Figure[] {
  const { law, rules, facts, score } = scene
  const figures: Figure[] = score ? [score.figure] : []
  if (facts.ranking) {
    const { rank, ranked } = facts.ranking
    figures.push(rules.rank(rank, ranked))
    figures.push(rules.rankFromBottom(fromBottom(facts.ranking), ranked))
    const { top, bottom } = rankStreaks(law, months)
    const [best, worst] = [top.at(-1), bottom.at(-1)]
    if (best) figures.push(rules.topStreak(best))
    if (worst) figures.push(rules.bottomStreak(worst))
  }
  return [...figures, ...activityOf(scene)]
}

function activityOf({ law, rules, facts }: Scene): Figure[] {
  const { meetings, tasks, logDays } = facts.activity ?? {}
  const share = (code: string, label: string, part: string, whole: string, measure: string) =>
    rate(withReadings(law, nameOf(law, code, label, 'QL-21'), 'assessmentBasis'), {
      measure,
      part,
      whole,
      capped: true,
    })
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
        )(logDays, rules.logDaysDue),
  ]
  if (meetings && meetings.done > meetings.of) refused('参会次数多于应到次数', 'activity.meetings')
  if (tasks && tasks.done > tasks.of) refused('完成的任务多于下达的任务', 'activity.tasks')
  return rates.flatMap((one) => one?.figure ?? [])
}
