import { packRegulation } from '../../rules/pack-regulation'
import articlesYaml from './articles.yaml?raw'
import { evaluateMonth } from './evaluate-month'
import { regulationId, ruralFacts, workerKinds } from './facts'
import notComputedYaml from './not-computed.yaml?raw'
import packYaml from './pack.yaml?raw'
import parametersYaml from './parameters.yaml?raw'
import { numberQuestions } from './questions-numbers'
import { peopleQuestions } from './questions-people'

/** 乡村网格员队伍建设与管理制度, thirteen articles of a rural county; the county sets its first day. */
export const ruralCounty = packRegulation({
  id: regulationId,
  files: {
    pack: packYaml,
    articles: articlesYaml,
    parameters: parametersYaml,
    notComputed: notComputedYaml,
  },
  workerKinds,
  monthFacts: ruralFacts,
  evaluateMonth,
  questions: { ...numberQuestions, ...peopleQuestions },
})
