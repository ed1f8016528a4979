import { z } from 'zod'
import type { Figure, VerdictReason } from '../../contract/trace'
import {
  type MarkedRate,
  type RateJudged,
  rateAgainstMark,
  sampleFault,
} from '../../rules/blocks/rate-against-mark'
import { leastCount } from '../../rules/blocks/targets'
import { factCount, factList, factName } from '../../rules/fact-shapes'
import { countFact, makeFigure, parametersOf } from '../../rules/figures'
import type { Law } from '../../rules/law'
import { factDay } from '../../rules/month-facts'
import { nameOf, withReadings } from '../../rules/naming'
import { question, type Told } from '../../rules/questions'
import { refused } from './scene'

const share = z.strictObject({ of: factCount, done: factCount })

interface Asked {
  code: string
  label: string
  article: string
  mark: string
  readings?: string[]
  words: Pick<MarkedRate, 'part' | 'whole' | 'measure'>
  side?: MarkedRate['side']
}

function judged(law: Law, asked: Asked, part: number, whole: number, path: string): RateJudged {
  if (part > whole) return refused(`${asked.words.part}多于${asked.words.whole}`, path)
  const { code, label, article, mark, readings = [], words, side = 'least' } = asked
  return rateAgainstMark(withReadings(law, nameOf(law, code, label, article), ...readings), {
    ...words,
    mark: law.number(mark),
    side,
    nothing: 'met',
  })(part, whole)
}

function told(
  law: Law,
  rates: readonly RateJudged[],
  articles: string[],
  more: VerdictReason[] = [],
  figures: Figure[] = [],
): Told {
  const reasons = [...rates.flatMap(({ reason }) => reason ?? []), ...more]
  return {
    outcome: reasons.every(({ met }) => met) ? 'met' : 'notMet',
    sentence: reasons.map(({ sentence }) => sentence).join('；'),
    articles: law.articles(...articles),
    figures: [...rates.map(({ figure }) => figure), ...figures],
    reasons,
  }
}

/** Households and shops visited in a quarter (QL-11.1d, A-QL-25). */
export const quarterCoverage = question(
  {
    households: factCount,
    shops: factCount,
    /** Households and shops where somebody was met. */
    visited: factCount,
    /** Those where nobody was met or let in, with the days of the attempts. */
    absent: factList(z.strictObject({ place: factName, attempts: factList(factDay) })).optional(),
  },
  (law, { households, shops, visited, absent = [] }) => {
    const attempts = law.number('absentAttempts')
    const counts = law.choice('absentHouseholds') === 'covered'
    const tried = absent.filter((one) => new Set(one.attempts).size >= attempts.value).length
    const naming = withReadings(
      law,
      nameOf(law, 'absentCovered', '多次走访不遇', 'QL-11.1d'),
      'absentHouseholds',
    )
    const absentFigure = makeFigure(naming, {
      value: tried,
      unit: 'count',
      sentence: `${absent.length} 户不遇，其中不同日子走访 ${attempts.text}以上的 ${tried} 户`,
      block: 'given',
      parameters: parametersOf(naming, attempts),
      facts: [countFact('absent', '走访不遇', absent.length, '户')],
    })
    const coverage = judged(
      law,
      {
        code: 'coverage',
        label: '走访覆盖率',
        article: 'QL-11.1d',
        mark: 'quarterCoverage',
        readings: ['absentHouseholds', 'absentAttempts'],
        words: { part: '走访到', whole: '住户和商户', measure: '户' },
      },
      visited + (counts ? tried : 0),
      households + shops,
      'visited',
    )
    return told(law, [coverage], ['QL-11.1d'], [], [absentFigure])
  },
)

/** Accuracy of the ledger's records that were checked, and refresh of the three focus groups. */
export const ledgerRates = question(
  {
    checked: share,
    floating: share.optional(),
    rental: share.optional(),
    special: share.optional(),
  },
  (law, facts) => {
    const groups = [
      { key: 'floating', label: '流动人口更新率' },
      { key: 'rental', label: '出租房屋更新率' },
      { key: 'special', label: '特殊人群更新率' },
    ] as const
    const accuracy = judged(
      law,
      {
        code: 'accuracy',
        label: '信息采集准确率',
        article: 'QL-11.2b',
        mark: 'ledgerAccuracy',
        words: { part: '准确', whole: '抽查', measure: '条' },
      },
      facts.checked.done,
      facts.checked.of,
      'checked.done',
    )
    const refreshed = groups.flatMap(({ key, label }) => {
      const group = facts[key]
      if (!group) return []
      const words = { part: '已更新', whole: '应更新', measure: '条' }
      const asked = { code: key, label, article: 'QL-11.2c', mark: 'focusRefresh', words }
      return [judged(law, asked, group.done, group.of, `${key}.done`)]
    })
    return told(law, [accuracy, ...refreshed], ['QL-11.2b', 'QL-11.2c'])
  },
)

const detected = z.strictObject({
  /** Found by the worker. */
  found: factCount,
  /** Became known later from elsewhere. */
  foundElsewhere: factCount,
  /** Places checked of those planned, for the other reading. */
  places: share.optional(),
})

