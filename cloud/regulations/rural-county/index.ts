import { payPack } from '../../rules/pay-pack'
import articlesYaml from './articles.yaml?raw'
import { evaluateMonth } from './evaluate-month'
import { regulationId, ruralFacts, workerKinds } from './facts'
import { factsOf } from './facts-of'
import notComputedYaml from './not-computed.yaml?raw'
import packYaml from './pack.yaml?raw'
import parametersYaml from './parameters.yaml?raw'
import { numberQuestions } from './questions-numbers'
import { peopleQuestions } from './questions-people'

/** 乡村网格员队伍建设与管理制度, thirteen articles of a rural county; the county sets its first day. */
export const ruralCounty = payPack(
  {
    id: regulationId,
    files: {
      pack: packYaml,
      articles: articlesYaml,
      parameters: parametersYaml,
      notComputed: notComputedYaml,
    },
    workerKinds,
    reads: ['verdictDecision', 'manualAdjustment'],
    monthFacts: ruralFacts,
    evaluateMonth,
    questions: { ...numberQuestions, ...peopleQuestions },
  },
  { factsOf, correctionArticle: 'XC-11.2' },
)
