import type { Figure } from '../../contract/trace'
import { RuleError } from '../rule-error'
import { countFact, makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'

/** A bound as the text has it, or as a figure that was made of what the text has. */
type Bound = NumberParameter | Figure

export interface FeasibleRule {
  /** The least and the most that one of them takes, e.g. 6 and 10 households a worker. */
  least: Bound
  most: Bound
  /** What is shared out, e.g. '户', and what it is called. */
  measure: string
  label: string
  /** What is counted, e.g. '名'. */
  unit: string
}

export interface FeasibleNumbers {
  /** ceil(total ÷ most). */
  fewest: Figure
  /** floor(total ÷ least); below `fewest` when no number fits. */
  greatest: Figure
  feasible: boolean
  sentence: string
}

/** How many may share a total when each takes between a least and a most, both above 0: ceil to floor. */
export function feasibleNumbers(
  naming: Naming,
  rule: FeasibleRule,
): (total: number) => FeasibleNumbers {
  const { least, most, measure, label, unit } = rule
  const bounds = [least, most]
  const parameters = parametersOf(naming, ...bounds.flatMap((one) => (isFigure(one) ? [] : [one])))
  const inputs = bounds.filter(isFigure)
  if (bounds.some(({ value }) => value <= 0))
    throw new RuleError('factsRefused', `每${unit}的${measure}数应大于 0`, 'countyValues')
  return (total) => {
    const facts = [countFact(`${naming.code}.total`, label, total, measure)]
    const fewest = Math.ceil(total / most.value)
    const greatest = Math.floor(total / least.value)
    const figure = (code: string, side: string, value: number, by: number, round: string) =>
      makeFigure(
        { ...naming, code, label: `${naming.label}（${side}）` },
        {
          value,
          unit: 'count',
          sentence: `${total} ${measure} ÷ ${by} ${measure}，${round}，${side} ${value} ${unit}`,
          block: 'feasibleNumbers',
          parameters,
          facts,
          inputs,
        },
      )
    const feasible = fewest <= greatest
    const range = fewest === greatest ? `${fewest}` : `${fewest}–${greatest}`
    return {
      fewest: figure('fewest', '最少', fewest, most.value, '有零头就进一'),
      greatest: figure('greatest', '最多', greatest, least.value, '舍去零头'),
      feasible,
      sentence: feasible
        ? `${label} ${total} ${measure}，可设 ${range} ${unit}`
        : `${label} ${total} ${measure}，按每${unit} ${least.value}–${most.value} ${measure}没有合适的数`,
    }
  }
}

function isFigure(bound: Bound): bound is Figure {
  return 'block' in bound
}