/** Detection of disputes and hazards (QL-11.3, QL-11.4, A-QL-14). Without any there is nothing to miss. */
export const detectionRates = question(
  {
    disputes: detected.extend({ entered: factCount, escalated: factCount }),
    hazards: detected,
    majorHazards: z.strictObject({ known: factCount, foundAndReported: factCount }),
  },
  (law, { disputes, hazards, majorHazards }) => {
    const detection = (
      what: 'disputes' | 'hazards',
      label: string,
      article: string,
      one: z.infer<typeof detected>,
    ) => {
      const byPlaces = law.choice('detectionRateOf') === 'places'
      if (byPlaces && !one.places)
        return refused('按检查的地方算时要有计划数和检查数', `${what}.places`)
      const words = byPlaces
        ? { part: '检查', whole: '计划检查', measure: '处' }
        : { part: '自己发现', whole: '已知', measure: '件' }
      const mark = `detectionRate.${what}`
      const asked = { code: what, label, article, mark, readings: ['detectionRateOf'], words }
      const { done, of } =
        byPlaces && one.places
          ? one.places
          : { done: one.found, of: one.found + one.foundElsewhere }
      return judged(law, asked, done, of, `${what}.places.done`)
    }
    const words = { part: '已录入', whole: '已发现', measure: '件' }
    const entry = {
      code: 'entry',
      label: '信息录入率',
      article: 'QL-11.3',
      mark: 'entryRate',
      words,
    }
    const major = {
      code: 'majorHazards',
      label: '重大隐患发现和上报率',
      article: 'QL-11.4',
      mark: 'majorHazardRate',
      words: { part: '发现并上报', whole: '重大隐患', measure: '件' },
    }
    const rates = [
      detection('disputes', '矛盾纠纷排查率', 'QL-11.3', disputes),
      judged(law, entry, disputes.entered, disputes.found, 'disputes.entered'),
      detection('hazards', '隐患排查率', 'QL-11.4', hazards),
      judged(
        law,
        major,
        majorHazards.foundAndReported,
        majorHazards.known,
        'majorHazards.foundAndReported',
      ),
    ]
    const most = law.number('mostEscalations')
    const escalated: VerdictReason = {
      code: 'escalated',
      met: disputes.escalated <= most.value,
      sentence: `激化的纠纷 ${disputes.escalated} 件，允许 ${most.text}`,
      article: law.article('QL-11.3'),
    }
    return told(law, rates, ['QL-11.3', 'QL-11.4'], [escalated])
  },
)

/** The survey of residents (QL-11.5, A-QL-15): rates on valid answers, with a least sample. */
export const survey = question(
  {
    valid: factCount,
    aware: factCount,
    satisfied: factCount,
    dissatisfied: factCount,
    formalComplaints: factCount.optional(),
    /** Households served, for the other reading. */
    households: factCount.optional(),
  },
  (law, facts) => {
    const { valid } = facts
    const fault = sampleFault(law.number('leastSample'), valid)
    const sample = leastCount(
      withReadings(law, nameOf(law, 'sample', '有效问卷', 'QL-11.5a'), 'complaintRateOf'),
      { least: law.number('leastSample'), measure: '份' },
    )(valid)
    const answers = (code: string, label: string, part: string, mark: string): Asked => ({
      code,
      label,
      article: 'QL-11.5a',
      mark,
      words: { part, whole: '有效问卷', measure: '份' },
    })
    const rates = [
      judged(
        law,
        answers('awareness', '知晓率', '知晓', 'leastAwareness'),
        facts.aware,
        valid,
        'aware',
      ),
      judged(
        law,
        answers('satisfaction', '满意率', '满意', 'leastSatisfaction'),
        facts.satisfied,
        valid,
        'satisfied',
      ),
      complaintRate(law, facts),
    ]
    const complaints = makeFigure(nameOf(law, 'formalComplaints', '正式投诉', 'QL-11.5b'), {
      value: facts.formalComplaints ?? 0,
      unit: 'count',
      sentence: `另有正式投诉 ${facts.formalComplaints ?? 0} 件`,
      block: 'given',
    })
    const whole = told(law, rates, ['QL-11.5a', 'QL-11.5b'], [], [sample.figure, complaints])
    return fault
      ? { ...whole, outcome: 'sampleTooSmall', sentence: fault, reasons: [sample.reason] }
      : whole
  },
)

function complaintRate(
  law: Law,
  facts: {
    valid: number
    dissatisfied: number
    formalComplaints?: number | undefined
    households?: number | undefined
  },
): RateJudged {
  const asked: Omit<Asked, 'words'> = {
    code: 'dissatisfaction',
    label: '投诉率',
    article: 'QL-11.5b',
    mark: 'mostDissatisfied',
    readings: ['complaintRateOf'],
    side: 'most',
  }
  if (law.choice('complaintRateOf') === 'answers') {
    const words = { part: '不满意', whole: '有效问卷', measure: '份' }
    return judged(law, { ...asked, words }, facts.dissatisfied, facts.valid, 'dissatisfied')
  }
  if (facts.households === undefined) return refused('按户数算时要有服务户数', 'households')
  const words = { part: '正式投诉', whole: '服务户数', measure: '户' }
  return judged(
    law,
    { ...asked, words },
    facts.formalComplaints ?? 0,
    facts.households,
    'formalComplaints',
  )
}
