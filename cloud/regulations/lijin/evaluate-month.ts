import type { Figure, Proposal, Statement, VerdictReason } from '../../contract/trace'
import { decimalsText, hundredthsOf } from '../../rules/hundredths'
import type { Law } from '../../rules/law'
import { optionalNumber, proposed } from '../../rules/naming'
import { plainStatement } from '../../rules/plain-month'
import { RuleError } from '../../rules/rule-error'
import { type LijinFacts, type MonthCounts, type RateCounts, regulationId } from './facts'
import { belowFloor, earningsOf, floorLines, floorsOf, yearOfPay } from './pay'
import { periodsOf } from './periods'
import { noneLines, ratesOf, scoreOf } from './rates'

/** One worker's month: rates, score, pay by the county's standard, quarter and year where they end. */
export function evaluateMonth(law: Law, facts: LijinFacts, packVersion: string): Statement {
  const rates = ratesOf(law, recordedCounts(facts.counts), 'counts.')
  const score = scoreOf(law, rates)
  const { quarter, year } = periodsOf(law, facts, score)
  const { kind } = facts.worker
  const statement = plainStatement(
    { law, regulation: regulationId, packVersion, payArticle: 'LJ-4.5a' },
    facts,
    {
      earnings: earningsOf(law, kind, score),
      indicators: [
        rates.patrol.figure,
        rates.discovery.figure,
        rates.handling.figure,
        score,
        quarter,
        year,
      ].filter((one) => one !== null),
      reasons: reasonsOf(law, score),
      proposals: yearProposals(law, year),
      information: noneLines(law, rates),
    },
  )
  const floors = floorsOf(law, kind, yearOfPay(facts, statement.totals.payFen))
  return {
    ...statement,
    proposals: [...statement.proposals, ...belowFloor(law, floors)],
    informationLines: [...statement.informationLines, ...floorLines(law, floors)],
  }
}

/** Patrols must have been recorded: missing is not zero. */
function recordedCounts(counts: MonthCounts): RateCounts {
  const { patrolsDue, patrolsDone } = counts
  if (patrolsDue === undefined)
    throw new RuleError('factsRefused', '没有登记应巡查次数', 'counts.patrolsDue')
  if (patrolsDone === undefined)
    throw new RuleError('factsRefused', '没有登记已巡查次数', 'counts.patrolsDone')
  return { ...counts, patrolsDue, patrolsDone }
}

/** A month without a score fails nobody. */
function reasonsOf(law: Law, score: Figure | null): VerdictReason[] {
  const mark = law.number('passMark')
  if (!score) return []
  const met = score.value >= mark.value
  return [
    {
      code: 'score',
      met,
      sentence: `得分 ${decimalsText(hundredthsOf(score.value))} 分，合格分数 ${mark.text}，${met ? '达到' : '未达到'}`,
      article: law.article('LJ-4.6d'),
    },
  ]
}

/** Who should go and who should be rewarded, from the year's result, where the county set marks for it; people decide. */
function yearProposals(law: Law, year: Figure | null): Proposal[] {
  if (!year) return []
  const article = law.article('LJ-4.6d')
  const told = `全年得分 ${decimalsText(hundredthsOf(year.value))} 分`
  const mark = optionalNumber(law, 'yearPassMark')
  if (mark && year.value < mark.value) {
    const sentence = `${told}，低于全年合格分数 ${mark.text}，列入拟淘汰名单，由县里决定`
    return [proposed('elimination', 'yearFailed', article, sentence, year)]
  }
  const reward = optionalNumber(law, 'rewardMark')
  if (!reward || year.value < reward.value) return []
  const sentence = `${told}，达到 ${reward.text}，可以奖励，由县里决定`
  return [proposed('reward', 'yearOutstanding', article, sentence, year)]
}
