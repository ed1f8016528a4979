import { flatAmount } from '../../rules/blocks/flat-amount'
import { floorAtZero } from '../../rules/blocks/floor-at-zero'
import { givenScores, itemScores, type Score, wholePoints } from '../../rules/blocks/item-scores'
import { type PassRule, passReasons, pointsRate } from '../../rules/blocks/points-rate'
import { summing } from '../../rules/blocks/sum'
import { threePartSubsidy } from '../../rules/blocks/three-part-subsidy'
import { rate } from '../../rules/blocks/rate'
import { chineseCalendar, workingDaysOfMonth } from '../../rules/blocks/working-days'
import { countFact, makeFigure, parametersOf } from '../../rules/figures'
import type { Law } from '../../rules/law'
import { yuanText } from '../../rules/money'
import { daysInMonth } from '../../rules/months'
import { nameOf, withReadings } from '../../rules/naming'
import { shared } from '../../rules/shared'
import { streakFigure } from './rank-streaks'
import { type WorkerKind, workerKindLabels } from './labels'

export const households = '户'

export type Rules = ReturnType<typeof makeRules>

const made = new WeakMap<Law, Map<WorkerKind, Rules>>()

/** The rules of a month for a kind of workers, made once for all of them. */
export function rulesOf(law: Law, kind: WorkerKind): Rules {
  const kinds = made.get(law) ?? new Map<WorkerKind, Rules>()
  made.set(law, kinds)
  const rules = kinds.get(kind) ?? makeRules(law, kind)
  kinds.set(kind, rules)
  return rules
}

/** The pay and the assessment of a month, made of building blocks. */
function makeRules(law: Law, kind: WorkerKind) {
  const label = workerKindLabels.get(kind) ?? kind
  const pass = passRule(law)
  let parts: ReturnType<typeof partsOf> | undefined
  return {
    law,
    kind,
    label,
    pass,
    fullScore: law.number('fullScore'),
    score: {
      given: givenScores(
        withReadings(law, nameOf(law, 'score', '考核得分', 'QL-16.2'), 'scoreDecimals'),
      ),
      ofItems: itemScores(
        withReadings(law, nameOf(law, 'score', '考核得分', 'QL-16.1', 'QL-4.2'), 'officeScoreMode'),
        law.number('fullScore'),
      ),
      rounded: (score: Score) =>
        law.choice('scoreDecimals') === 'wholePoints'
          ? wholePoints(
              withReadings(law, nameOf(law, 'score', '考核得分', 'QL-16.2'), 'scoreDecimals'),
              score,
            )
          : score,
    },
    passReason: passReasons(nameOf(law, 'score', '考核得分', 'QL-16.3'), pass),
    performance: pointsRate(
      withReadings(
        law,
        nameOf(law, 'performance', '绩效补贴', 'QL-15.3', 'QL-16.2', 'QL-16.3'),
        'passInclusive',
        'subsidyNames',
        'assessmentBasis',
      ),
      { ...pass, rate: law.number('pointRate') },
    ),
    /** Asked for only where it is paid: a street that has not set its base may still send a flat sum. */
    threeParts: () => (parts ??= partsOf(law, kind)),
    flat: () =>
      flatAmount(
        withReadings(law, nameOf(law, 'flatSupplement', '派遣绩效补贴', 'QL-13'), 'dispatchMode'),
        law.number('dispatchSupplement'),
      ),
    dispatchMode: law.choice('dispatchMode'),
    fraudWithholds: law.choice('fraudWithholds'),
    ...placesOf(law),
    households: withReadings(
      law,
      nameOf(law, 'householdCount', '服务户数', 'QL-15.2'),
      'householdFigure',
    ),
    ...ratesOf(law),
    accrual: shared(
      makeFigure(nameOf(law, 'accrual', '攒到年底的奖励', 'QL-14.1'), {
        value: 0,
        unit: 'fen',
        sentence: `补贴每月发清，攒下 ${yuanText(0)}`,
        block: 'none',
      }),
    ),
    gross: summing(nameOf(law, 'gross', '应得合计', 'QL-15')),
    deduction: summing(nameOf(law, 'deduction', '应扣合计', 'QL-14.1')),
    floored: floorAtZero(
      nameOf(law, 'pay', '本月补贴', 'QL-14.1', 'QL-15'),
      law.number('payFloor'),
    ),
  }
}

/** What QL-21 looks at: meetings, tasks of the terminal, daily logs. */
function ratesOf(law: Law) {
  const share = (code: string, label: string, part: string, whole: string, measure: string) =>
    rate(withReadings(law, nameOf(law, code, label, 'QL-21'), 'assessmentBasis'), {
      measure,
      part,
      whole,
      capped: true,
    })
  const daysDue = new Map<string, number>()
  return {
    meetings: share('meetings', '参会率', '参会', '应到', '次'),
    tasks: share('tasks', '终端任务完成率', '完成', '任务', '件'),
    logs: rate(
      withReadings(
        law,
        nameOf(law, 'logs', '日志填写率', 'QL-21', 'QL-10.6'),
        'logDays',
        'logForms',
      ),
      { measure: '天', part: '已填', whole: '应填', capped: true },
    ),
    /** Days of a month that need a log. */
    logDaysDue(month: string): number {
      const held = daysDue.get(month)
      if (held !== undefined) return held
      const days =
        law.choice('logDays') === 'workingDays'
          ? workingDaysOfMonth(chineseCalendar, month).length
          : daysInMonth(month)
      daysDue.set(month, days)
      return days
    },
  }
}

/** Ranks and streaks, as figures. */
function placesOf(law: Law) {
  const place = (code: string, label: string) => {
    const naming = withReadings(law, nameOf(law, code, label, 'QL-23.1', 'QL-24'), 'rankScope')
    const parameters = parametersOf(naming)
    return (value: number, ranked: number) =>
      makeFigure(naming, {
        value,
        unit: 'count',
        sentence: `全街道 ${ranked} 人，${label} ${value}`,
        block: 'competitionRanks',
        parameters,
        facts: [countFact('ranked', '参加排名', ranked, '人')],
      })
  }
  return {
    rank: place('rank', '名次'),
    rankFromBottom: place('rankFromBottom', '倒数名次'),
    topStreak: streakFigure(law, 'top'),
    bottomStreak: streakFigure(law, 'bottom'),
  }
}

export function passRule(law: Law): PassRule {
  return { passMark: law.number('passMark'), markPasses: law.flag('passInclusive') }
}

/** Base and households are set by the street; without them nothing is paid (A-QL-05). */
function partsOf(law: Law, kind: WorkerKind) {
  return threePartSubsidy({
    base: {
      naming: nameOf(law, 'base', '基础补贴', 'QL-15.1'),
      amount: law.number(`base.${kind}`),
    },
    units: {
      naming: withReadings(
        law,
        nameOf(law, 'households', '服务户数补贴', 'QL-15.2'),
        'householdFigure',
      ),
      rate: law.number(`householdRate.${kind}`),
      measure: households,
    },
  })
}
