import type { Statement } from '../../contract/trace'
import { correctionBetween } from '../../rules/blocks/adjustment'
import { bandFault } from '../../rules/blocks/amount-within-bands'
import { bookOf } from '../../rules/book'
import { evaluation, evaluator } from '../../rules/facts-reader'
import { type CountyValue, lawOf } from '../../rules/law'
import { inFull, type MonthFacts } from '../../rules/month-facts'
import { oncePerMonth } from '../../rules/month-cache'
import { monthOf } from '../../rules/months'
import { loadPack, type Pack, startOf } from '../../rules/pack'
import type { PayRegulation, Quotas } from '../../rules/regulation'
import { RuleError } from '../../rules/rule-error'
import { withPaidEarlier } from './already-paid'
import articlesYaml from './articles.yaml?raw'
import { checkEligibility } from './eligibility'
import { evaluateMonth } from './evaluate-month'
import { daningFacts, regulationId } from './facts'
import { workerKindLabels } from './labels'
import notComputedYaml from './not-computed.yaml?raw'
import packYaml from './pack.yaml?raw'
import parametersYaml from './parameters.yaml?raw'
import { correctionArticle, correctionArticles } from './pay'
import { bandsOf, makeRules } from './rules'
import { settleAccrual } from './settle-accrual'

let loaded: Pack | undefined

/** Read at first use: a start of the service that computes nothing does not wait for it. */
function pack(): Pack {
  loaded ??= loadPack({
    pack: packYaml,
    articles: articlesYaml,
    parameters: parametersYaml,
    notComputed: notComputedYaml,
  })
  return loaded
}

const lawIn = oncePerMonth(
  (month, readings, countyValues) => lawOf(pack(), month, readings, countyValues),
  pack,
)
const rulesIn = oncePerMonth(
  (month, readings, countyValues) => makeRules(lawIn(month, readings, countyValues)),
  pack,
)

function month(given: MonthFacts): Statement {
  const facts = inFull(given)
  const rules = rulesIn(facts.month, facts.readings, facts.countyValues)
  return evaluateMonth(rules, facts, pack().version)
}

/** 大宁县网格员管理考核办法（试行）, in force from 2022-05-06. */
export const daning2022: PayRegulation = {
  id: regulationId,
  get title() {
    return pack().title
  },
  get startsOn() {
    return startOf(pack())
  },
  get packVersion() {
    return pack().version
  },
  workerKinds: [...workerKindLabels.keys()],
  reads: [
    'checkIns',
    'reports',
    'findings',
    'fraud',
    'commendations',
    'majorReports',
    'spotChecks',
    'verdictDecision',
    'proration',
    'wholeMonthLeave',
    'manualAdjustment',
  ],
  // what is held of a month was first put in this pack's words
  factsOf: (held) => held,
  recordedFacts: () => [],
  correctionArticle,
  correctionArticles,
  evaluateMonth: (facts) => month(facts as MonthFacts),
  followed(facts, { frozen, earlier }) {
    const rewardBy =
      ({ countyValues, readings }: MonthFacts) =>
      (level: string) =>
        lawIn(facts.month, readings, countyValues).number(`commendation.${level}`).value
    return withPaidEarlier(facts as MonthFacts, earlier, {
      before: rewardBy(frozen as MonthFacts),
      after: rewardBy(facts as MonthFacts),
    })
  },
  ...evaluator(evaluation<MonthFacts>(daningFacts, month)),
  validateMajorReportAmount({ grade, on, countyValues, ...decided }) {
    const law = lawIn(monthOf(on), undefined, countyValues)
    const band = bandsOf(law)[grade]
    const fault = bandFault(band, decided)
    const [article] = band.naming.articles
    return fault && article ? { ...fault, article } : null
  },
  checkEligibility: (input) =>
    checkEligibility(lawIn(monthOf(input.appliedOn), input.readings, input.countyValues), input),
  correct: correctionBetween,
  settleAccrual: (input) =>
    settleAccrual(lawIn(`${input.year}-12`, input.readings, input.countyValues), input),
  quotas: quotasOf,
  parameter: (name, month, countyValues) => lawIn(month, undefined, countyValues).parameter(name),
  article(id) {
    const found = pack().articles.get(id)
    if (!found) throw new RuleError('notInPack', `articles.yaml lacks ${id}`)
    return found
  },
  book: (on) => bookOf(pack(), on),
}

function quotasOf(kind: string, month: string, countyValues?: readonly CountyValue[]): Quotas {
  const law = lawIn(month, undefined, countyValues)
  return {
    checkIns: law.number('checkInQuota'),
    validReports: law.list('quotaKinds').includes(kind) ? law.number('validReportQuota') : null,
  }
}
