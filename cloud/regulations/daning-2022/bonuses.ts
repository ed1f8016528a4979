import type { Figure } from '../../contract/trace'
import { bandFault } from '../../rules/blocks/amount-within-bands'
import { RuleError } from '../../rules/rule-error'
import type { Scene } from './scene'

/** Rewards for single reports: commendations and major ones; none makes no line. */
export function earningsOfReports({ rules, facts }: Scene): Figure[] {
  const figures: Figure[] = []
  const { commendations = [], majorReports = [] } = facts
  if (commendations.length > 0) figures.push(rules.commended(commendations))
  if (majorReports.length > 0) {
    figures.push(
      rules.major(majorReports.map((one) => rules.majorAmount(rules.bands[one.grade], one))),
    )
  }
  return figures
}

/** Decided amounts outside their band are not paid by anybody's entry (A-DN-31). */
export function refuseAmounts({ rules, facts }: Scene): void {
  facts.majorReports?.forEach((one, index) => {
    const fault = bandFault(rules.bands[one.grade], one)
    if (!fault) return
    const field = fault.code === 'deliberationNeeded' ? 'deliberation' : 'amountFen'
    throw new RuleError('factsRefused', fault.message, `majorReports.${index}.${field}`)
  })
}
