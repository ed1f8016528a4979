import { z } from 'zod'
import type { VerdictReason } from '../../contract/trace'
import {
  ageWithin,
  educationAtLeast,
  namesOf,
  prioritiesOf,
  requiredCondition,
  withoutPosts,
} from '../../rules/blocks/eligibility'
import { passes } from '../../rules/blocks/points-rate'
import { lastDayOfTerm } from '../../rules/blocks/terms'
import { chineseCalendar, deadlineAfter, unpublishedNote } from '../../rules/blocks/working-days'
import { factFen, factList, factScoreHundredths, factYear } from '../../rules/fact-shapes'
import { countFact, makeFigure, moneyFact, parametersOf, textFact } from '../../rules/figures'
import { decimalsText, numberOf } from '../../rules/hundredths'
import type { Law } from '../../rules/law'
import { factDay } from '../../rules/month-facts'
import { multiplyRatio, yuanText } from '../../rules/money'
import { daysBetween } from '../../rules/months'
import { nameOf, proposed, withReadings } from '../../rules/naming'
import { question } from '../../rules/questions'
import { factKind } from './facts'
import { passRule } from './rules'
import { refused } from './scene'

const level = z.enum(['primary', 'junior', 'senior', 'college', 'bachelor', 'postgraduate'])
const levelLabels = new Map<z.infer<typeof level>, string>([
  ['primary', '小学'],
  ['junior', '初中'],
  ['senior', '高中'],
  ['college', '大专'],
  ['bachelor', '本科'],
  ['postgraduate', '研究生'],
])
const excludedPost = z.enum([
  'villagePartySecretary',
  'communityPartySecretary',
  'villageDirector',
  'communityDirector',
])
const excludedLabels = new Map<string, string>([
  ['villagePartySecretary', '村党（总）支部书记'],
  ['communityPartySecretary', '社区党（总）支部书记'],
  ['villageDirector', '村委会主任'],
  ['communityDirector', '居委会主任'],
])
const priority = z.enum([
  'committeeMember',
  'veteran',
  'policeAssistant',
  'mediator',
  'communityWorker',
])
const priorityLabels = new Map<string, string>([
  ['committeeMember', '村（社区）“两委”成员'],
  ['veteran', '退役军人'],
  ['policeAssistant', '警务助理'],
  ['mediator', '人民调解员'],
  ['communityWorker', '社区工作者'],
])

/** Whether an applicant may be taken on, each condition apart (QL-7.3, QL-7.4, QL-8). */
export const eligibility = question(
  {
    kind: factKind,
    bornOn: factDay,
    /** Day on which applications close. */
    closingOn: factDay,
    education: z.strictObject({ level, fullTime: z.boolean() }),
    postsHeld: factList(z.union([excludedPost, priority])).optional(),
    /** What the office has checked of conduct, will, skills and health. */
    checked: z.strictObject({
      conduct: z.boolean(),
      willing: z.boolean(),
      skills: z.boolean(),
      health: z.boolean(),
    }),
  },
  (law, { kind, bornOn, closingOn, education, postsHeld = [], checked }) => {
    const article = kind === 'community' ? 'QL-8.3a' : 'QL-8.3b'
    const aged = ageWithin(
      withReadings(law, nameOf(law, 'age', '年龄', article), 'mostAgeIncluded', 'ageOn'),
      {
        least: null,
        most: law.number(`mostAge.${kind}`),
        mostIncluded: law.flag('mostAgeIncluded'),
      },
    )(bornOn, closingOn)
    const educated = educationAtLeast(nameOf(law, 'education', '学历', article), {
      levels: levelLabels,
      least: level.parse(law.choice(`leastEducation.${kind}`)),
      fullTime: law.flag('fullTimeStudy'),
    })(education)
    const posts = withoutPosts(
      nameOf(law, 'posts', '现任职务', 'QL-7.4'),
      namesOf(law.parameter('excludedPosts'), excludedLabels),
    )(postsHeld)
    const reasons = [aged.reason, educated, posts, ...checkedReasons(law, checked)]
    const first = prioritiesOf(
      namesOf(law.parameter('priorityCategories'), priorityLabels),
      postsHeld,
    )
    const met = reasons.every((one) => one.met)
    const missing = reasons.filter((one) => !one.met).map(({ sentence }) => sentence)
    return {
      outcome: met ? (first.length > 0 ? 'eligibleWithPriority' : 'eligible') : 'refused',
      sentence: met
        ? `符合条件${first.length > 0 ? `，${first.join('、')}可以优先` : ''}`
        : `不符合条件：${missing.join('；')}`,
      articles: law.articles('QL-7.3', 'QL-7.4', article),
      figures: [aged.figure],
      reasons,
    }
  },
)

