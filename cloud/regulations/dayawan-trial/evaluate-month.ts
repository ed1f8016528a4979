import type {
  Figure,
  InformationLine,
  Statement,
  Verdict,
  VerdictReason,
} from '../../contract/trace'
import { byHalfDays } from '../../rules/blocks/half-day-leave'
import { itemScores } from '../../rules/blocks/item-scores'
import { passReason } from '../../rules/blocks/points-rate'
import { sumOf } from '../../rules/blocks/sum'
import { verdictOf } from '../../rules/blocks/verdict-by-thresholds'
import { countFact, makeFigure, parametersOf } from '../../rules/figures'
import { isWholeMonth, leaveSentence } from '../../rules/leave-in-month'
import type { Law } from '../../rules/law'
import { yuanText } from '../../rules/money'
import { nameOf, withReadings } from '../../rules/naming'
import { plainStatement } from '../../rules/plain-month'
import { monthCard } from './cards'
import { type DayawanFacts, regulationId } from './facts'
import { refused } from './refused'

/** One worker's month: its verdict, and the card that follows. No amount is in the text (DYW-25). */
export function evaluateMonth(law: Law, facts: DayawanFacts, packVersion: string): Statement {
  refuseHistory(facts)
  const { reason, score } = assess(law, facts)
  const proposal = verdictOf([reason])
  const final: Verdict = facts.decision?.verdict ?? proposal
  const { figure, proposals } = isPassedOver(law, facts)
    ? { figure: null, proposals: [] }
    : monthCard(law, facts.month, final, facts.history ?? [])
  const attendance = attendanceOf(law, facts)
  return {
    regulation: regulationId,
    packVersion,
    month: facts.month,
    workerReference: facts.worker.reference,
    workerKind: facts.worker.kind,
    ...settled(law, facts, packVersion),
    indicators: [score, figure, attendance].filter((one) => one !== null),
    verdict: { proposal, decision: facts.decision ?? null, final, reasons: [reason] },
    proposals,
    informationLines: informationOf(law, facts),
    differences: [],
  }
}

type Settled = Pick<
  Statement,
  'lines' | 'totals' | 'pay' | 'accrualFen' | 'accrual' | 'uncollectedFen'
>

/** The text names no amount: what a month pays are corrections of months under an earlier regulation. */
function settled(law: Law, facts: DayawanFacts, packVersion: string): Settled {
  const { month, worker, adjustments } = facts
  // in the order in which a statement is written
  const saved = {
    accrualFen: 0,
    accrual: sumOf(nameOf(law, 'accrual', '攒到年底的奖励', 'DYW-25'), []),
  }
  if (!adjustments?.length)
    return {
      lines: [],
      totals: { grossFen: 0, deductionFen: 0, collectedFen: 0, payFen: 0 },
      pay: sumOf(nameOf(law, 'pay', '本办法计算的金额', 'DYW-25'), []),
      ...saved,
      uncollectedFen: 0,
    }
  const frame = { law, regulation: regulationId, packVersion, payArticle: 'DYW-25' }
  const made = plainStatement(frame, { month, worker, adjustments }, { earnings: [], reasons: [] })
  const { lines, totals, pay, uncollectedFen } = made
  return { lines, totals, pay, ...saved, uncollectedFen }
}

/** A month away by an approved leave, which fails nobody where that reading is chosen. */
function isPassedOver(law: Law, { leave, decision }: DayawanFacts): boolean {
  return isWholeMonth(leave) && !decision && law.choice('leaveMonth') === 'passedOver'
}

function assess(law: Law, facts: DayawanFacts): { reason: VerdictReason; score: Figure | null } {
  const { met, itemScores: items } = facts
  if (isPassedOver(law, facts)) {
    const sentence = '整月请假已获批准，当月不评，也不打断连续'
    const article = law.article('DYW-22.1')
    return { reason: { code: 'onLeave', met: true, sentence, article }, score: null }
  }
  if ((met === undefined) === (items === undefined))
    return refused('当月结论和各项得分要有一种', 'met')
  if (items) {
    const score = itemScores(
      withReadings(law, nameOf(law, 'score', '考核得分', 'DYW-26'), 'scheme'),
      law.number('fullScore'),
    )(items, 'itemScores')
    const pass = { passMark: law.number('passMark'), markPasses: true }
    const naming = nameOf(law, 'requirement', '工作要求', 'DYW-22.1', 'DYW-26')
    return { reason: passReason(naming, pass, score), score: score.figure }
  }
  const sentence = `街道考核认定当月${met ? '达到' : '未达到'}工作要求`
  const article = law.article('DYW-22.1')
  return { reason: { code: 'requirement', met: met === true, sentence, article }, score: null }
}

/** What the attendance takes from the subsidy that the district sets; nothing by the text (A-DYW-16). */
function attendanceOf(law: Law, { absentHalfDays, worker }: DayawanFacts): Figure | null {
  if (absentHalfDays === undefined) return null
  if (worker.kind !== 'fullTime')
    return refused('只有专职网格员的考勤同绩效补贴挂钩', 'absentHalfDays')
  const rate = law.number('attendanceDeduction')
  const naming = nameOf(law, 'attendanceDeduction', '缺勤扣绩效补贴', 'DYW-21.5b')
  const { value, days } = byHalfDays(rate.value, absentHalfDays)
  return makeFigure(naming, {
    value,
    unit: 'fen',
    sentence: `缺勤 ${days} 天 × ${rate.text} = ${yuanText(value)}`,
    block: 'halfDays',
    parameters: parametersOf(naming, rate),
    facts: [countFact('absentDays', '缺勤', days, '天')],
  })
}

function informationOf(law: Law, { decision, leave }: DayawanFacts): InformationLine[] {
  const told: InformationLine[] = leave
    ? [
        {
          code: 'leave',
          sentence: `本月${leaveSentence(leave)}；条文没有写请假扣多少，没有增减`,
          article: law.article('DYW-21.5b'),
        },
      ]
    : []
  return decision ? [...told, decisionLine(law, decision)] : told
}

function decisionLine(law: Law, decision: NonNullable<DayawanFacts['decision']>): InformationLine {
  const told = decision.verdict === 'pass' ? '达到' : '未达到'
  return {
    code: 'decision',
    sentence: `街道决定当月${told}工作要求：${decision.reason}`,
    article: law.article('DYW-22.1'),
  }
}

function refuseHistory({ month, history = [] }: DayawanFacts): void {
  const seen = new Set<string>()
  history.forEach((earlier, index) => {
    if (earlier.month >= month) refused('以前各月只能早于本月', `history.${index}.month`)
    if (seen.has(earlier.month)) refused(`${earlier.month} 出现了两次`, `history.${index}.month`)
    seen.add(earlier.month)
  })
}
