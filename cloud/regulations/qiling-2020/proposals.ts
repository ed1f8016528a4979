import type { Proposal } from '../../contract/trace'
import { yuanText } from '../../rules/money'
import { proposed } from '../../rules/naming'
import type { EarlierMonth } from './facts'
import type { Pay } from './pay'
import { rankStreaks, streakFigure } from './rank-streaks'
import type { Scene } from './scene'
import type { Law } from '../../rules/law'

/** Rewards and talks of the month by its ranks and those before (QL-23.1, QL-24). */
export function rankProposals(law: Law, months: readonly EarlierMonth[], of: string): Proposal[] {
  const { top, bottom } = rankStreaks(law, months)
  const awarded = (counts: typeof top) =>
    counts.find(({ month, awarded: reached }) => reached && month === of)
  const proposals: Proposal[] = []
  const reward = awarded(top)
  if (reward) {
    proposals.push(
      proposed(
        'reward',
        'topRanks',
        law.article('QL-23.1'),
        `到 ${of} 月考核连续 ${reward.count} 次排在前 ${law.number('topRanks').text}，由街道奖励，数额由街道定`,
        streakFigure(law, 'top')(reward),
      ),
    )
  }
  const talk = awarded(bottom)
  if (talk) {
    proposals.push(
      proposed(
        'talk',
        'bottomRanks',
        law.article('QL-24'),
        `到 ${of} 月考核连续 ${talk.count} 次排在后 ${law.number('bottomRanks').text}，由所在社区党支部书记诫勉谈话`,
        streakFigure(law, 'bottom')(talk),
      ),
    )
  }
  return proposals
}

/** What people have to decide about this month. */
export function proposalsOf(scene: Scene, months: readonly EarlierMonth[]): Proposal[] {
  const { law, facts, rules, decisions } = scene
  const proposals = rankProposals(law, months, facts.month)
  const flatOnly = facts.worker.dispatched === true && rules.dispatchMode === 'flat300'
  if (facts.fraud?.length && flatOnly && !decisions.withholdFlat) {
    proposals.push(
      proposed(
        'exception',
        'fraudFlatSupplement',
        law.article('QL-25'),
        '派遣人员当月弄虚作假；派遣补贴不按考核分发放，扣不扣由街道决定',
      ),
    )
  }
  return proposals
}

/** What the month would pay by the days served; nothing is taken before the street decides (A-QL-03). */
export function prorationProposal({ law, service }: Scene, whole: Pay, prorated: Pay): Proposal {
  const served = service ? `在岗 ${service.days} 天，当月 ${service.ofDays} 天` : ''
  const amounts = `固定部分按天折算为 ${yuanText(prorated.pay.value)}，不折算为 ${yuanText(whole.pay.value)}`
  return {
    ...proposed(
      'proration',
      'partialMonth',
      law.article('QL-14.1'),
      `${served}；${amounts}，由街道决定`,
    ),
    amountFen: prorated.pay.value,
    figure: prorated.pay,
  }
}
