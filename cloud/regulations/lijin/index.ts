import { payPack } from '../../rules/pay-pack'
import articlesYaml from './articles.yaml?raw'
import { evaluateMonth } from './evaluate-month'
import { lijinFacts, regulationId, workerKinds } from './facts'
import { counted, factsOf } from './facts-of'
import notComputedYaml from './not-computed.yaml?raw'
import packYaml from './pack.yaml?raw'
import parametersYaml from './parameters.yaml?raw'
import { gridQuestions } from './questions-grids'
import { peopleQuestions } from './questions-people'
import { workQuestions } from './questions-work'
import { recordedFacts } from './recorded-facts'

/** 利津县网格员工作考核办法, as far as the county's report tells it; the county sets its first day. */
export const lijin = payPack(
  {
    id: regulationId,
    files: {
      pack: packYaml,
      articles: articlesYaml,
      parameters: parametersYaml,
      notComputed: notComputedYaml,
    },
    workerKinds,
    reads: [
      'patrols',
      'problems',
      'events',
      'earlierScores',
      'scoreCorrections',
      'verdictDecision',
      'manualAdjustment',
    ],
    monthFacts: lijinFacts,
    evaluateMonth,
    questions: { ...workQuestions, ...gridQuestions, ...peopleQuestions },
  },
  { factsOf, recordedFacts, correctionArticle: 'LJ-4.5a', counted },
)
