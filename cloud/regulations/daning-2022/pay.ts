import type { Figure, StatementLine, Verdict } from '../../contract/trace'
import { decidedAmount, signedAmount } from '../../rules/blocks/decided-amount'
import { oncePerIncident } from '../../rules/blocks/occurrence-penalty'
import { proratedAmount, type Service } from '../../rules/blocks/proration'
import { sumOf } from '../../rules/blocks/sum'
import { withheld } from '../../rules/blocks/withholding'
import { textFact } from '../../rules/figures'
import type { Finding } from '../../rules/month-facts'
import { lineOf } from '../../rules/statement-lines'
import { earningsOfReports } from './bonuses'
import type { Quotas, Scene } from './scene'

/** A correction rests on the rule that later statistics prevail, where it names no other article. */
export const correctionArticle = 'DN-8.2b'

/** What was made up is taken back by the article on it (A-DN-36); the rest by what is counted. */
export const correctionArticles = {
  statistics: correctionArticle,
  fabrication: 'DN-13.3',
  judgement: 'DN-8.2a',
  checkIns: 'DN-8.1',
  // its months count no matters
  matters: correctionArticle,
} as const

export interface Pay {
  lines: StatementLine[]
  grossFen: number
  deductionFen: number
  collectedFen: number
  uncollectedFen: number
  pay: Figure
  accrual: Figure
}

/** The month's money, whole or by the days served. */
export function payOf(scene: Scene, quotas: Quotas, service: Service | null, final: Verdict): Pay {
  const { rules, kind } = scene
  const lines: StatementLine[] = []
  const earning = (figure: Figure) => lines.push(lineOf(figure, 'earning'))
  const deduction = (figure: Figure) => lines.push(lineOf(figure, 'deduction'))

  earning(baseOf(scene, service, final))
  earning(kind.piece(scene.validReports))
  for (const figure of earningsOfReports(scene)) earning(figure)
  deduction(rules.missingCheckIns(scene.checkIns, quotas.checkIns))
  for (const figure of penaltiesOf(scene)) deduction(figure)
  for (const { fen, figure } of decidedOf(scene)) (fen < 0 ? deduction : earning)(figure)

  const earned = figuresOf(lines, 'earning')
  const gross = rules.gross(earned)
  const deducted = rules.deduction(figuresOf(lines, 'deduction'))
  const collectable = rules.deductFrom === 'allEarnings' ? gross.value : regularOf(earned)
  const { pay, collectedFen, uncollectedFen } = rules.floored(gross, deducted, collectable)
  return {
    lines,
    grossFen: gross.value,
    deductionFen: deducted.value,
    collectedFen,
    uncollectedFen,
    pay,
    accrual: accrualOf(scene, quotas),
  }
}

function figuresOf(lines: readonly StatementLine[], kind: StatementLine['kind']): Figure[] {
  const figures: Figure[] = []
  for (const line of lines) if (line.kind === kind) figures.push(line.figure)
  return figures
}

/** Base and piece pay: what may be deducted from when rewards are spared (A-DN-14). */
function regularOf(earned: readonly Figure[]): number {
  return earned.reduce(
    (total, { code, value }) => (code === 'base' || code === 'piece' ? total + value : total),
    0,
  )
}

function baseOf(
  { rules, kind, validReports }: Scene,
  service: Service | null,
  final: Verdict,
): Figure {
  const { base: naming } = rules.names
  const base = service ? proratedAmount(naming, kind.base, service) : kind.base
  if (rules.baseMode === 'withheldWhenFailed' && final === 'fail')
    return withheld(naming, base, '当月考核不合格')
  if (!rules.baseWithoutReports && validReports.value === 0)
    return withheld(naming, base, '当月没有有效信息')
  return base
}

const noFindings: Finding[] = []

/** Penalties that occurred; a kind without a record makes no line. */
function penaltiesOf({ rules, facts }: Scene): Figure[] {
  const { findings = noFindings } = facts
  if (findings.length === 0) return []
  const hazards = findings.filter(({ kind }) => kind === 'unreportedHazard')
  const conduct = findings.filter(({ kind }) => kind !== 'unreportedHazard')
  const counted = [
    ...hazards,
    ...(rules.conductUnit === 'perIncident' ? oncePerIncident(conduct) : conduct),
  ]
  const figures: Figure[] = []
  for (const kind of ['unreportedHazard', 'disobeyedCommand', 'uncooperativeNotice'] as const) {
    const occurrences = counted.filter((one) => one.kind === kind)
    if (occurrences.length > 0) figures.push(rules.penalties[kind](occurrences))
  }
  return figures
}

interface Decided {
  fen: number
  figure: Figure
}
const nothing: Decided[] = []

/** Amounts that people set: the office's adjustments and corrections of earlier months. */
function decidedOf({ rules, facts, decisions }: Scene): Decided[] {
  if (decisions.manualAdjustments.length === 0 && facts.adjustments === undefined) return nothing
  const { names, law } = rules
  const manual = decisions.manualAdjustments.map(({ amountFen: fen, reason }, index) => ({
    fen,
    figure: decidedAmount(
      { ...names.manualAdjustment, code: `manualAdjustment.${index + 1}` },
      fen,
      reason,
      [textFact('reason', '理由', reason)],
    ),
  }))
  const corrections = (facts.adjustments ?? []).map((one) => ({
    fen: one.payDeltaFen,
    figure: decidedAmount(
      names.correction(`correction.${one.id}`, one.correctedMonth, [
        law.article(one.article ?? correctionArticle),
      ]),
      one.payDeltaFen,
      `${one.correctedMonth}：${one.reason}`,
      [
        textFact('correctedMonth', '更正的月份', one.correctedMonth),
        textFact('reason', '理由', one.reason),
      ],
    ),
  }))
  return [...manual, ...corrections.filter(({ fen }) => fen !== 0)]
}

/** The reward saved up this month, and what corrections of earlier months change of it. */
function accrualOf(scene: Scene, quotas: Quotas): Figure {
  const { rules, facts, validReports } = scene
  const { names, law } = rules
  const own = rules.overQuota(validReports, unmetPrecondition(scene, quotas))
  const changes = facts.adjustments?.filter(({ accrualDeltaFen }) => accrualDeltaFen !== 0)
  if (changes === undefined || changes.length === 0) return own
  const corrections = changes.map((one) =>
    signedAmount(
      names.correction(`correction.${one.id}`, one.correctedMonth, [
        law.article(one.article ?? correctionArticle),
      ]),
      one.accrualDeltaFen,
      `${one.correctedMonth}：${one.reason}`,
      [
        textFact('correctedMonth', '更正的月份', one.correctedMonth),
        textFact('reason', '理由', one.reason),
      ],
    ),
  )
  return sumOf(names.accrual, [own, ...corrections])
}

/** What keeps the over-quota reward from being saved (A-DN-07); null when nothing does. */
function unmetPrecondition({ rules, facts, checkIns }: Scene, quotas: Quotas): string | null {
  const { overQuotaPrecondition } = rules
  if (overQuotaPrecondition === 'reports') return null
  if (checkIns.value < quotas.checkIns.value) return '签到没有达到要求'
  if (overQuotaPrecondition === 'reportsAndCheckIns') return null
  const { commands, meetings } = facts.conduct ?? {}
  const disobeyed = facts.findings?.some(({ kind }) => kind === 'disobeyedCommand') ?? false
  return disobeyed || commands === 'failed' || meetings === 'failed'
    ? '服从指令或会议培训没有达到要求'
    : null
}
