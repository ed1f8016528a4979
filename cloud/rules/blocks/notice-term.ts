import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf, textFact } from '../figures'
import { chineseCalendar, deadlineAfter } from './working-days'

export interface NoticeRule {
  days: NumberParameter
  daysAre: 'calendar' | 'working'
}

export interface NoticeTerm {
  /** Last day of the notice. */
  lastDay: string
  /** The days that the notice must hang, as a figure. */
  figure: Figure
}

/** How long a public notice hangs; the day it is posted does not count. */
export function noticeTerm(naming: Naming, rule: NoticeRule): (postedOn: string) => NoticeTerm {
  const parameters = parametersOf(naming, rule.days)
  return (postedOn) => {
    const { days, daysAre } = rule
    const lastDay = deadlineAfter(chineseCalendar, postedOn, days.value, daysAre)
    return {
      lastDay,
      figure: makeFigure(naming, {
        value: days.value,
        unit: 'days',
        sentence: `${postedOn} 张贴，当天不算，公示到 ${lastDay}，共${daysAre === 'working' ? '工作日' : ''} ${days.value} 天`,
        block: 'noticeTerm',
        parameters,
        facts: [
          textFact('postedOn', '张贴日期', postedOn),
          textFact('lastDay', '最后一天', lastDay),
        ],
      }),
    }
  }
}
