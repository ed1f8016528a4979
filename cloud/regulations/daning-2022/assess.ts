import type { Statement, VerdictReason } from '../../contract/trace'
import { judgedReason, verdictOf } from '../../rules/blocks/verdict-by-thresholds'
import type { Quotas, Scene } from './scene'

/** The month's result as the system proposes it (A-DN-18); the office's decision is final. */
export function assess(scene: Scene, quotas: Quotas): Statement['verdict'] {
  const reasons = reasonsOf(scene, quotas)
  const proposal = verdictOf(reasons)
  const { verdict: decided } = scene.decisions
  return {
    proposal,
    decision: decided ? { verdict: decided.verdict, reason: decided.reason } : null,
    final: decided?.verdict ?? proposal,
    reasons,
  }
}

function reasonsOf(
  { rules, facts, checkIns, validReports }: Scene,
  quotas: Quotas,
): VerdictReason[] {
  const { law } = rules
  const reasons = [rules.checkInReason(checkIns, quotas.checkIns)]
  if (quotas.validReports) reasons.push(rules.reportReason(validReports, quotas.validReports))
  const { commands, meetings } = facts.conduct ?? {}
  if (commands)
    reasons.push(judgedReason('commands', '服从指令和配合工作', law.article('DN-8.3'), commands))
  if (meetings)
    reasons.push(judgedReason('meetings', '参加例会和培训', law.article('DN-8.4'), meetings))
  return reasons
}
