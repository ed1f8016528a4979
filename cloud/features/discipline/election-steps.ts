import { type ElectionState, type ElectionStep, electionStepLabel } from '../../contract/elections'
import type { Role } from '../../contract/permissions'

export interface StepRule {
  step: ElectionStep
  label: string
  from: readonly ElectionState[]
  to: ElectionState
  roles: readonly Role[]
  article: string
}

const rule = (
  step: ElectionStep,
  from: readonly ElectionState[],
  to: ElectionState,
  roles: readonly Role[],
  article: string,
): StepRule => ({ step, label: electionStepLabel[step], from, to, roles, article })

/** In this order; a step waits until the notice before it has hung its days. */
export const electionSteps: readonly StepRule[] = [
  rule('postVillageNotice', ['recorded'], 'villageNotice', ['villageHead'], 'XC-9.4'),
  rule('approve', ['villageNoticeOver'], 'approved', ['townshipSigner'], 'XC-9.5'),
  rule('postTownshipNotice', ['approved'], 'townshipNotice', ['townshipOffice'], 'XC-9.5'),
  rule('appoint', ['townshipNoticeOver'], 'appointed', ['townshipOffice'], 'XC-9.5'),
  rule(
    'stop',
    [
      'recorded',
      'villageNotice',
      'villageNoticeOver',
      'approved',
      'townshipNotice',
      'townshipNoticeOver',
    ],
    'stopped',
    ['townshipOffice', 'townshipSigner'],
    'XC-9.5',
  ),
]

export interface ElectionStanding {
  state: ElectionState
  villageNoticeTo: string | null
  townshipNoticeTo: string | null
}

/** What is stored, and what the calendar has done since: a notice is over the day after its last. */
export function electionStateOn(one: ElectionStanding, today: string): ElectionState {
  const { state, villageNoticeTo, townshipNoticeTo } = one
  if (state === 'villageNotice' && villageNoticeTo !== null && today > villageNoticeTo)
    return 'villageNoticeOver'
  if (state === 'townshipNotice' && townshipNoticeTo !== null && today > townshipNoticeTo)
    return 'townshipNoticeOver'
  return state
}

export function openSteps(
  one: ElectionStanding,
  roles: readonly Role[],
  today: string,
): StepRule[] {
  const state = electionStateOn(one, today)
  return electionSteps.filter(
    (step) => step.from.includes(state) && roles.some((role) => step.roles.includes(role)),
  )
}

export interface Votes {
  name: string
  votes: number
}

export type Chosen = { ok: true; names: string[] } | { ok: false; tied: string[] }

/** The most votes win (A-XC-13); over the last seat a tie chooses nobody, the assembly votes again. */
export function chosenOf(candidates: readonly Votes[], seats: number): Chosen {
  const ordered = [...candidates].sort((one, other) => other.votes - one.votes)
  const last = ordered[seats - 1]
  const next = ordered[seats]
  if (last && next && last.votes === next.votes) {
    const tied = ordered.filter((one) => one.votes === last.votes).map((one) => one.name)
    return { ok: false, tied }
  }
  return { ok: true, names: ordered.slice(0, seats).map((one) => one.name) }
}
