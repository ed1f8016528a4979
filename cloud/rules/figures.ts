import type { ArticleRef, FactRef, Figure, ParameterRef, Unit } from '../contract/trace'
import { yuanText } from './money'
import { shared, sharedList } from './shared'

/** A parameter whose value is a number, as the building blocks take it. */
export type NumberParameter = ParameterRef & { value: number }

export const noFigures: Figure[] = shared([])
export const noFacts: FactRef[] = shared([])
export const noParameters: ParameterRef[] = shared([])
export const noArticles: ArticleRef[] = shared([])

/** What names a figure in a rule: a stable code, a Chinese label, and the articles it rests on. */
export interface Naming {
  code: string
  label: string
  articles: ArticleRef[]
  /** Readings of ambiguous texts that the rule follows; they stand beside its own parameters. */
  readings?: ParameterRef[]
}

/** The parameters of a figure: those the block computes with, then the readings it follows. */
export function parametersOf(naming: Naming, ...own: (ParameterRef | null)[]): ParameterRef[] {
  return sharedList([...own.filter((one) => one !== null), ...(naming.readings ?? [])])
}

/** A value with its measure: 19, '条' → '19 条'. */
export function countFact(name: string, label: string, value: number, measure: string): FactRef {
  return { name, label, value, unit: 'count', text: `${value} ${measure}` }
}

export function moneyFact(name: string, label: string, fen: number): FactRef {
  return { name, label, value: fen, unit: 'fen', text: yuanText(fen) }
}

export function textFact(name: string, label: string, value: string): FactRef {
  return { name, label, value, unit: 'none', text: value }
}

export function makeFigure(
  naming: Naming,
  made: {
    value: number
    unit: Unit
    sentence: string
    block: string
    parameters?: ParameterRef[]
    facts?: FactRef[]
    inputs?: Figure[]
  },
): Figure {
  return {
    code: naming.code,
    label: naming.label,
    value: made.value,
    unit: made.unit,
    sentence: made.sentence,
    articles: naming.articles,
    parameters: made.parameters ?? noParameters,
    facts: made.facts ?? noFacts,
    block: made.block,
    inputs: made.inputs ?? noFigures,
  }
}
