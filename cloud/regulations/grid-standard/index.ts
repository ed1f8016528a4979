import { payPack } from '../../rules/pay-pack'
import articlesYaml from './articles.yaml?raw'
import { evaluateMonth } from './assessment'
import { regulationId, standardFacts, workerKinds } from './facts'
import { factsOf } from './facts-of'
import notComputedYaml from './not-computed.yaml?raw'
import packYaml from './pack.yaml?raw'
import parametersYaml from './parameters.yaml?raw'
import { gridQuestions } from './questions-grids'
import { peopleQuestions } from './questions-people'
import { workQuestions } from './questions-work'
import { recordedFacts } from './recorded-facts'

/**
 * 城乡社区网格员工作基本要求, a local standard: scores and grades, no money. With it stand the
 * questions of three practice texts that are no regulation of their own.
 */
export const gridStandard = payPack(
  {
    id: regulationId,
    files: {
      pack: packYaml,
      articles: articlesYaml,
      parameters: parametersYaml,
      notComputed: notComputedYaml,
    },
    workerKinds,
    reads: ['partScores', 'surveys', 'verdictDecision'],
    monthFacts: standardFacts,
    evaluateMonth,
    questions: { ...workQuestions, ...gridQuestions, ...peopleQuestions },
  },
  { factsOf, recordedFacts, correctionArticle: 'STD-7.3a' },
)
