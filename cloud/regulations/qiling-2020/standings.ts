import { competitionRanks } from '../../rules/blocks/competition-ranks'
import { lastDayOfTerm } from '../../rules/blocks/terms'
import type { RankedPerson, Standing } from '../../rules/held-month'
import type { QilingFacts } from './facts'
import type { Law } from '../../rules/law'
import { lastDay } from '../../rules/months'

/**
 * The month's ranking of the whole street (A-QL-09): who is still in probation on its last day, on
 * leave over the whole month or not scored has no place in it (A-QL-19).
 */
export function standings(
  law: Law,
  people: readonly RankedPerson[],
  month: string,
): Map<string, Standing> {
  const probationMonths = law.number('probationMonths').value
  const on = lastDay(month)
  const inProbation = new Set(
    people
      .filter(({ firstServiceOn }) => on <= lastDayOfTerm(firstServiceOn, probationMonths))
      .map(({ reference }) => reference),
  )
  const listed = people.flatMap(({ reference, wholeMonthLeave, scoreHundredths }) =>
    scoreHundredths === null || wholeMonthLeave || inProbation.has(reference)
      ? []
      : [{ reference, score: scoreHundredths }],
  )
  const ranks = new Map(competitionRanks(listed).map((one) => [one.reference, one]))
  return new Map(
    people.map(({ reference }) => {
      const place = ranks.get(reference)
      const ranking = place
        ? { rank: place.rank, ranked: listed.length, fromBottom: place.fromBottom }
        : null
      return [reference, { inProbation: inProbation.has(reference), ranking }]
    }),
  )
}

/** How a frozen month saw somebody, and its facts with another place in the street's ranking. */
export const ranked = {
  personOf(
    { worker, officeScores, wholeMonthLeave }: QilingFacts,
    firstServiceOn: string,
  ): RankedPerson {
    return {
      reference: worker.reference,
      firstServiceOn,
      wholeMonthLeave: wholeMonthLeave === true,
      scoreHundredths: officeScores
        ? officeScores.reduce((sum, one) => sum + (one.scoreHundredths ?? 0), 0)
        : null,
    }
  },

  placed(facts: QilingFacts, { inProbation, ranking }: Standing): QilingFacts {
    const { ranking: _ranking, worker, ...rest } = facts
    const { inProbation: _inProbation, ...own } = worker
    return {
      ...rest,
      worker: { ...own, ...(inProbation ? { inProbation } : {}) },
      ...(ranking ? { ranking } : {}),
    }
  },
}
