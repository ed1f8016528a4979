import type { Proposal, Statement } from '../../contract/trace'
import type { MonthFacts } from '../../rules/month-facts'
import { yuanText } from '../../rules/money'
import { assess } from './assess'
import { regulationId } from './facts'
import { differencesOf, informationOf } from './information'
import { type Pay, payOf } from './pay'
import { proposalsOf } from './proposals'
import { refuse } from './refuse'
import type { Rules } from './rules'
import { quotasOf, type Scene, sceneOf } from './scene'

/** One worker's month: facts and the month's rules → statement. The same facts give the same statement. */
export function evaluateMonth(rules: Rules, facts: MonthFacts, packVersion: string): Statement {
  const scene = sceneOf(rules, facts)
  refuse(scene)
  const { service, decisions } = scene
  const partly =
    service !== null && (decisions.proration?.accept ?? rules.proration === 'byCalendarDays')
  const undecided =
    service !== null && !partly && !decisions.proration && rules.proration === 'proposal'
  // an open month in part is judged by the quota that would be proposed: the reading that fails nobody
  const judgedQuotas = quotasOf(scene, partly || undecided ? service : null)
  const verdict = assess(scene, judgedQuotas)
  const paidQuotas = partly || !undecided ? judgedQuotas : quotasOf(scene, null)
  const pay = payOf(scene, paidQuotas, partly ? service : null, verdict.final)
  const proposals = proposalsOf(scene, verdict.final)
  if (undecided)
    proposals.push(
      prorationProposal(scene, pay, payOf(scene, judgedQuotas, service, verdict.final)),
    )
  return {
    regulation: regulationId,
    packVersion,
    month: facts.month,
    workerReference: facts.worker.reference,
    workerKind: facts.worker.kind,
    lines: pay.lines,
    totals: {
      grossFen: pay.grossFen,
      deductionFen: pay.deductionFen,
      collectedFen: pay.collectedFen,
      payFen: pay.pay.value,
    },
    pay: pay.pay,
    accrualFen: pay.accrual.value,
    accrual: pay.accrual,
    uncollectedFen: pay.uncollectedFen,
    verdict,
    proposals,
    informationLines: informationOf(scene, pay),
    differences: differencesOf(scene),
  }
}

/** What the month would pay by the days served (A-DN-12); nothing is taken before the office decides. */
function prorationProposal({ rules, service }: Scene, whole: Pay, prorated: Pay): Proposal {
  const served = service ? `在岗 ${service.days} 天，当月 ${service.ofDays} 天` : ''
  return {
    kind: 'proration',
    grounds: 'partialMonth',
    article: rules.law.article('DN-9'),
    sentence: `${served}；按天折算为 ${yuanText(prorated.pay.value)}，不折算为 ${yuanText(whole.pay.value)}，由平安办决定`,
    amountFen: prorated.pay.value,
    figure: prorated.pay,
  }
}
