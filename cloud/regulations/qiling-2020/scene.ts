import type { Figure } from '../../contract/trace'
import type { Score } from '../../rules/blocks/item-scores'
import { partialService, type Service } from '../../rules/blocks/proration'
import { countFact, makeFigure, parametersOf, textFact } from '../../rules/figures'
import { wholeHundredths } from '../../rules/hundredths'
import type { Law } from '../../rules/law'
import { firstDay, lastDay, yearOf } from '../../rules/months'
import { RuleError } from '../../rules/rule-error'
import type { Decision, QilingFacts } from './facts'
import { households, type Rules, rulesOf } from './rules'

export interface Decisions {
  proration?: Extract<Decision, { kind: 'proration' }>
  withholdFlat?: Extract<Decision, { kind: 'withholdFlat' }>
  manualAdjustments: Extract<Decision, { kind: 'manualAdjustment' }>[]
}

/** One worker's month with its law: what every part of the computation looks at. */
export interface Scene {
  law: Law
  rules: Rules
  facts: QilingFacts
  decisions: Decisions
  /** The part of the month that was served; null when all of it. */
  service: Service | null
  /** null: leave over the whole month, or somebody sent by an agency who needs none. */
  score: Score | null
}

export function sceneOf(law: Law, facts: QilingFacts): Scene {
  refuse(facts)
  const rules = rulesOf(law, facts.worker.kind)
  const { serviceFrom, serviceTo } = facts.worker
  return {
    law,
    rules,
    facts,
    decisions: decisionsOf(facts.decisions ?? []),
    service: partialService(facts.month, serviceFrom, serviceTo),
    score: scoreOf(rules, facts),
  }
}

/** Of several decisions of a kind the last one holds; adjustments of the amount add up. */
function decisionsOf(list: readonly Decision[]): Decisions {
  const decisions: Decisions = { manualAdjustments: [] }
  for (const one of list) {
    if (one.kind === 'proration') decisions.proration = one
    else if (one.kind === 'withholdFlat') decisions.withholdFlat = one
    else decisions.manualAdjustments.push(one)
  }
  return decisions
}

function scoreOf(rules: Rules, facts: QilingFacts): Score | null {
  const { scoreHundredths, officeScores, wholeMonthLeave, worker } = facts
  if (officeScores) return rules.score.rounded(rules.score.ofItems(officeScores, 'officeScores'))
  if (scoreHundredths !== undefined) {
    const { fullScore } = rules
    if (scoreHundredths > fullScore.value * wholeHundredths)
      refused(`得分超过满分 ${fullScore.text}`, 'scoreHundredths')
    return rules.score.rounded(rules.score.given(scoreHundredths))
  }
  if (wholeMonthLeave) return null
  if (worker.dispatched && rules.dispatchMode !== 'onTop') return null
  return refused('没有考核得分，各委办打完分才能结算', 'scoreHundredths')
}

/** Households of the calendar year, or by a recorded exception inside it (A-QL-06). */
export function householdsOf({ rules, facts }: Scene): Figure {
  const { month, householdFiles = [], householdExceptions = [] } = facts
  const year = yearOf(month)
  const file = householdFiles.find((one) => one.year === year)
  if (!file) return refused(`没有 ${year} 年派出所提供的户数`, 'householdFiles')
  const exception = householdExceptions
    .filter(({ from }) => yearOf(from) === year && from <= month)
    .sort((one, other) => (one.from < other.from ? -1 : 1))
    .at(-1)
  const naming = rules.households
  const value = exception?.households ?? file.households
  const source = exception
    ? `${exception.from} 起按决定（${exception.reason}）`
    : `${year} 年派出所文件`
  return makeFigure(naming, {
    value,
    unit: 'count',
    sentence: `${source}，${value} ${households}`,
    block: 'yearlyFigure',
    parameters: parametersOf(naming),
    facts: [
      textFact('householdYear', '户数年份', year),
      countFact('householdCount', '服务户数', value, households),
    ],
  })
}

/** Facts that are well-formed and contradict each other. */
function refuse(facts: QilingFacts): void {
  const { month, worker, ranking, history = [], householdFiles = [], adjustments = [] } = facts
  const { serviceFrom, serviceTo } = worker
  if (serviceFrom && serviceTo && serviceTo < serviceFrom)
    refused('离岗日期早于上岗日期', 'worker.serviceTo')
  if (serviceFrom && serviceFrom > lastDay(month))
    refused(`${month} 还没有上岗`, 'worker.serviceFrom')
  if (serviceTo && serviceTo < firstDay(month)) refused(`${month} 以前已经离岗`, 'worker.serviceTo')
  const scored = facts.scoreHundredths !== undefined || facts.officeScores !== undefined
  if (facts.scoreHundredths !== undefined && facts.officeScores)
    refused('总分和各委办的分只能有一种', 'officeScores')
  if (facts.wholeMonthLeave && scored) refused('整月请假的没有考核得分', 'wholeMonthLeave')
  if (ranking && (worker.inProbation || facts.wholeMonthLeave))
    refused('试用期和整月请假的不参加排名', 'ranking')
  if (ranking) refuseRanking(ranking, 'ranking')
  refuseTwice(householdFiles, 'householdFiles', 'year')
  refuseTwice(history, 'history', 'month')
  history.forEach((earlier, index) => {
    if (earlier.month >= month) refused('以前各月只能早于本月', `history.${index}.month`)
    if (earlier.ranking) refuseRanking(earlier.ranking, `history.${index}.ranking`)
  })
  adjustments.forEach(({ correctedMonth }, index) => {
    if (correctedMonth >= month)
      refused('更正只能针对以前的月份', `adjustments.${index}.correctedMonth`)
  })
}

/** Nobody stands behind the last one. */
export function refuseRanking(
  ranking: { rank: number; ranked: number; fromBottom?: number | undefined },
  path: string,
): void {
  if (ranking.rank > ranking.ranked) refused('名次超过了参加排名的人数', `${path}.rank`)
  if (ranking.fromBottom !== undefined && ranking.fromBottom > ranking.ranked)
    refused('倒数名次超过了参加排名的人数', `${path}.fromBottom`)
}

function refuseTwice<K extends string>(
  list: readonly Record<K, string>[],
  name: string,
  key: K,
): void {
  const seen = new Set<string>()
  list.forEach((one, index) => {
    if (seen.has(one[key])) refused(`${one[key]} 出现了两次`, `${name}.${index}.${key}`)
    seen.add(one[key])
  })
}

export function refused(message: string, path: string): never {
  throw new RuleError('factsRefused', message, path)
}
