import { payPack } from '../../rules/pay-pack'
import articlesYaml from './articles.yaml?raw'
import { monthStudy, weekDuties } from './duty-questions'
import { evaluateMonth } from './evaluate-month'
import { dayawanFacts, regulationId } from './facts'
import { factsOf } from './facts-of'
import { posts, resolvedInGrid, scheme } from './grid-questions'
import { postLabels } from './labels'
import { leaveApprover, substitute } from './leave-questions'
import notComputedYaml from './not-computed.yaml?raw'
import packYaml from './pack.yaml?raw'
import parametersYaml from './parameters.yaml?raw'
import { recordedFacts } from './recorded-facts'
import { account, collection, eligibility, exitChecklist } from './people-questions'

/** 大亚湾区网格员队伍管理办法（试行）; the district sets the day from which it is in force. */
export const dayawanTrial = payPack(
  {
    id: regulationId,
    files: {
      pack: packYaml,
      articles: articlesYaml,
      parameters: parametersYaml,
      notComputed: notComputedYaml,
    },
    workerKinds: [...postLabels.keys()],
    reads: ['officeScores', 'verdictDecision', 'attendance'],
    monthFacts: dayawanFacts,
    evaluateMonth,
    questions: {
      posts,
      leaveApprover,
      substitute,
      weekDuties,
      monthStudy,
      scheme,
      resolvedInGrid,
      eligibility,
      account,
      exitChecklist,
      collection,
    },
  },
  { factsOf, correctionArticle: 'DYW-25', recordedFacts },
)
