import type { Figure } from '../../contract/trace'
import { countFact, makeFigure, type Naming, parametersOf } from '../figures'
import { decimalsText, numberOf, percentHundredths } from '../hundredths'
import { remembered, shared } from '../shared'

export interface RateRule {
  /** What is counted, e.g. '次'. */
  measure: string
  /** Names of the part and of the whole, as they stand beside the figure. */
  part: string
  whole: string
  /** More than the whole counts as the whole: 46 of 44 is 100%. */
  capped: boolean
}

export interface Rate {
  /** null: nothing was there to be counted, which is neither 0% nor a fault. */
  figure: Figure | null
  sentence: string
}

/** part ÷ whole in percent with two decimals, half up. */
export function rate(naming: Naming, rule: RateRule): (part: number, whole: number) => Rate {
  const { measure, capped } = rule
  const parameters = parametersOf(naming)
  return remembered((part: number, whole: number): Rate => {
    const hundredths = percentHundredths(capped ? Math.min(part, whole) : part, whole)
    if (hundredths === null) {
      return { figure: null, sentence: `${naming.label}：${rule.whole} 0 ${measure}，无，不计` }
    }
    const over = capped && part > whole ? `，超出的不计` : ''
    const sentence = `${rule.part} ${part} ${measure} ÷ ${rule.whole} ${whole} ${measure}${over} = ${decimalsText(hundredths)}%`
    const figure = makeFigure(naming, {
      value: numberOf(hundredths),
      unit: 'percent',
      sentence,
      block: 'rate',
      parameters,
      facts: [
        countFact(`${naming.code}.part`, rule.part, part, measure),
        countFact(`${naming.code}.whole`, rule.whole, whole, measure),
      ],
    })
    return { figure: shared(figure), sentence: `${naming.label}：${sentence}` }
  })
}
