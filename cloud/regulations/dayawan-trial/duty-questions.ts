import { z } from 'zod'
import { type Judged, leastCount } from '../../rules/blocks/targets'
import { chineseCalendar } from '../../rules/blocks/working-days'
import { factCount, factList, factName } from '../../rules/fact-shapes'
import type { Law } from '../../rules/law'
import { weekOf } from '../../rules/local-times'
import { monthOf } from '../../rules/months'
import { factDay } from '../../rules/month-facts'
import { nameOf, withReadings } from '../../rules/naming'
import { question, type Told } from '../../rules/questions'
import { refused } from './refused'

/** The week of `on`, Monday to Sunday: the head's meeting and the instructor's patrols (DYW-10.2, DYW-11.2a). */
export const weekDuties = question(
  {
    meetings: factCount.optional(),
    /** Guidance patrols of each grid of the instructor. */
    guidancePatrols: factList(z.strictObject({ grid: factName, patrols: factCount })).optional(),
  },
  (law, { on, meetings, guidancePatrols }) => {
    if (meetings === undefined && guidancePatrols === undefined)
      return refused('例会次数和指导巡查要有一种', 'meetings')
    const articles = law.articles('DYW-10.2', 'DYW-11.2a')
    const days = weekOf(on)
    const workless = !days.some((day) => chineseCalendar.isWorkingDay(day))
    if (workless && law.choice('worklessWeek') === 'exempt') {
      return {
        outcome: 'exempt',
        sentence: `${days.at(0)} 至 ${days.at(-1)} 没有工作日，不要求`,
        articles,
      }
    }
    const meeting =
      meetings === undefined
        ? []
        : [least(law, 'meetings', '本周例会', 'DYW-10.2', 'meetingsPerWeek')(meetings)]
    const patrols = (guidancePatrols ?? []).map(({ grid, patrols: count }) =>
      least(
        law,
        `patrols.${grid}`,
        `${grid} 指导巡查`,
        'DYW-11.2a',
        'guidancePatrolsPerWeek',
      )(count),
    )
    return { ...told([...meeting, ...patrols]), articles }
  },
)

function least(law: Law, code: string, label: string, article: string, parameter: string) {
  return leastCount(withReadings(law, nameOf(law, code, label, article), 'worklessWeek'), {
    least: law.number(parameter),
    measure: '次',
  })
}

function told(judged: readonly Judged[]): Omit<Told, 'articles'> {
  return {
    outcome: judged.every(({ reason }) => reason.met) ? 'met' : 'notMet',
    sentence: judged.map(({ reason }) => reason.sentence).join('；'),
    figures: judged.map(({ figure }) => figure),
    reasons: judged.map(({ reason }) => reason),
  }
}

/** The month's collective study (DYW-20.1): a gap is a reminder, nothing follows (A-DYW-15). */
export const monthStudy = question({ studies: factList(factDay) }, (law, { on, studies }) => {
  studies.forEach((day, index) => {
    if (monthOf(day) !== monthOf(on)) refused(`${day} 不在 ${monthOf(on)}`, `studies.${index}`)
  })
  const naming = withReadings(
    law,
    nameOf(law, 'studies', '本月集中学习', 'DYW-20.1'),
    'studyMissed',
  )
  const judged = leastCount(naming, { least: law.number('studiesPerMonth'), measure: '次' })(
    studies.length,
  )
  const { reason } = judged
  return {
    ...told([judged]),
    outcome: reason.met ? 'met' : 'reminder',
    sentence: reason.met ? reason.sentence : `${reason.sentence}，请补上；不处罚`,
    articles: law.articles('DYW-20.1'),
  }
})
