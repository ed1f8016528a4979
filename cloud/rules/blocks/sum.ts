import type { Figure, FactRef } from '../../contract/trace'
import { makeFigure, type Naming, noFacts, noParameters } from '../figures'
import { yuanText } from '../money'
import { isLasting, remembered, sharedList } from '../shared'

/** A sum of the same figures is made once. */
export function summing(naming: Naming): (figures: Figure[]) => Figure {
  const sumOfList = remembered((figures: Figure[]) => sumOf(naming, figures))
  return (figures) => sumOfList(figures.every(isLasting) ? sharedList(figures) : figures)
}

/** The sum of figures in fen; negative ones are written with their sign. */
export function sumOf(naming: Naming, figures: Figure[], facts: FactRef[] = noFacts): Figure {
  let value = 0
  let terms = ''
  for (const { value: term } of figures) {
    value += term
    const size = yuanText(term < 0 ? -term : term)
    terms += terms === '' ? (term < 0 ? `−${size}` : size) : term < 0 ? ` − ${size}` : ` + ${size}`
  }
  return makeFigure(naming, {
    value,
    unit: 'fen',
    sentence: figures.length === 0 ? `没有，计 ${yuanText(0)}` : `${terms} = ${yuanText(value)}`,
    block: 'sum',
    parameters: naming.readings ?? noParameters,
    facts,
    inputs: figures,
  })
}
