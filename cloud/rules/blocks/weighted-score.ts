import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { decimalsText, hundredthsOf, numberOf, wholeHundredths } from '../hundredths'
import { multiplyRatio } from '../money'
import { RuleError } from '../rule-error'

/** A part of a score with its weight in percent; `figure` is null where there was nothing to score. */
export interface WeightedPart {
  label: string
  weight: NumberParameter
  figure: Figure | null
}

/** The county's weights must share out the whole score; where they do not, nothing is computed. */
export function refuseWeights(weights: readonly NumberParameter[]): void {
  const total = weights.reduce((sum, { value }) => sum + value, 0)
  if (total === wholeHundredths) return
  const terms = weights.map(({ label, value }) => `${label} ${value}%`).join('，')
  throw new RuleError(
    'factsRefused',
    `${terms}，合计 ${total}%，应为 ${wholeHundredths}%`,
    'countyValues',
  )
}

/**
 * The composite of several scores by weight, two decimals, half up. Parts without a score are left
 * out and the rest shares the whole; null when no part has one.
 */
export function weightedScore(naming: Naming, parts: readonly WeightedPart[]): Figure | null {
  const present = parts.flatMap(({ figure, ...rest }) => (figure ? [{ ...rest, figure }] : []))
  const weights = present.reduce((sum, { weight }) => sum + weight.value, 0)
  if (weights === 0) return null
  const products = present.reduce(
    (sum, { figure, weight }) => sum + hundredthsOf(figure.value) * weight.value,
    0,
  )
  const value = multiplyRatio(products, 1, weights)
  const terms = present
    .map(({ label, figure, weight }) => `${label} ${shown(figure)} × ${weight.value}%`)
    .join(' + ')
  const shared = weights === wholeHundredths ? terms : `（${terms}）÷ ${weights}%`
  return makeFigure(naming, {
    value: numberOf(value),
    unit: 'count',
    sentence: `${shared} = ${decimalsText(value)} 分`,
    block: 'weightedScore',
    parameters: parametersOf(naming, ...parts.map(({ weight }) => weight)),
    inputs: present.map(({ figure }) => figure),
  })
}

function shown({ value }: Figure): string {
  return decimalsText(hundredthsOf(value))
}