function checkedReasons(
  law: Law,
  checked: { conduct: boolean; willing: boolean; skills: boolean; health: boolean },
): VerdictReason[] {
  const conditions = [
    { code: 'conduct', article: 'QL-8.1', words: '守法、品行和作风' },
    { code: 'willing', article: 'QL-8.2', words: '愿做基层工作、服从安排' },
    { code: 'skills', article: 'QL-8.4', words: '政策、文字、表达、电脑和终端能力' },
    { code: 'health', article: 'QL-8.5', words: '身体条件' },
  ] as const
  return conditions.map(({ code, article, words }) =>
    requiredCondition(nameOf(law, code, words, article), {
      met: `${words}：符合`,
      notMet: `${words}：不符合`,
    })(checked[code]),
  )
}

/** The last day of the probation (QL-9, A-QL-19); on `on` it is running or over. */
export const probation = question({ hiredOn: factDay }, (law, { hiredOn, on }) => {
  const months = law.number('probationMonths')
  const lastDay = lastDayOfTerm(hiredOn, months.value)
  const naming = withReadings(
    law,
    nameOf(law, 'probationDays', '试用期天数', 'QL-9.1'),
    'probationEnd',
    'probationStanding',
  )
  const days = daysBetween(hiredOn, lastDay)
  return {
    outcome: on < hiredOn ? 'notBegun' : on <= lastDay ? 'running' : 'over',
    sentence: `${hiredOn} 上岗，试用期 ${months.text}，最后一天 ${lastDay}`,
    articles: law.articles('QL-9.1', 'QL-9.2'),
    figures: [
      makeFigure(naming, {
        value: days,
        unit: 'days',
        sentence: `${hiredOn} 至 ${lastDay}，共 ${days} 天`,
        block: 'terms',
        parameters: parametersOf(naming, months),
        facts: [textFact('hiredOn', '上岗日期', hiredOn), textFact('lastDay', '最后一天', lastDay)],
      }),
    ],
  }
})

const year = z.strictObject({
  year: factYear,
  scoresHundredths: factList(factScoreHundredths),
  /** The street's own verdict on the year. */
  decided: z.enum(['pass', 'fail']).optional(),
})

/** Years in a row that failed (QL-29.2, A-QL-11). The street's own verdict goes before the months'. */
export const yearlyAssessment = question({ years: factList(year).min(1) }, (law, { years }) => {
  const needed = law.number('exitYears')
  const ordered = [...years].sort((one, other) => (one.year < other.year ? -1 : 1))
  let inARow = 0
  let previous: number | null = null
  const reached: string[] = []
  const figures = []
  for (const one of ordered) {
    const number = Number(one.year)
    if (previous === number) refused(`${one.year} 年出现了两次`, 'years')
    inARow = yearFails(law, one) ? (previous === number - 1 ? inARow + 1 : 1) : 0
    previous = number
    if (inARow >= needed.value) reached.push(one.year)
    if (one.scoresHundredths.length > 0) figures.push(yearMean(law, one))
  }
  const exit = reached.length > 0
  const article = law.article('QL-29.2')
  const sentence = exit
    ? `到 ${reached.at(-1)} 年连续 ${needed.text}考核不合格，应退出，由街道决定`
    : `没有连续 ${needed.text}考核不合格`
  return {
    outcome: exit ? 'exit' : 'none',
    sentence,
    articles: [article],
    figures,
    proposals: exit ? [proposed('exit', 'consecutiveFailedYears', article, sentence)] : [],
  }
})

function yearMean(law: Law, { year: of, scoresHundredths }: z.infer<typeof year>) {
  const sum = scoresHundredths.reduce((total, one) => total + one, 0)
  const months = scoresHundredths.length
  const mean = multiplyRatio(sum, 1, months)
  const naming = withReadings(
    law,
    nameOf(law, `mean.${of}`, `${of} 年平均得分`, 'QL-29.2'),
    'yearFails',
  )
  return makeFigure(naming, {
    value: numberOf(mean),
    unit: 'count',
    sentence: `${months} 个月合计 ${decimalsText(sum)} 分 ÷ ${months} = ${decimalsText(mean)} 分`,
    block: 'yearMean',
    parameters: parametersOf(naming, law.number('passMark')),
    facts: [countFact('months', '有得分的月份', months, '个月')],
  })
}

