import type { Figure, Statement } from '../../contract/trace'
import { type Graded, gradeOf, gradeReason } from '../../rules/blocks/grade-bands'
import { givenScore } from '../../rules/blocks/item-scores'
import { type Rate, rate } from '../../rules/blocks/rate'
import { refuseWeights, weightedScore } from '../../rules/blocks/weighted-score'
import type { Law } from '../../rules/law'
import { nameOf, proposed, withReadings } from '../../rules/naming'
import { plainStatement } from '../../rules/plain-month'
import { RuleError } from '../../rules/rule-error'
import { regulationId, type Scores, type StandardFacts, type Survey } from './facts'

export interface Part {
  fact: keyof Scores
  weight: string
  label: string
  article: string
}

/** Parts of the composite score; which of them are weighed says the reading `compositeBy`. */
const onlineAndOffline: readonly Part[] = [
  { fact: 'onlineHundredths', weight: 'weight.online', label: '线上考核', article: 'STD-7.2' },
  { fact: 'offlineHundredths', weight: 'weight.offline', label: '线下考核', article: 'STD-7.2' },
]
const contents: readonly Part[] = [
  { fact: 'baseWorkHundredths', weight: 'weight.baseWork', label: '基础工作', article: 'STD-7.1a' },
  {
    fact: 'specialWorkHundredths',
    weight: 'weight.specialWork',
    label: '专项工作',
    article: 'STD-7.1b',
  },
  {
    fact: 'publicOpinionHundredths',
    weight: 'weight.publicOpinion',
    label: '群众测评',
    article: 'STD-7.1c',
  },
]

/** The parts that the county weighs. */
export const partsOf = (law: Law): readonly Part[] =>
  law.choice('compositeBy') === 'contents' ? contents : onlineAndOffline

/** The composite score by the county's weights (A-STD-04); a score that is missing is not zero. */
export function compositeOf(law: Law, scores: Scores): Figure {
  const parts = partsOf(law).map(({ fact, weight, label, article }) => {
    const hundredths = scores[fact]
    if (hundredths === undefined)
      throw new RuleError('factsRefused', `${label}还没有打分，不能按零分算`, `scores.${fact}`)
    const { figure } = givenScore(nameOf(law, fact, label, article), hundredths)
    return { label, weight: law.number(weight), figure }
  })
  refuseWeights(parts.map(({ weight }) => weight))
  const naming = withReadings(law, nameOf(law, 'score', '综合得分', 'STD-7.2'), 'compositeBy')
  const composite = weightedScore(naming, parts)
  if (!composite) throw new RangeError('Weights that total 100 leave no score out')
  return composite
}

export function gradeBy(law: Law, score: Figure): Graded<'excellent' | 'qualified' | 'basic'> {
  return gradeOf(
    [
      { grade: 'excellent', label: '优秀', least: law.number('gradeMark.excellent') },
      { grade: 'qualified', label: '合格', least: law.number('gradeMark.qualified') },
      { grade: 'basic', label: '基本合格', least: law.number('gradeMark.basic') },
    ],
    '不合格',
    score,
  )
}

/** What residents say: how many know the service, how many are content. */
export function surveyRates(law: Law, { answers, aware, satisfied }: Survey, path: string): Rate[] {
  for (const [name, count] of Object.entries({ aware, satisfied })) {
    if (count > answers)
      throw new RuleError('factsRefused', '回答的多于收回的问卷', `${path}${name}`)
  }
  const made = (code: string, label: string, part: string, count: number) =>
    rate(nameOf(law, code, label, 'STD-7.1c'), {
      part,
      whole: '有效问卷',
      measure: '份',
      capped: false,
    })(count, answers)
  return [
    made('awarenessRate', '知晓率', '知晓', aware),
    made('satisfactionRate', '满意率', '满意', satisfied),
  ]
}

const noPay = '标准没有规定报酬：本月只评定得分和等次，没有应发的报酬'

/** One worker's month: the composite score and its grade. The standard pays nothing. */
export function evaluateMonth(law: Law, facts: StandardFacts, packVersion: string): Statement {
  const score = compositeOf(law, facts.scores)
  const graded = gradeBy(law, score)
  const rates = facts.survey ? surveyRates(law, facts.survey, 'survey.') : []
  const article = law.article('STD-7.3a')
  const excellent = `${graded.sentence}，由网格化机构落实奖励`
  return plainStatement(
    { law, regulation: regulationId, packVersion, payArticle: 'STD-7.3a' },
    facts,
    {
      earnings: [],
      indicators: [...rates.flatMap(({ figure }) => figure ?? []), score],
      reasons: [gradeReason(graded, article)],
      proposals:
        graded.grade === 'excellent'
          ? [proposed('reward', 'excellent', article, excellent, score)]
          : [],
      information: [
        { code: `grade.${graded.grade ?? 'failed'}`, sentence: graded.sentence, article },
        { code: 'noPay', sentence: noPay, article },
      ],
    },
  )
}
