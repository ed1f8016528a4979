import { z } from 'zod'
import { countTotal } from '../../rules/blocks/count-total'
import { elapsed } from '../../rules/blocks/elapsed'
import { refuseSessions } from '../../rules/blocks/patrol-sessions'
import { patrolTime, patrolWeek as patrolWeekOf } from '../../rules/blocks/patrol-week'
import { routine as routineOf } from '../../rules/blocks/routine'
import { shiftCoverage } from '../../rules/blocks/shift-coverage'
import { missingBefore, stageOrder } from '../../rules/blocks/stage-order'
import { chineseCalendar } from '../../rules/blocks/working-days'
import { factClock, factList, factName } from '../../rules/fact-shapes'
import type { Law } from '../../rules/law'
import { factTime, weekOf } from '../../rules/local-times'
import { factDay, factMonth } from '../../rules/month-facts'
import { nameOf, optionalNumber, proposed, withReadings } from '../../rules/naming'
import { question } from '../../rules/questions'
import { RuleError } from '../../rules/rule-error'

const stretch = z.strictObject({ from: factTime, to: factTime })
const patrol = stretch.extend({
  /** Stretches outside the own grid. */
  outside: factList(stretch).optional(),
  /** Somebody confirmed that a long one is right. */
  confirmed: z.boolean().optional(),
})
type Patrol = z.infer<typeof patrol>

/** Patrol time of the week, Monday to Sunday, that `on` lies in (A-STD-02, A-STD-03). */
const patrolWeek = question({ sessions: factList(patrol) }, (law, { sessions, on }) => {
  refuseSessions(sessions, 'sessions')
  sessions.forEach(({ outside = [] }, index) => {
    refuseSessions(outside, `sessions.${index}.outside`)
  })
  const rule = {
    outsideMinutes: law.number('outsideMinutes'),
    longSessionHours: law.number('longSessionHours'),
  }
  const { spans, unconfirmed } = patrolTime(rule, sessions)
  const days = weekOf(on)
  const naming = withReadings(
    law,
    nameOf(law, 'week', '本周走访时间', 'STD-6.2b', 'STD-6.2d'),
    'weeklyTarget',
    'workingDays',
    'outsideMinutes',
    'longSessionHours',
  )
  const { week, target, daysMet, workingDays, missedDays, met } = patrolWeekOf(naming, {
    dailyHours: law.number('dailyPatrolHours'),
    weeklyHours: law.number('weeklyPatrolHours'),
    lesser: law.choice('weeklyTarget') === 'lesser',
  })(
    days,
    days.filter((day) => chineseCalendar.isWorkingDay(day)),
    spans,
  )
  const weekly = `本周走访 ${week.value} 分钟，应走访 ${target.value} 分钟，${met ? '达到' : '未达到'}`
  return {
    outcome: met ? 'met' : 'notMet',
    sentence: `${weekly}；工作日 ${workingDays.value} 天，达到每日时间的 ${daysMet.value} 天`,
    figures: [week, target, daysMet, workingDays],
    reasons: [{ code: 'week', met, sentence: weekly, article: law.article('STD-6.2d') }],
    proposals: [...dailyWarnings(law, missedDays), ...longSessions(law, sessions, unconfirmed)],
    articles: law.articles('STD-6.2b', 'STD-6.2c', 'STD-6.2d'),
  }
})

/** The daily time is asked for in principle only: a warning, the week decides. */
function dailyWarnings(law: Law, missedDays: readonly string[]) {
  const article = law.article('STD-6.2c')
  const { text } = law.number('dailyPatrolHours')
  return missedDays.map((day) =>
    proposed('warning', 'dailyPatrol', article, `${day} 走访不到 ${text}，只提示`),
  )
}

function longSessions(law: Law, sessions: readonly Patrol[], unconfirmed: readonly number[]) {
  const article = law.article('STD-6.2c')
  const { text } = law.number('longSessionHours')
  return unconfirmed.map((index) =>
    proposed(
      'exception',
      'longSession',
      article,
      `${sessions[index]?.from ?? ''} 开始的走访超过 ${text}，确认以后才计入`,
    ),
  )
}

/** Weekly analyses and the monthly summary. */
const routine = question(
  { month: factMonth, analyses: factList(factDay), summaries: factList(factDay) },
  (law, { month, analyses, summaries }) => {
    const told = routineOf(
      {
        week: nameOf(law, 'analyses', '每周分析', 'STD-6.1', 'STD-6.3a'),
        month: nameOf(law, 'summaries', '每月总结', 'STD-6.1', 'STD-6.4'),
      },
      { perWeek: law.number('analysesPerWeek'), perMonth: law.number('summariesPerMonth') },
    )(month, analyses, summaries)
    return { ...told, articles: law.articles('STD-6.1', 'STD-6.4') }
  },
)

