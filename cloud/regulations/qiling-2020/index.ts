import { packRegulation } from '../../rules/pack-regulation'
import articlesYaml from './articles.yaml?raw'
import { evaluateMonth } from './evaluate-month'
import { qilingFacts, regulationId } from './facts'
import { workerKindLabels } from './labels'
import notComputedYaml from './not-computed.yaml?raw'
import packYaml from './pack.yaml?raw'
import parametersYaml from './parameters.yaml?raw'
import { questions } from './questions'

/** 齐陵街道专职网格管理员管理办法, in force from 2020-01-01. */
export const qiling2020 = packRegulation({
  id: regulationId,
  files: {
    pack: packYaml,
    articles: articlesYaml,
    parameters: parametersYaml,
    notComputed: notComputedYaml,
  },
  workerKinds: [...workerKindLabels.keys()],
  monthFacts: qilingFacts,
  evaluateMonth,
  questions,
})
