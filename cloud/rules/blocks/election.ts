import type { Figure } from '../../contract/trace'
import { countFact, makeFigure, type Naming, type NumberParameter, parametersOf } from '../figures'
import { percentHundredths, wholeHundredths } from '../hundredths'

export interface CandidateVotes {
  candidate: string
  votes: number
}

export interface ElectionRule {
  /** How many of those entitled must be present, in percent; 0 asks for nobody. */
  quorum: NumberParameter
  /** most: the most votes win; majority: they must also be more than half of those present. */
  wins: 'most' | 'majority'
}

export interface Ballot {
  /** null: not known, and then no quorum can be asked for. */
  entitled: number | null
  present: number
  seats: number
  votes: readonly CandidateVotes[]
}

export interface ElectionResult {
  outcome: 'elected' | 'tie' | 'noQuorum' | 'noMajority'
  elected: string[]
  /** Those with the same number of votes for the last seat. */
  tied: string[]
  figures: Figure[]
  sentence: string
}

/** Votes of an assembly for some seats. A tie over the last seat is told, nobody is chosen by chance. */
export function election(naming: Naming, rule: ElectionRule): (ballot: Ballot) => ElectionResult {
  const parameters = parametersOf(naming, rule.quorum)
  return ({ entitled, present, seats, votes }) => {
    const ordered = [...votes].sort((one, other) => other.votes - one.votes)
    const figures = ordered.map((one) => votesFigure(naming, parameters, one, present))
    const told = ordered.map((one) => `${one.candidate} ${one.votes} 票`).join('，')
    const result = (
      outcome: ElectionResult['outcome'],
      sentence: string,
      chosen: Partial<Pick<ElectionResult, 'elected' | 'tied'>> = {},
    ): ElectionResult => ({
      outcome,
      elected: [],
      tied: [],
      ...chosen,
      figures,
      sentence: `到会 ${present} 人，${told}；${sentence}`,
    })
    if (!quorate(rule.quorum, entitled, present))
      return result('noQuorum', `到会人数不足应到人数的 ${rule.quorum.text}，不能推选`)
    const enough = ordered.filter((one) => rule.wins === 'most' || one.votes * 2 > present)
    const last = enough[seats - 1] ?? enough.at(-1)
    const next = enough[seats]
    if (last && next && last.votes === next.votes) {
      const tied = enough.filter((one) => one.votes === last.votes).map((one) => one.candidate)
      return result('tie', `${tied.join('、')}票数相同，应再投一次`, { tied })
    }
    const elected = enough.slice(0, seats).map((one) => one.candidate)
    if (elected.length < seats)
      return result('noMajority', `应选 ${seats} 名，得票够的 ${elected.length} 名`, { elected })
    return result('elected', `应选 ${seats} 名，推选${elected.join('、')}`, { elected })
  }
}

function quorate(quorum: NumberParameter, entitled: number | null, present: number): boolean {
  if (quorum.value === 0) return true
  const share = entitled === null ? null : percentHundredths(present, entitled)
  return share !== null && present * wholeHundredths >= quorum.value * (entitled ?? 0)
}

function votesFigure(
  naming: Naming,
  parameters: Figure['parameters'],
  { candidate, votes }: CandidateVotes,
  present: number,
): Figure {
  return makeFigure(
    { ...naming, code: candidate, label: candidate },
    {
      value: votes,
      unit: 'count',
      sentence: `到会 ${present} 人，得 ${votes} 票`,
      block: 'election',
      parameters,
      facts: [countFact('present', '到会', present, '人'), countFact('votes', '得票', votes, '票')],
    },
  )
}
