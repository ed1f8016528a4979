import { z } from 'zod'
import type { Figure, InformationLine, Proposal, Statement, StatementLine } from '../contract/trace'
import { decidedAmount } from './blocks/decided-amount'
import { floorAtZero, type Floored } from './blocks/floor-at-zero'
import { partialService } from './blocks/proration'
import { sumOf } from './blocks/sum'
import { makeFigure, moneyFact } from './figures'
import type { Law } from './law'
import { factAdjustment, factDay, factMonth, monthFacts } from './month-facts'
import { firstDay, lastDay } from './months'
import { factLeave, leaveSentence } from './leave-in-month'
import { nameOf } from './naming'
import { lawFacts } from './questions'
import { RuleError } from './rule-error'

const reason = z.string().min(1).max(2_000)
const fen = z.int().min(-100_000_000).max(100_000_000)

const verdictDecision = z.strictObject({
  kind: z.literal('verdict'),
  verdict: z.enum(['pass', 'fail']),
  reason,
})
/** What people decided of such a month, each with the reason; of several verdicts the last holds. */
const plainDecision = z.discriminatedUnion('kind', [
  verdictDecision,
  z.strictObject({ kind: z.literal('manualAdjustment'), amountFen: fen, reason }),
])

/**
 * A month whose text names no amounts: the county sets a standard, people correct it with their
 * reasons, and nothing goes below the floor. What the month is judged by is the pack's.
 */
export const plainMonthFacts = {
  month: factMonth,
  countyStartsOn: lawFacts.countyStartsOn,
  countyValues: lawFacts.countyValues,
  readings: lawFacts.readings,
  /** Approved leave; absent: none. */
  leave: factLeave.optional(),
  decisions: z.array(plainDecision).max(100).optional(),
  /** Correction lines that this month carries. */
  adjustments: z.array(factAdjustment).max(1_000).optional(),
}

/** Decisions of a month that pays nothing. */
export const verdictDecisions = z.array(verdictDecision).max(100).optional()

/** The worker of such a month; the pack names its kinds. */
export function plainWorker<K extends string>(kinds: readonly [K, ...K[]]) {
  return z.strictObject({
    reference: monthFacts.shape.worker.shape.reference,
    kind: z.enum(kinds),
    serviceFrom: factDay.optional(),
    serviceTo: factDay.nullable().optional(),
  })
}

type PlainFacts = z.infer<
  z.ZodObject<typeof plainMonthFacts & { worker: ReturnType<typeof plainWorker<string>> }>
>

export interface PlainFrame {
  law: Law
  regulation: string
  packVersion: string
  /** Article on which pay, its corrections and its floor rest. */
  payArticle: string
}

export interface PlainResult {
  earnings: Figure[]
  indicators?: Figure[]
  reasons: Statement['verdict']['reasons']
  proposals?: Proposal[]
  information?: InformationLine[]
}

export function plainStatement(
  frame: PlainFrame,
  facts: PlainFacts,
  result: PlainResult,
): Statement {
  refuse(facts)
  const { law, payArticle } = frame
  const changes = [...manualChanges(frame, facts), ...corrections(frame, facts)]
  const lines = [...result.earnings.map(earning), ...changes]
  const gross = sumOf(
    nameOf(law, 'gross', '应得合计', payArticle),
    lines.filter(({ kind }) => kind === 'earning').map(({ figure }) => figure),
  )
  const deduction = sumOf(
    nameOf(law, 'deduction', '应扣合计', payArticle),
    lines.filter(({ kind }) => kind === 'deduction').map(({ figure }) => figure),
  )
  const floored = flooredPay(frame, lines.length, gross, deduction)
  return {
    regulation: frame.regulation,
    packVersion: frame.packVersion,
    month: facts.month,
    workerReference: facts.worker.reference,
    workerKind: facts.worker.kind,
    lines,
    totals: {
      grossFen: gross.value,
      deductionFen: deduction.value,
      collectedFen: floored.collectedFen,
      payFen: floored.pay.value,
    },
    pay: floored.pay,
    accrualFen: 0,
    accrual: nothingSaved(frame),
    uncollectedFen: floored.uncollectedFen,
    indicators: result.indicators ?? [],
    verdict: verdictOf(facts, result.reasons),
    proposals: result.proposals ?? [],
    informationLines: [
      ...serviceLines(frame, facts),
      ...leaveLines(frame, facts),
      ...(result.information ?? []),
    ],
    differences: [],
  }
}

