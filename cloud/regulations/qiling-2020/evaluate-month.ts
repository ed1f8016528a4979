import type { InformationLine, Statement } from '../../contract/trace'
import { verdictOf } from '../../rules/blocks/verdict-by-thresholds'
import { leaveSentence } from '../../rules/leave-in-month'
import type { Law } from '../../rules/law'
import { monthOf } from '../../rules/months'
import { type EarlierMonth, type QilingFacts, regulationId } from './facts'
import { indicatorsOf } from './indicators'
import { payOf } from './pay'
import { proposalsOf, prorationProposal } from './proposals'
import { type Scene, sceneOf } from './scene'

/** One worker's month: facts and the month's law → statement. The same facts give the same statement. */
export function evaluateMonth(law: Law, facts: QilingFacts, packVersion: string): Statement {
  const scene = sceneOf(law, facts)
  const { service, decisions, score, rules } = scene
  const months: EarlierMonth[] = [
    ...(facts.history ?? []),
    { month: facts.month, ranking: facts.ranking ?? null },
  ]
  const pay = payOf(scene, decisions.proration?.accept ? service : null)
  const proposals = proposalsOf(scene, months)
  if (service && !decisions.proration)
    proposals.push(prorationProposal(scene, pay, payOf(scene, service)))
  const reasons = score ? [rules.passReason(score)] : []
  const verdict = verdictOf(reasons)
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
    accrualFen: 0,
    accrual: rules.accrual,
    uncollectedFen: pay.uncollectedFen,
    indicators: indicatorsOf(scene, months),
    verdict: { proposal: verdict, decision: null, final: verdict, reasons },
    proposals,
    informationLines: informationOf(scene),
    differences: [],
  }
}

function informationOf({ law, facts, score, decisions }: Scene): InformationLine[] {
  const lines: InformationLine[] = []
  const issuedOn = law.choice('issuedOn')
  if (facts.month <= monthOf(issuedOn)) {
    lines.push({
      code: 'retroactive',
      sentence: `办法 ${issuedOn} 印发，从 ${law.startsOn} 起适用；已经发过的月份不自动重算`,
      article: law.article('QL-33'),
    })
  }
  if (!score) {
    lines.push({
      code: 'notScored',
      sentence: '本月没有考核得分，不评合格与否，不参加排名',
      article: law.article('QL-16.3'),
    })
  }
  if (facts.leave) {
    lines.push({
      code: 'leave',
      sentence: `本月${leaveSentence(facts.leave)}；条文没有写请假扣补贴，没有增减；整月请假的不打分、不排名`,
      article: law.article('QL-14.1'),
    })
  }
  if (facts.worker.inProbation) {
    lines.push({
      code: 'probation',
      sentence: '试用期内，补贴照发，不参加排名',
      article: law.article('QL-9.1'),
    })
  }
  for (const { incident, id } of facts.fraud ?? []) {
    lines.push({
      code: 'fraud',
      sentence: `认定弄虚作假：${incident ?? id}`,
      article: law.article('QL-25'),
    })
  }
  const { proration } = decisions
  if (proration) {
    lines.push({
      code: 'proration',
      sentence: `街道决定${proration.accept ? '按天折算' : '不折算'}：${proration.reason}`,
      article: law.article('QL-14.1'),
    })
  }
  return lines
}
