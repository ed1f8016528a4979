import { z } from 'zod'
import { leastAverage, leastCount, leastHours, mostHours } from '../../rules/blocks/targets'
import {
  chineseCalendar,
  unpublishedNote,
  workingDaysOfMonth,
} from '../../rules/blocks/working-days'
import { factCount, factInstantMs, factList, factName } from '../../rules/fact-shapes'
import type { Law } from '../../rules/law'
import { weekOf } from '../../rules/local-times'
import { factDay } from '../../rules/month-facts'
import { daysInMonth, monthOf } from '../../rules/months'
import { nameOf, withReadings } from '../../rules/naming'
import { quarterEnds } from '../../rules/quarters'
import { question } from '../../rules/questions'
import { factKind } from './facts'
import { refused } from './scene'

/** A day's patrols: two a day for all, and the community's hours (QL-11.1a, QL-11.1b). */
export const patrolDay = question(
  { kind: factKind, patrols: factList(z.strictObject({ minutes: factCount })) },
  (law, { kind, on, patrols }) => {
    if (!chineseCalendar.isWorkingDay(on)) {
      return {
        outcome: 'dayOff',
        sentence: `${on} 不是工作日，不要求巡查${unpublishedNote(chineseCalendar, on)}`,
        articles: law.articles('QL-11.1a'),
      }
    }
    const counted = leastCount(nameOf(law, 'patrols', '巡查', 'QL-11.1a'), {
      least: law.number('patrolsPerDay'),
      measure: '次',
    })(patrols.length)
    const minutes = patrols.reduce((sum, one) => sum + one.minutes, 0)
    const hours =
      kind === 'community'
        ? leastHours(
            withReadings(law, nameOf(law, 'minutes', '走访时间', 'QL-11.1b'), 'effectiveVisit'),
            law.number('hoursPerDay.community'),
          )(minutes)
        : null
    const reasons = [counted.reason, ...(hours ? [hours.reason] : [])]
    const [patrolled, walked = true] = reasons.map(({ met }) => met)
    return {
      outcome: patrolled ? (walked ? 'met' : 'hoursNotMet') : walked ? 'patrolsNotMet' : 'notMet',
      sentence: reasons.map(({ sentence }) => sentence).join('；'),
      articles: law.articles('QL-11.1a', 'QL-11.1b'),
      figures: [counted.figure, hours?.figure ?? null],
      reasons,
    }
  },
)

/** A rural worker's week, Monday to Sunday (QL-11.1c). */
export const patrolWeek = question(
  { patrols: factList(z.strictObject({ day: factDay, minutes: factCount })) },
  (law, { on, patrols }) => {
    const week = weekOf(on)
    patrols.forEach(({ day }, index) => {
      if (!week.includes(day)) refused(`${day} 不在这一周`, `patrols.${index}.day`)
    })
    const minutes = patrols.reduce((sum, one) => sum + one.minutes, 0)
    const { figure, reason } = leastHours(
      withReadings(law, nameOf(law, 'minutes', '本周走访时间', 'QL-11.1c'), 'patrolWeek'),
      law.number('hoursPerWeek.rural'),
    )(minutes)
    return {
      outcome: reason.met ? 'met' : 'notMet',
      sentence: reason.sentence,
      articles: law.articles('QL-11.1c'),
      figures: [figure],
      reasons: [reason],
    }
  },
)

const visit = z.strictObject({
  day: factDay,
  household: factName,
  /** The position was that of the household. */
  atHousehold: z.boolean(),
  /** There is a note or a photo. */
  recorded: z.boolean(),
  /** Somebody was met, or a notice left. */
  metOrNotice: z.boolean(),
})

/** Average of effective household visits a day over the month of `on` (QL-11.1b, QL-11.1c). */
export const visitAverage = question(
  { kind: factKind, effectiveVisits: factCount.optional(), visits: factList(visit).optional() },
  (law, { kind, on, effectiveVisits, visits }) => {
    const month = monthOf(on)
    if ((effectiveVisits === undefined) === (visits === undefined))
      return refused('有效走访次数和走访记录要有一种', 'effectiveVisits')
    visits?.forEach(({ day }, index) => {
      if (monthOf(day) !== month) refused(`${day} 不在 ${month}`, `visits.${index}.day`)
    })
    const days =
      law.choice('visitDays') === 'workingDays'
        ? workingDaysOfMonth(chineseCalendar, month).length
        : daysInMonth(month)
    const article = kind === 'community' ? 'QL-11.1b' : 'QL-11.1c'
    const judged = leastAverage(
      withReadings(
        law,
        nameOf(law, 'visitsPerDay', '平均每天有效走访', article),
        'visitDays',
        'effectiveVisit',
      ),
      { least: law.number(`visitsPerDay.${kind}`), measure: '户' },
    )(visits ? effective(law, visits) : (effectiveVisits ?? 0), days)
    return {
      outcome: judged ? (judged.reason.met ? 'met' : 'notMet') : 'noWorkingDay',
      sentence: `${judged?.reason.sentence ?? `${month} 没有工作日`}${unpublishedNote(chineseCalendar, on)}`,
      articles: law.articles(article),
      figures: [judged?.figure ?? null],
      reasons: judged ? [judged.reason] : [],
    }
  },
)

/** Visits that count: documented ones, a household once a day (A-QL-13). */
function effective(law: Law, visits: readonly z.infer<typeof visit>[]): number {
  if (law.choice('effectiveVisit') === 'every') return visits.length
  const counted = visits.filter(
    ({ atHousehold, recorded, metOrNotice }) => atHousehold && recorded && metOrNotice,
  )
  return new Set(counted.map(({ day, household }) => `${day} ${household}`)).size
}

/** Whether something was done "at the first moment"; the street sets the hours (QL-10.3b). */
export const promptness = question(
  {
    of: z.enum(['information', 'hazard', 'agency', 'dispute']),
    knownAtMs: factInstantMs,
    doneAtMs: factInstantMs,
  },
  (law, { of, knownAtMs, doneAtMs }) => {
    if (doneAtMs < knownAtMs) refused('办完的时间早于得知的时间', 'doneAtMs')
    const most = law.number(`promptHours.${of}`)
    const naming = nameOf(law, 'elapsed', most.label, 'QL-10.3b')
    const { figure, reason } = mostHours(naming, most)(knownAtMs, doneAtMs)
    return {
      outcome: reason.met ? 'met' : 'notMet',
      sentence: reason.sentence,
      articles: law.articles('QL-10.3b'),
      figures: [figure],
      reasons: [reason],
    }
  },
)

/** The quarter's trainings (QL-18.1); months of a quarter are those of the calendar year. */
export const quarterTraining = question(
  { trainings: factList(z.strictObject({ day: factDay, subject: factName })) },
  (law, { on, trainings }) => {
    trainings.forEach(({ day }, index) => {
      if (quarterOf(day) !== quarterOf(on)) refused(`${day} 不在这个季度`, `trainings.${index}.day`)
    })
    const { figure, reason } = leastCount(nameOf(law, 'trainings', '本季度培训', 'QL-18.1'), {
      least: law.number('trainingsPerQuarter'),
      measure: '次',
    })(trainings.length)
    return {
      outcome: reason.met ? 'met' : 'notMet',
      sentence: reason.sentence,
      articles: law.articles('QL-18.1'),
      figures: [figure],
      reasons: [reason],
    }
  },
)

function quarterOf(day: string): string {
  const month = monthOf(day)
  return quarterEnds(month).find((end) => month <= end) ?? month
}