/** Earnings less deductions, never below the floor; nothing where the text pays nothing. */
function flooredPay(
  { law, payArticle }: PlainFrame,
  lines: number,
  gross: Figure,
  deduction: Figure,
): Floored {
  const naming = nameOf(law, 'pay', '本月报酬', payArticle)
  if (lines > 0) return floorAtZero(naming, law.number('payFloor'))(gross, deduction, gross.value)
  const sentence = '没有规定报酬，计 0.00 元'
  const pay = makeFigure(naming, { value: 0, unit: 'fen', sentence, block: 'sum' })
  return { pay, collectedFen: 0, uncollectedFen: 0 }
}

function earning(figure: Figure): StatementLine {
  const { code, label, value } = figure
  return { code, label, kind: 'earning', amountFen: value, figure }
}

/** An amount below zero is a deduction, whose figure is its size. */
function changeLine(figure: Figure, amountFen: number): StatementLine {
  if (amountFen >= 0) return earning(figure)
  return {
    code: figure.code,
    label: figure.label,
    kind: 'deduction',
    amountFen,
    figure,
  }
}

function manualChanges({ law, payArticle }: PlainFrame, { decisions }: PlainFacts) {
  return (decisions ?? []).flatMap((one, index) => {
    if (one.kind !== 'manualAdjustment') return []
    const { amountFen } = one
    const naming = nameOf(law, `manualAdjustment.${index}`, '调整', payArticle)
    return [
      changeLine(
        decidedAmount(naming, amountFen, one.reason, [moneyFact('amountFen', '调整', amountFen)]),
        amountFen,
      ),
    ]
  })
}

function corrections({ law, payArticle }: PlainFrame, { adjustments }: PlainFacts) {
  return (adjustments ?? []).map(({ id, correctedMonth, payDeltaFen, article, ...one }) => {
    const naming = nameOf(
      law,
      `correction.${id}`,
      `${correctedMonth} 的更正`,
      article ?? payArticle,
    )
    return changeLine(
      decidedAmount(naming, payDeltaFen, one.reason, [
        moneyFact('payDeltaFen', '更正', payDeltaFen),
      ]),
      payDeltaFen,
    )
  })
}

function nothingSaved({ law, payArticle }: PlainFrame): Figure {
  return makeFigure(nameOf(law, 'accrual', '攒到以后发的', payArticle), {
    value: 0,
    unit: 'fen',
    sentence: '办法没有攒到以后发的报酬，计 0.00 元',
    block: 'sum',
  })
}

function verdictOf(
  { decisions }: PlainFacts,
  reasons: Statement['verdict']['reasons'],
): Statement['verdict'] {
  const proposal = reasons.every(({ met }) => met) ? 'pass' : 'fail'
  const decided = (decisions ?? []).findLast((one) => one.kind === 'verdict')
  return {
    proposal,
    decision: decided ? { verdict: decided.verdict, reason: decided.reason } : null,
    final: decided?.verdict ?? proposal,
    reasons,
  }
}

/** A month served in part is not prorated: the text says nothing of it, people decide. */
function serviceLines({ law, payArticle }: PlainFrame, facts: PlainFacts): InformationLine[] {
  const { serviceFrom, serviceTo } = facts.worker
  const service = partialService(facts.month, serviceFrom, serviceTo)
  if (!service) return []
  return [
    {
      code: 'partialMonth',
      sentence: `本月在岗 ${service.days} 天（当月 ${service.ofDays} 天）；办法没有折算的规定，没有折算，由有权的单位写明理由调整`,
      article: law.article(payArticle),
    },
  ]
}

/** Leave changes no figure by itself: the text says nothing of it, people decide. */
function leaveLines({ law, payArticle }: PlainFrame, { leave }: PlainFacts): InformationLine[] {
  if (!leave) return []
  const sentence = `本月${leaveSentence(leave)}；办法没有写请假怎样算，没有增减，由有权的单位写明理由调整或认定`
  return [{ code: 'leave', sentence, article: law.article(payArticle) }]
}

function refuse({ month, worker, adjustments }: PlainFacts): void {
  const { serviceFrom, serviceTo } = worker
  if (serviceFrom && serviceTo && serviceTo < serviceFrom)
    refused('离岗日期早于上岗日期', 'worker.serviceTo')
  if (serviceFrom && serviceFrom > lastDay(month))
    refused(`${month} 还没有上岗`, 'worker.serviceFrom')
  if (serviceTo && serviceTo < firstDay(month)) refused(`${month} 以前已经离岗`, 'worker.serviceTo')
  adjustments?.forEach(({ correctedMonth, accrualDeltaFen }, index) => {
    const at = `adjustments.${index}`
    if (correctedMonth >= month) refused('更正只能针对以前的月份', `${at}.correctedMonth`)
    if (accrualDeltaFen !== 0) refused('办法没有攒到以后发的报酬', `${at}.accrualDeltaFen`)
  })
}

function refused(message: string, path: string): never {
  throw new RuleError('factsRefused', message, path)
}
