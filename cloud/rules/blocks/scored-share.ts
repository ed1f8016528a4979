import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { decimalsText, hundredthsOf, wholeHundredths } from '../hundredths'
import { multiplyRatio, yuanText } from '../money'
import { shareOfStandard } from './share-of-standard'

export interface ScoredShare {
  fixed: Figure
  scored: Figure
}

/**
 * A standard of which a percentage follows the score: the rest is paid in any case, the percentage
 * by score ÷ 100, half up to the fen and never above itself. Without a score nothing is taken off.
 */
export function scoredShare(
  names: { fixed: Naming; pool: Naming; scored: Naming },
  standard: NumberParameter,
  share: NumberParameter,
): (score: Figure | null) => ScoredShare {
  const pool = shareOfStandard(names.pool, standard, share)
  const rest = standard.value - pool.value
  const fixed = makeFigure(names.fixed, {
    value: rest,
    unit: 'fen',
    sentence: `${standard.text} − ${yuanText(pool.value)} = ${yuanText(rest)}`,
    block: 'scoredShare',
    parameters: parametersOf(names.fixed, standard, share),
  })
  return (score) => {
    const whole = wholeHundredths * wholeHundredths
    const hundredths = score ? Math.min(hundredthsOf(score.value), whole) : whole
    const value = multiplyRatio(pool.value, hundredths, whole)
    return {
      fixed,
      scored: makeFigure(names.scored, {
        value,
        unit: 'fen',
        sentence: score
          ? `${yuanText(pool.value)} × ${decimalsText(hundredths)}% = ${yuanText(value)}`
          : `没有得分，不扣，计 ${yuanText(value)}`,
        block: 'scoredShare',
        parameters: parametersOf(names.scored),
        inputs: score ? [pool, score] : [pool],
      }),
    }
  }
}
