import type { Figure, StatementLine } from '../../contract/trace'
import { decidedAmount } from '../../rules/blocks/decided-amount'
import { proratedAmount, type Service } from '../../rules/blocks/proration'
import { withheld } from '../../rules/blocks/withholding'
import { makeFigure, moneyFact, textFact } from '../../rules/figures'
import { yuanText } from '../../rules/money'
import { nameOf, withReadings } from '../../rules/naming'
import { lineOf } from '../../rules/statement-lines'
import { householdsOf, type Scene } from './scene'

export interface Pay {
  lines: StatementLine[]
  grossFen: number
  deductionFen: number
  collectedFen: number
  uncollectedFen: number
  pay: Figure
}

/** The month's lines and their sum; fixed parts by the days served where `service` is given. */
export function payOf(scene: Scene, service: Service | null): Pay {
  const lines = [...partsOf(scene, service), ...decidedLines(scene)]
  const earnings = lines.filter(({ kind }) => kind === 'earning').map(({ figure }) => figure)
  const deductions = lines.filter(({ kind }) => kind === 'deduction').map(({ figure }) => figure)
  const gross = scene.rules.gross(earnings)
  const deduction = scene.rules.deduction(deductions)
  const { pay, collectedFen, uncollectedFen } = scene.rules.floored(gross, deduction, gross.value)
  return {
    lines,
    grossFen: gross.value,
    deductionFen: deduction.value,
    collectedFen,
    uncollectedFen,
    pay,
  }
}

function partsOf(scene: Scene, service: Service | null): StatementLine[] {
  const { rules, facts, decisions } = scene
  const { dispatchMode } = rules
  const lines: Figure[] = []
  const fixed = (figure: Figure) => (service ? proratedAmount(figure, figure, service) : figure)
  if (!facts.worker.dispatched || dispatchMode !== 'flat300') {
    const paidByPoints = !facts.worker.dispatched || dispatchMode === 'onTop'
    const performance = performanceOf(scene)
    const parts = rules.threeParts()(householdsOf(scene), performance)
    lines.push(fixed(parts.base), fixed(parts.units))
    if (paidByPoints) lines.push(parts.performance)
  }
  if (facts.worker.dispatched) {
    const flat = fixed(rules.flat())
    const { withholdFlat } = decisions
    const naming = nameOf(scene.law, 'flatSupplement', '派遣绩效补贴', 'QL-13', 'QL-22')
    lines.push(withholdFlat ? withheld(naming, flat, withholdFlat.reason) : flat)
  }
  return lines.map((figure) => lineOf(wholeMonthWithheld(scene, figure), 'earning'))
}

/** Nothing for points in a month of leave, or of deception (A-QL-20); what it was stays in the tree. */
function performanceOf(scene: Scene): Figure {
  const { law, rules, score, facts } = scene
  if (!score) {
    return makeFigure(nameOf(law, 'performance', '绩效补贴', 'QL-15.3'), {
      value: 0,
      unit: 'fen',
      sentence: `整月没有考核得分，计 ${yuanText(0)}`,
      block: 'pointsRate',
    })
  }
  const earned = rules.performance(score)
  if (!facts.fraud?.length || rules.fraudWithholds !== 'assessmentOnly') return earned
  const naming = withReadings(
    law,
    nameOf(law, 'performance', '绩效补贴', 'QL-25', 'QL-16.2'),
    'fraudWithholds',
  )
  return withheld(naming, earned, '当月弄虚作假，扣发考核补助')
}

function wholeMonthWithheld(scene: Scene, figure: Figure): Figure {
  const { law, rules, facts } = scene
  if (!facts.fraud?.length || rules.fraudWithholds !== 'wholeMonth') return figure
  const naming = withReadings(
    law,
    nameOf(law, figure.code, figure.label, 'QL-25'),
    'fraudWithholds',
  )
  return withheld(naming, figure, '当月弄虚作假，全部扣发')
}

/** Manual adjustments and corrections of earlier months, each a line of its own. */
function decidedLines({ law, facts, decisions }: Scene): StatementLine[] {
  const manual = decisions.manualAdjustments.map(({ amountFen, reason }, index) => ({
    fen: amountFen,
    figure: decidedAmount(
      nameOf(law, `manualAdjustment.${index}`, '街道调整', 'QL-22'),
      amountFen,
      reason,
      [moneyFact('amount', '调整金额', amountFen), textFact('reason', '理由', reason)],
    ),
  }))
  const corrections = (facts.adjustments ?? []).map(
    ({ id, correctedMonth, payDeltaFen, reason }) => ({
      fen: payDeltaFen,
      figure: decidedAmount(
        nameOf(law, `correction.${id}`, `${correctedMonth} 的更正`, 'QL-25'),
        payDeltaFen,
        reason,
        [textFact('correctedMonth', '更正的月份', correctedMonth)],
      ),
    }),
  )
  return [...manual, ...corrections].map(({ fen, figure }) =>
    lineOf(figure, fen < 0 ? 'deduction' : 'earning'),
  )
}
