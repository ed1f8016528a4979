import type { Figure } from '../../contract/trace'
import { decidedQuota } from '../../rules/blocks/counted'
import { partialService, proratedQuota, type Service } from '../../rules/blocks/proration'
import type { Decision, DecisionOf, MonthFacts } from '../../rules/month-facts'
import { RuleError } from '../../rules/rule-error'
import { items, type KindRules, type Rules, times } from './rules'

export interface Decisions {
  verdict?: DecisionOf<'verdict'>
  proration?: DecisionOf<'proration'>
  quotaWaiver?: DecisionOf<'quotaWaiver'>
  checkInQuota?: DecisionOf<'checkInQuota'>
  manualAdjustments: DecisionOf<'manualAdjustment'>[]
}

/** One worker's month with its law: what every part of the computation looks at. */
export interface Scene {
  rules: Rules
  kind: KindRules
  facts: MonthFacts
  decisions: Decisions
  /** The part of the month that was served; null when all of it. */
  service: Service | null
  checkIns: Figure
  validReports: Figure
}

export function sceneOf(rules: Rules, facts: MonthFacts): Scene {
  const { month, worker, counts } = facts
  const { local, provincial } = counts
  return {
    rules,
    kind: kindOf(rules, worker.kind),
    facts,
    decisions: decisionsOf(facts.decisions ?? []),
    service: partialService(month, worker.serviceFrom, worker.serviceTo),
    checkIns: rules.countCheckIns(localCheckIns(rules, local), provincial?.checkIns ?? null),
    validReports: rules.countReports(local.validReports, provincial?.validReports ?? null),
  }
}

function kindOf(rules: Rules, kind: string): KindRules {
  const found = rules.kinds.get(kind)
  if (found) return found
  const labels = [...rules.kinds.values()].map(({ label }) => label).join('、')
  throw new RuleError('factsRefused', `本办法只有${labels}，没有 ${kind}`, 'worker.kind')
}

/** Of several decisions of a kind the last one holds; adjustments of the amount add up. */
function decisionsOf(list: readonly Decision[]): Decisions {
  const decisions: Decisions = { manualAdjustments: [] }
  for (const one of list) {
    if (one.kind === 'verdict') decisions.verdict = one
    else if (one.kind === 'proration') decisions.proration = one
    else if (one.kind === 'quotaWaiver') decisions.quotaWaiver = one
    else if (one.kind === 'checkInQuota') decisions.checkInQuota = one
    else decisions.manualAdjustments.push(one)
  }
  return decisions
}

/** Distinct days, or every check-in where that reading is chosen (A-DN-11). */
function localCheckIns(rules: Rules, local: MonthFacts['counts']['local']): number {
  if (rules.countDays) return local.checkInDays
  if (local.rawCheckIns !== undefined) return local.rawCheckIns
  throw new RuleError('factsRefused', '按次数计签到时要有签到总次数', 'counts.local.rawCheckIns')
}

export interface Quotas {
  checkIns: Figure
  /** null: this kind has no quota of reports (A-DN-05). */
  validReports: Figure | null
}

/** What the month asks, after the office's decisions and, where given, by the days served. */
export function quotasOf({ rules, kind, decisions }: Scene, service: Service | null): Quotas {
  const { quotaWaiver, checkInQuota: lowered } = decisions
  const { names } = rules
  const reports = kind.hasReportQuota ? rules.reportQuota : null
  if (quotaWaiver) {
    const { reason } = quotaWaiver
    return {
      checkIns: decidedQuota(names.checkInQuota, rules.checkInQuota, 0, reason, times),
      validReports: reports && decidedQuota(names.reportQuota, reports, 0, reason, items),
    }
  }
  const checkIns = lowered
    ? decidedQuota(names.checkInQuota, rules.checkInQuota, lowered.quota, lowered.reason, times)
    : rules.checkInQuota
  if (!service) return { checkIns, validReports: reports }
  return {
    checkIns: proratedQuota(names.checkInQuota, checkIns, service, times),
    validReports: reports && proratedQuota(names.reportQuota, reports, service, items),
  }
}
