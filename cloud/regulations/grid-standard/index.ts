import { packRegulation } from '../../rules/pack-regulation'
import articlesYaml from './articles.yaml?raw'
import { evaluateMonth } from './assessment'
import { regulationId, standardFacts, workerKinds } from './facts'
import notComputedYaml from './not-computed.yaml?raw'
import packYaml from './pack.yaml?raw'
import parametersYaml from './parameters.yaml?raw'
import { gridQuestions } from './questions-grids'
import { peopleQuestions } from './questions-people'
import { workQuestions } from './questions-work'

/**
 * 城乡社区网格员工作基本要求, a local standard: scores and grades, no money. With it stand the
 * questions of three practice texts that are no regulation of their own.
 */
export const gridStandard = packRegulation({
  id: regulationId,
  files: {
    pack: packYaml,
    articles: articlesYaml,
    parameters: parametersYaml,
    notComputed: notComputedYaml,
  },
  workerKinds,
  reads: ['partScores', 'verdictDecision'],
  monthFacts: standardFacts,
  evaluateMonth,
  questions: { ...workQuestions, ...gridQuestions, ...peopleQuestions },
})
