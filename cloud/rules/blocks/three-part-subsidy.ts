import type { Figure } from '../../contract/trace'
import type { Naming, NumberParameter } from '../figures'
import { flatAmount } from './flat-amount'
import { pieceRate } from './piece-rate'

export interface ThreePartSubsidy {
  base: { naming: Naming; amount: NumberParameter }
  /** Served units (households) at a price each, without a limit. */
  units: { naming: Naming; rate: NumberParameter; measure: string }
}

export interface SubsidyParts {
  base: Figure
  units: Figure
  performance: Figure
}

/**
 * A subsidy of three parts: a fixed base, so much for each served unit, and a performance part that
 * another rule has worked out. Each part stays a line of its own.
 */
export function threePartSubsidy({
  base,
  units,
}: ThreePartSubsidy): (served: Figure, performance: Figure) => SubsidyParts {
  const fixed = flatAmount(base.naming, base.amount)
  const { rate, measure } = units
  const perUnit = pieceRate(units.naming, { rate, limit: null, pool: null, measure })
  return (served, performance) => ({ base: fixed, units: perUnit(served), performance })
}
