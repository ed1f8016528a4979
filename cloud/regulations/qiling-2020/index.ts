import { payPack } from '../../rules/pay-pack'
import articlesYaml from './articles.yaml?raw'
import { evaluateMonth } from './evaluate-month'
import { qilingFacts, regulationId } from './facts'
import { factsOf } from './facts-of'
import { workerKindLabels } from './labels'
import notComputedYaml from './not-computed.yaml?raw'
import packYaml from './pack.yaml?raw'
import parametersYaml from './parameters.yaml?raw'
import { questions } from './questions'
import { ranked, standings } from './standings'

/** 齐陵街道专职网格管理员管理办法, in force from 2020-01-01. */
export const qiling2020 = payPack(
  {
    id: regulationId,
    files: {
      pack: packYaml,
      articles: articlesYaml,
      parameters: parametersYaml,
      notComputed: notComputedYaml,
    },
    workerKinds: [...workerKindLabels.keys()],
    reads: [
      'officeScores',
      'ranks',
      'households',
      'employment',
      'fraud',
      'wholeMonthLeave',
      'proration',
      'manualAdjustment',
    ],
    monthFacts: qilingFacts,
    evaluateMonth,
    questions,
  },
  // the text corrects nothing by name but deception (QL-25)
  { factsOf, correctionArticle: 'QL-25', standings, ranked },
)
