import { z } from 'zod'
import { countTotal } from '../../rules/blocks/count-total'
import { patrolsApart, refuseSessions, type Session } from '../../rules/blocks/patrol-sessions'
import { rate } from '../../rules/blocks/rate'
import { routine as routineOf } from '../../rules/blocks/routine'
import { factCount, factList, factName, factScoreHundredths } from '../../rules/fact-shapes'
import type { Law } from '../../rules/law'
import { factTime } from '../../rules/local-times'
import { factDay, factMonth } from '../../rules/month-facts'
import { nameOf, withReadings } from '../../rules/naming'
import { question } from '../../rules/questions'
import { RuleError } from '../../rules/rule-error'
import { rateCounts } from './facts'
import { quarterRule, yearRule } from './periods'
import { ratesOf } from './rates'

/** The three rates alone: nothing of them waits for the county's weights. */
const rates = question({ counts: rateCounts }, (law, { counts }) => {
  const all = Object.values(ratesOf(law, counts, 'counts.'))
  return {
    outcome: all.every(({ figure }) => figure !== null) ? 'computed' : 'partlyNone',
    sentence: all.map(({ sentence }) => sentence).join('；'),
    figures: all.map(({ figure }) => figure),
    articles: law.articles('LJ-4.6a'),
  }
})

type RollUp = ReturnType<typeof quarterRule>

function rolledUp(law: Law, rule: RollUp, label: string, list: readonly number[]) {
  const figure = rule(
    list.map((scoreHundredths, index) => ({ period: `第 ${index + 1} 个`, scoreHundredths })),
  )
  return {
    outcome: figure ? 'computed' : 'none',
    sentence: figure ? `${label} ${figure.sentence}` : `${label}：没有得分，不计`,
    figures: [figure],
    articles: law.articles('LJ-4.6c'),
  }
}

const quarterScore = question(
  { monthScoresHundredths: factList(factScoreHundredths) },
  (law, facts) => rolledUp(law, quarterRule(law), '季度得分', facts.monthScoresHundredths),
)
const yearScore = question(
  { quarterScoresHundredths: factList(factScoreHundredths) },
  (law, facts) => rolledUp(law, yearRule(law), '全年得分', facts.quarterScoresHundredths),
)

/** Patrols of some days: two a day, apart from each other; more than that is beyond the plan. */
const patrols = question(
  {
    days: factList(factDay),
    sessions: factList(z.strictObject({ from: factTime, to: factTime })),
  },
  (law, { days, sessions }) => {
    refuseSessions(sessions, 'sessions')
    const least = law.number('patrolsPerDay')
    const counted = days.map((day) => patrolsOf(law, day, sessions))
    const within = counted.map(({ value }) => Math.min(value, least.value))
    const done = within.reduce((sum, one) => sum + one, 0)
    const due = least.value * days.length
    const made = rate(nameOf(law, 'patrolRate', '巡查到位率', 'LJ-4.6a', 'LJ-4.3b'), {
      part: '计划内走访',
      whole: '应走访',
      measure: '次',
      capped: true,
    })(done, due)
    const short = days.filter((_, index) => (within[index] ?? 0) < least.value)
    const told = short.length === 0 ? '每天都达到' : `${short.join('、')} 不足`
    return {
      outcome: short.length === 0 ? 'met' : 'notMet',
      sentence: `每天至少 ${least.text}，${told}；${made.sentence}`,
      figures: [...counted, made.figure],
      articles: law.articles('LJ-4.3b'),
    }
  },
)

function patrolsOf(law: Law, day: string, sessions: readonly Session[]) {
  const naming = withReadings(
    law,
    nameOf(law, `patrols.${day}`, `${day} 走访`, 'LJ-4.3b'),
    'patrolsPerDay',
  )
  return patrolsApart(
    naming,
    law.number('patrolGapMinutes'),
  )(sessions.filter(({ from }) => from.startsWith(day)))
}

/** Weekly analyses and the monthly summary. */
const routine = question(
  { month: factMonth, analyses: factList(factDay), summaries: factList(factDay) },
  (law, { month, analyses, summaries }) => {
    const told = routineOf(
      {
        week: nameOf(law, 'analyses', '每周分析排查', 'LJ-4.3c'),
        month: nameOf(law, 'summaries', '每月总结分析', 'LJ-4.3d'),
      },
      { perWeek: law.number('analysesPerWeek'), perMonth: law.number('summariesPerMonth') },
    )(month, analyses, summaries)
    return { ...told, articles: law.articles('LJ-4.3a', 'LJ-4.3c', 'LJ-4.3d') }
  },
)

/** Key persons by category: all of them are to be looked after. */
const keyPersonCoverage = question(
  {
    categories: factList(
      z.strictObject({ category: factName, registered: factCount, managed: factCount }),
    ),
  },
  (law, { categories }) => {
    categories.forEach(({ registered, managed }, index) => {
      if (managed > registered)
        throw new RuleError('factsRefused', '管理的多于在册的', `categories.${index}.managed`)
    })
    const total = countTotal(
      nameOf(law, 'registered', '在册重点人员', 'LJ-5.2c'),
      '人',
    )(categories.map(({ category, registered }) => ({ label: category, count: registered })))
    const managed = categories.reduce((sum, one) => sum + one.managed, 0)
    const covered = rate(nameOf(law, 'coverageRate', '纳入管理', 'LJ-5.2c'), {
      part: '纳入管理',
      whole: '在册',
      measure: '人',
      capped: false,
    })(managed, total.value)
    return {
      outcome: managed === total.value ? 'complete' : 'incomplete',
      sentence: `在册 ${total.value} 人；${covered.sentence}`,
      figures: [total, covered.figure],
      articles: total.articles,
    }
  },
)

/** Matters reported for joint handling, and how many are closed. */
const jointHandling = question(
  { reported: factCount, closed: factCount },
  (law, { reported, closed }) => {
    if (closed > reported) throw new RuleError('factsRefused', '办结的多于上报的', 'closed')
    const made = rate(nameOf(law, 'closedRate', '联合处理办结率', 'LJ-5.2f'), {
      part: '办结',
      whole: '上报',
      measure: '件',
      capped: false,
    })(closed, reported)
    return {
      outcome: closed === reported ? 'complete' : 'open',
      sentence: made.sentence,
      figures: [made.figure],
      articles: law.articles('LJ-5.2f'),
    }
  },
)

/** How much of a worker's activity settles matters, beside notices that are only passed on. */
const activityMix = question(
  { noticesRelayed: factCount, mattersSettled: factCount },
  (law, { noticesRelayed, mattersSettled }) => {
    const made = rate(nameOf(law, 'settledShare', '解决事项的占比', 'LJ-6.2.1'), {
      part: '解决事项',
      whole: '全部活动',
      measure: '件',
      capped: false,
    })(mattersSettled, noticesRelayed + mattersSettled)
    return {
      outcome: made.figure ? 'computed' : 'none',
      sentence: made.sentence,
      figures: [made.figure],
      articles: law.articles('LJ-6.2.1'),
    }
  },
)

export const workQuestions = {
  rates,
  quarterScore,
  yearScore,
  patrols,
  routine,
  keyPersonCoverage,
  jointHandling,
  activityMix,
}