const responses = {
  selfHandled: { article: 'STD-6.2h', label: '自办办结' },
  forwarded: { article: 'STD-6.2i', label: '上报' },
  emergency: { article: 'STD-6.2j', label: '突发问题上报' },
  abnormal: { article: 'JY-3.3', label: '司法所签收' },
} as const
type Response = keyof typeof responses
const responseKinds = Object.keys(responses) as [Response, ...Response[]]

/** How long it took, beside the county's limit where it set one (A-STD-06): shown, nothing follows. */
const response = question(
  { kind: z.enum(responseKinds), foundAt: factTime, doneAt: factTime },
  (law, { kind, foundAt, doneAt }) => {
    if (doneAt < foundAt) throw new RuleError('factsRefused', '办好的时间早于发现的时间', 'doneAt')
    const { article, label } = responses[kind]
    const limit = kind === 'abnormal' ? null : optionalNumber(law, `responseMinutes.${kind}`)
    const reading = kind === 'abnormal' ? 'abnormalReport' : 'lateResponse'
    const naming = withReadings(law, nameOf(law, 'minutes', label, article), reading)
    const { figure, late } = elapsed(naming, limit)(foundAt, doneAt)
    return {
      outcome: late === null ? 'measured' : late ? 'late' : 'inTime',
      sentence: figure.sentence,
      figures: [figure],
      articles: naming.articles,
    }
  },
)

/** Messages of the system that nobody has looked at within the county's hours. */
const unread = question(
  {
    at: factTime,
    messages: factList(
      z.strictObject({ message: factName, sentAt: factTime, readAt: factTime.optional() }),
    ),
  },
  (law, { at, messages }) => {
    const limit = optionalNumber(law, 'unreadHours')
    const naming = nameOf(law, 'overdue', '逾期没看的提示', 'STD-6.2a')
    const articles = naming.articles
    const open = messages.filter(({ sentAt, readAt }) => sentAt <= at && (readAt ?? at) >= at)
    if (limit === null) {
      const figure = countTotal(
        { ...naming, code: 'unread', label: '没看的提示' },
        '条',
      )(open.map(({ message }) => ({ label: message, count: 1 })))
      const sentence = `没看的提示 ${figure.value} 条；县里没有定期限，不算逾期`
      return { outcome: 'measured', sentence, figures: [figure], articles }
    }
    const waited = elapsed(naming, null)
    const late = open.filter(({ sentAt }) => waited(sentAt, at).hours > limit.value)
    const figure = countTotal(
      { ...naming, readings: [limit] },
      '条',
    )(late.map(({ message }) => ({ label: message, count: 1 })))
    const sentence = `超过 ${limit.text}没看的提示 ${figure.value} 条`
    return { outcome: late.length > 0 ? 'overdue' : 'none', sentence, figures: [figure], articles }
  },
)

/** Whether somebody is on duty all day and night. */
const shifts = question(
  { shifts: factList(z.strictObject({ from: factClock, to: factClock })) },
  (law, facts) => {
    const naming = nameOf(law, 'coverage', '值守', 'JB-2.3')
    const { covered, gap, gaps } = shiftCoverage(naming, law.number('coverageHours'))(facts.shifts)
    return {
      outcome: gaps.length === 0 ? 'covered' : 'gap',
      sentence: gap.sentence,
      figures: [covered, gap],
      articles: naming.articles,
    }
  },
)

const stages = [
  'discovery',
  'acceptance',
  'command',
  'handling',
  'supervision',
  'evaluation',
] as const
type Stage = (typeof stages)[number]
const stageLabels: ReadonlyMap<Stage, string> = new Map([
  ['discovery', '发现'],
  ['acceptance', '受理'],
  ['command', '指挥'],
  ['handling', '处置'],
  ['supervision', '监督'],
  ['evaluation', '评价'],
])

/** Whether an event may come to a stage: the six follow each other. */
const eventStages = question(
  {
    reached: factList(z.strictObject({ stage: z.enum(stages), at: factTime.optional() })),
    wanted: z.enum(stages),
  },
  (law, { reached, wanted }) => {
    const naming = nameOf(law, 'stages', '六步', 'JB-3.3')
    const order = law.list('stages').flatMap((code) => stages.find((one) => one === code) ?? [])
    const labels = new Map(order.map((stage) => [stage, stageLabels.get(stage) ?? stage]))
    const { reasons, backwards } = stageOrder(naming, labels)(reached)
    const missing = missingBefore(labels, reached, wanted)
    const label = (stage: Stage) => labels.get(stage) ?? stage
    const told = {
      reachable: `可以进入${label(wanted)}`,
      notReachable: `还没有${missing.map(label).join('、')}，不能进入${label(wanted)}`,
      backwards: `${backwards.map(label).join('、')}早于前面的步骤`,
    }
    const outcome =
      missing.length > 0 ? 'notReachable' : backwards.length > 0 ? 'backwards' : 'reachable'
    return { outcome, sentence: told[outcome], reasons, articles: naming.articles }
  },
)

export const workQuestions = {
  patrolWeek,
  routine,
  response,
  unread,
  shifts,
  eventStages,
}