function yearFails(law: Law, { scoresHundredths, decided }: z.infer<typeof year>): boolean {
  if (decided) return decided === 'fail'
  const rule = passRule(law)
  const how = law.choice('yearFails')
  if (how === 'manualOnly' || scoresHundredths.length === 0) return false
  if (how === 'anyFailingMonth') return scoresHundredths.some((one) => !passes(rule, one))
  // the mean is compared as a sum, so that one that only rounds up to the mark still fails
  const sum = scoresHundredths.reduce((total, one) => total + one, 0)
  return !passes(rule, sum / scoresHundredths.length)
}

/** The earliest day a worker who resigns may leave (QL-28.1, A-QL-18). */
export const resignation = question(
  {
    appliedOn: factDay,
    leaveOn: factDay,
    /** The village or residents' committee, and the community, have both received it. */
    received: z.strictObject({ committee: z.boolean(), community: z.boolean() }),
    /** The community approved an earlier day. */
    earlierApproved: z.boolean().optional(),
  },
  (law, { appliedOn, leaveOn, received, earlierApproved }) => {
    if (leaveOn < appliedOn) refused('离岗日期早于申请日期', 'leaveOn')
    const notice = law.number('noticeDays')
    const daysAre = law.choice('noticeDaysAre') === 'working' ? 'working' : 'calendar'
    const earliest = deadlineAfter(chineseCalendar, appliedOn, notice.value, daysAre)
    const naming = withReadings(law, nameOf(law, 'notice', '提前天数', 'QL-28.1'), 'noticeDaysAre')
    const given = daysBetween(appliedOn, leaveOn) - 1
    const inTime = leaveOn >= earliest
    const article = law.article('QL-28.1')
    const note = daysAre === 'working' ? unpublishedNote(chineseCalendar, earliest) : ''
    const sentence = `${appliedOn} 申请，最早 ${earliest} 离岗，申请 ${leaveOn} 离岗${note}`
    const reasons: VerdictReason[] = [
      { code: 'notice', met: inTime || earlierApproved === true, sentence, article },
      { code: 'committee', met: received.committee, sentence: '村（居）委会收到书面申请', article },
      { code: 'community', met: received.community, sentence: '所在社区收到书面申请', article },
    ]
    const ready = reasons.every(({ met }) => met)
    return {
      outcome: ready
        ? 'allowed'
        : inTime
          ? 'notReceived'
          : earlierApproved
            ? 'notReceived'
            : 'tooEarly',
      sentence,
      articles: law.articles('QL-28.1', 'QL-28.2'),
      figures: [
        makeFigure(naming, {
          value: given,
          unit: 'days',
          sentence: `从 ${appliedOn} 到 ${leaveOn}，提前 ${given} 天`,
          block: 'deadline',
          parameters: parametersOf(naming, notice),
          facts: [textFact('earliest', '最早离岗', earliest)],
        }),
      ],
      reasons,
      proposals:
        inTime || earlierApproved
          ? []
          : [proposed('exception', 'earlierLeave', article, '提前天数不够，要由社区批准才能早走')],
    }
  },
)

/** How a payment is shared between district and street (QL-30.1). */
export const funding = question(
  { totalFen: factFen, districtFen: factFen },
  (law, { totalFen, districtFen }) => {
    const district = Math.min(totalFen, districtFen)
    const street = totalFen - district
    const figure = (code: string, label: string, value: number, sentence: string) =>
      makeFigure(nameOf(law, code, label, 'QL-30.1'), {
        value,
        unit: 'fen',
        sentence,
        block: 'split',
        facts: [
          moneyFact('total', '合计', totalFen),
          moneyFact('available', '区级经费', districtFen),
        ],
      })
    return {
      outcome: street > 0 ? 'streetPays' : 'districtPays',
      sentence: `合计 ${yuanText(totalFen)}，区级 ${yuanText(district)}，街道 ${yuanText(street)}`,
      articles: law.articles('QL-30.1'),
      figures: [
        figure('district', '区级经费', district, `区级承担 ${yuanText(district)}`),
        figure(
          'street',
          '街道承担',
          street,
          `${yuanText(totalFen)} − ${yuanText(district)} = ${yuanText(street)}`,
        ),
      ],
    }
  },
)
