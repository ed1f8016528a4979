import type { FactRef, Figure } from '../../contract/trace'
import { makeFigure, type Naming, parametersOf, textFact } from '../figures'
import { decimalsText, numberOf } from '../hundredths'
import { multiplyRatio } from '../money'

export interface PeriodScore {
  /** The month or quarter, as people read it. */
  period: string
  scoreHundredths: number
}

/** A correction of the roll-up by people: hundredths of a point with their sign, and why. */
export interface ScoreAdjustment {
  pointsHundredths: number
  reason: string
}

/**
 * Scores of shorter periods rolled up into a longer one: their mean, two decimals, half up, or their
 * sum. Periods without a score are left out; null when none has one.
 */
export function rollUp(
  naming: Naming,
  how: 'mean' | 'sum',
): (scores: readonly PeriodScore[], adjustments?: readonly ScoreAdjustment[]) => Figure | null {
  const parameters = parametersOf(naming)
  return (scores, adjustments = []) => {
    if (scores.length === 0) return null
    const total = scores.reduce((sum, { scoreHundredths }) => sum + scoreHundredths, 0)
    const rolled = how === 'mean' ? multiplyRatio(total, 1, scores.length) : total
    const points = adjustments.reduce((sum, one) => sum + one.pointsHundredths, 0)
    const value = rolled + points
    const terms = scores.map(({ scoreHundredths }) => decimalsText(scoreHundredths)).join(' + ')
    const divided = how === 'mean' ? `（${terms}）÷ ${scores.length}` : terms
    return makeFigure(naming, {
      value: numberOf(value),
      unit: 'count',
      sentence: `${divided}${adjustments.map(termOf).join('')} = ${decimalsText(value)} 分`,
      block: 'rollUp',
      parameters,
      facts: factsOf(scores, adjustments),
    })
  }
}

function termOf({ pointsHundredths }: ScoreAdjustment): string {
  const size = decimalsText(Math.abs(pointsHundredths))
  return pointsHundredths < 0 ? ` − ${size}` : ` + ${size}`
}

function factsOf(
  scores: readonly PeriodScore[],
  adjustments: readonly ScoreAdjustment[],
): FactRef[] {
  const scored = scores.map(
    ({ period, scoreHundredths }): FactRef => ({
      name: period,
      label: period,
      value: numberOf(scoreHundredths),
      unit: 'count',
      text: `${decimalsText(scoreHundredths)} 分`,
    }),
  )
  return [...scored, ...adjustments.map(({ reason }) => textFact('adjustment', '调整', reason))]
}
