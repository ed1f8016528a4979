import type { Figure } from '../../contract/trace'
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

function activityOf({ rules, facts }: Scene): Figure[] {
  const { meetings, tasks, logDays } = facts.activity ?? {}
  const rates = [
    meetings && rules.meetings(meetings.done, meetings.of),
    tasks && rules.tasks(tasks.done, tasks.of),
    logDays === undefined ? undefined : rules.logs(logDays, rules.logDaysDue(facts.month)),
  ]
  if (meetings && meetings.done > meetings.of) refused('参会次数多于应到次数', 'activity.meetings')
  if (tasks && tasks.done > tasks.of) refused('完成的任务多于下达的任务', 'activity.tasks')
  return rates.flatMap((one) => one?.figure ?? [])
}
