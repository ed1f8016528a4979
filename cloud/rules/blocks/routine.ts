import type { Figure, VerdictReason } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf, textFact } from '../figures'
import { weekOf, weeksOfMonth } from '../local-times'
import { monthOf } from '../months'

export interface Routine {
  outcome: 'met' | 'notMet'
  sentence: string
  figures: Figure[]
  reasons: VerdictReason[]
}

/**
 * Records that are due each week and each month, by the days they were made on. A week belongs to
 * the month that holds its Thursday.
 */
export function routine(
  names: { week: Naming; month: Naming },
  least: { perWeek: NumberParameter; perMonth: NumberParameter },
): (month: string, weekly: readonly string[], monthly: readonly string[]) => Routine {
  return (month, weekly, monthly) => {
    const weeks = weeksOfMonth(month)
    const missed = weeks.filter((monday) => {
      const days = weekOf(monday)
      return weekly.filter((day) => days.includes(day)).length < least.perWeek.value
    })
    const held = monthly.filter((day) => monthOf(day) === month).length
    const reasons = [
      reasonOf(
        names.week,
        missed.length === 0,
        missed.length === 0 ? '每周都做了' : `${missed.map(weekText).join('、')}没有做够`,
      ),
      reasonOf(names.month, held >= least.perMonth.value, `本月 ${held} 次`),
    ]
    const met = reasons.every((one) => one.met)
    return {
      outcome: met ? 'met' : 'notMet',
      sentence: reasons.map(({ sentence }) => sentence).join('；'),
      reasons,
      figures: [
        makeFigure(names.week, {
          value: weeks.length - missed.length,
          unit: 'count',
          sentence: `本月 ${weeks.length} 周，每周 ${least.perWeek.text}，做到的有 ${weeks.length - missed.length} 周`,
          block: 'routine',
          parameters: parametersOf(names.week, least.perWeek),
          facts: weekly.map((day) => textFact(day, names.week.label, day)),
        }),
        makeFigure(names.month, {
          value: held,
          unit: 'count',
          sentence: `每月 ${least.perMonth.text}，本月 ${held} 次`,
          block: 'routine',
          parameters: parametersOf(names.month, least.perMonth),
          facts: monthly.map((day) => textFact(day, names.month.label, day)),
        }),
      ],
    }
  }
}

function weekText(monday: string): string {
  return `${monday} 起的一周`
}

function reasonOf(naming: Naming, met: boolean, told: string): VerdictReason {
  const [article] = naming.articles
  if (!article) throw new RangeError(`The routine ${naming.code} rests on no article`)
  return {
    code: naming.code,
    met,
    article,
    sentence: `${naming.label}：${told}，${met ? '达到' : '未达到'}`,
  }
}
