import type { ArticleRef, Figure, Proposal } from '../contract/trace'
import type { Naming, NumberParameter } from './figures'
import type { Law } from './law'
import { RuleError } from './rule-error'

/** Names a figure by the law: its articles by id. */
export function nameOf(law: Law, code: string, label: string, ...articleIds: string[]): Naming {
  return { code, label, articles: law.articles(...articleIds) }
}

/** The same with the readings that the figure follows. */
export function withReadings(law: Law, naming: Naming, ...parameters: string[]): Naming {
  return { ...naming, readings: parameters.map((one) => law.parameter(one)) }
}

/** A value that the county may leave open; null until it is set. */
export function optionalNumber(law: Law, name: string): NumberParameter | null {
  try {
    return law.number(name)
  } catch (error) {
    if (error instanceof RuleError && error.code === 'parameterUnset') return null
    throw error
  }
}

/** A suggestion that a person decides; it changes no amount by itself. */
export function proposed(
  kind: Proposal['kind'],
  grounds: string,
  article: ArticleRef,
  sentence: string,
  figure: Figure | null = null,
): Proposal {
  return { kind, grounds, article, sentence, amountFen: null, figure }
}
