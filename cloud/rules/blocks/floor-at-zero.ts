import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { yuanText } from '../money'

export interface Floored {
  pay: Figure
  collectedFen: number
  uncollectedFen: number
}

/**
 * Earnings less deductions, never below the floor. Only what lies in `collectable` may be taken;
 * what could not be is shown and stays uncollected.
 */
export function floorAtZero(
  naming: Naming,
  floor: NumberParameter,
): (gross: Figure, deduction: Figure, collectableFen: number) => Floored {
  const parameters = parametersOf(naming, floor)
  return (gross, deduction, collectableFen) => {
    const reach = Math.max(0, Math.min(collectableFen, gross.value) - floor.value)
    const collectedFen = Math.min(deduction.value, reach)
    const uncollectedFen = deduction.value - collectedFen
    const value = gross.value - collectedFen
    const difference = `${yuanText(gross.value)} − ${yuanText(collectedFen)} = ${yuanText(value)}`
    return {
      collectedFen,
      uncollectedFen,
      pay: makeFigure(naming, {
        value,
        unit: 'fen',
        sentence:
          uncollectedFen > 0
            ? `应扣 ${yuanText(deduction.value)}，只能扣 ${yuanText(collectedFen)}，另有 ${yuanText(uncollectedFen)}不再扣：${difference}`
            : difference,
        block: 'floorAtZero',
        parameters,
        inputs: [gross, deduction],
      }),
    }
  }
}
