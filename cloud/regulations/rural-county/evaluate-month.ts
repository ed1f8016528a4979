import type { Statement } from '../../contract/trace'
import { flatAmount } from '../../rules/blocks/flat-amount'
import type { Law } from '../../rules/law'
import { nameOf, withReadings } from '../../rules/naming'
import { plainStatement } from '../../rules/plain-month'
import { regulationId, type RuralFacts } from './facts'

/** One holder's month: the county's standard for the post, changed only by people (A-XC-14). */
export function evaluateMonth(law: Law, facts: RuralFacts, packVersion: string): Statement {
  const naming = withReadings(law, nameOf(law, 'standard', '报酬', 'XC-11.2'), 'payAmounts')
  return plainStatement(
    { law, regulation: regulationId, packVersion, payArticle: 'XC-11.2' },
    facts,
    {
      earnings: [flatAmount(naming, law.number(`payStandard.${facts.worker.kind}`))],
      // the text assesses nobody: a month passes unless people decide otherwise
      reasons: [],
    },
  )
}
