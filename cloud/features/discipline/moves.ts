import {
  type CaseKind,
  type CaseMove,
  type CaseOutcome,
  type CaseState,
  caseMoveLabel,
  type WorkerMove,
  workerMoveLabel,
} from '../../contract/discipline'
import type { Role } from '../../contract/permissions'

/** By the calendar alone. */
export type ClockMove = 'replyWindowEnds' | 'appealWindowEnds' | 'expires'

/** Which day must be over for a move of the calendar. */
type DueField = 'replyDueOn' | 'appealDueOn' | 'expiresOn'

export interface Move {
  name: CaseMove | WorkerMove | ClockMove
  label: string
  kinds: readonly CaseKind[]
  from: readonly CaseState[]
  to: CaseState
  /** The worker himself, who opened it by hand, people in a role over the place, or the calendar. */
  by: 'worker' | 'proposer' | readonly Role[] | DueField
  /** Whoever proposed it, told the worker of it or decided it before may not do this. */
  judges: boolean
  outcome?: CaseOutcome
  /** Article by which; `product`: the text says nothing of the procedure and the product sets it. */
  source: string
}

/** Cases after which the worker leaves. */
export const removals: readonly CaseKind[] = ['elimination', 'redCard', 'exit']
/** Cases that lapse by themselves. */
export const lapsing: readonly CaseKind[] = ['warning', 'yellowCard']
/** Cases against somebody: with notice, reply and appeal. */
export const adverse: readonly CaseKind[] = [...removals, ...lapsing]

const local = adverse.filter((kind) => kind !== 'elimination')
const waiting: readonly CaseState[] = ['windowOver', 'replied']

/** What can happen to a case, whole: a move that is not here cannot be made. */
export const moves: readonly Move[] = [
  office('notify', adverse, ['proposed'], 'noticed', ['townshipOffice'], 'DN-13.6'),
  judged('setAside', adverse, ['proposed'], 'closed', ['townshipOffice'], 'DN-13.1', 'kept'),
  {
    ...office('withdraw', [...adverse, 'talk', 'reward'], ['proposed'], 'closed', [], 'product'),
    by: 'proposer',
    outcome: 'withdrawn',
  },
  clock('replyWindowEnds', '申辩期满', adverse, 'noticed', 'windowOver', 'replyDueOn'),
  worker('reply', ['noticed', 'windowOver'], 'replied'),
  judged('impose', ['elimination'], waiting, 'decided', ['countyCentre'], 'DN-13.6', 'imposed'),
  judged('keep', ['elimination'], waiting, 'closed', ['countyCentre'], 'DN-13.1', 'kept'),
  judged('impose', local, waiting, 'decided', ['townshipSigner'], 'QL-29, DYW-22', 'imposed'),
  judged('keep', local, waiting, 'closed', ['townshipSigner'], 'QL-29, DYW-22', 'kept'),
  worker('appeal', ['decided'], 'appealed'),
  clock('appealWindowEnds', '申诉期满', removals, 'decided', 'final', 'appealDueOn'),
  clock('appealWindowEnds', '申诉期满', lapsing, 'decided', 'inForce', 'appealDueOn'),
  judged('uphold', ['elimination'], ['appealed'], 'final', ['countyPolicy'], 'product'),
  judged('uphold', ['redCard', 'exit'], ['appealed'], 'final', ['countyCentre'], 'product'),
  judged('uphold', lapsing, ['appealed'], 'inForce', ['countyCentre'], 'product'),
  ...overturning(),
  office('execute', removals, ['final'], 'closed', ['townshipOffice', 'countyCentre'], 'DN-13.6'),
  clock('expires', '到期', lapsing, 'inForce', 'expired', 'expiresOn'),
  judged('holdTalk', ['talk'], ['proposed'], 'closed', ['villageHead'], 'QL-24', 'done'),
  judged('drop', ['talk'], ['proposed'], 'closed', ['townshipOffice'], 'QL-24', 'dropped'),
  ...rewarding(),
]

function office(
  name: CaseMove,
  kinds: readonly CaseKind[],
  from: readonly CaseState[],
  to: CaseState,
  roles: readonly Role[],
  source: string,
): Move {
  return { name, label: caseMoveLabel[name], kinds, from, to, by: roles, judges: false, source }
}

/** A decision: by somebody who has had no hand in it before. */
function judged(
  name: CaseMove,
  kinds: readonly CaseKind[],
  from: readonly CaseState[],
  to: CaseState,
  roles: readonly Role[],
  source: string,
  outcome?: CaseOutcome,
): Move {
  const move = { ...office(name, kinds, from, to, roles, source), judges: true }
  return outcome ? { ...move, outcome } : move
}

function overturning(): Move[] {
  const from: readonly CaseState[] = ['appealed']
  return [
    judged('overturn', ['elimination'], from, 'closed', ['countyPolicy'], 'product', 'overturned'),
    judged('overturn', local, from, 'closed', ['countyCentre'], 'product', 'overturned'),
  ]
}

function rewarding(): Move[] {
  const by: readonly Role[] = ['townshipOffice', 'townshipSigner']
  return [
    judged('grant', ['reward'], ['proposed'], 'closed', by, 'QL-23.1', 'done'),
    judged('drop', ['reward'], ['proposed'], 'closed', by, 'QL-23.1', 'dropped'),
  ]
}

function worker(name: WorkerMove, from: readonly CaseState[], to: CaseState): Move {
  const label = workerMoveLabel[name]
  return { name, label, kinds: adverse, from, to, by: 'worker', judges: false, source: 'product' }
}

function clock(
  name: ClockMove,
  label: string,
  kinds: readonly CaseKind[],
  from: CaseState,
  to: CaseState,
  by: DueField,
): Move {
  return { name, label, kinds, from: [from], to, by, judges: false, source: 'product' }
}

/** As much of a case as the moves ask about. */
export interface Standing {
  kind: CaseKind
  state: CaseState
  accountId: string
  /** Null: a regulation proposed it. */
  proposedBy: string | null
  noticedBy: string | null
  decidedBy: string | null
  replyDueOn: string | null
  appealDueOn: string | null
  expiresOn: string | null
}

export interface Mover {
  accountId: string
  /** Of the posts that reach the place of the case. */
  roles: readonly Role[]
}

const isDue = (by: Move['by']): by is DueField =>
  by === 'replyDueOn' || by === 'appealDueOn' || by === 'expiresOn'

/** Where the case stands on a day: what is stored, and what the calendar has done since. */
export function stateOn(standing: Standing, today: string): CaseState {
  let { state } = standing
  for (;;) {
    const due = moves.find(({ kinds, from, by }) => {
      if (!isDue(by) || !kinds.includes(standing.kind) || !from.includes(state)) return false
      const day = standing[by]
      return day !== null && day < today
    })
    if (!due) return state
    state = due.to
  }
}

export type Refused = 'ownCase' | 'notAllowed' | 'moveNotOpen'

/** The row of the table by which this person makes this move today, or why he may not. */
export function findMove(
  name: Move['name'],
  standing: Standing,
  mover: Mover,
  today: string,
): Move | Refused {
  const ofKind = moves.filter((move) => move.name === name && move.kinds.includes(standing.kind))
  if (ofKind.length === 0) return 'moveNotOpen'
  const refusals = ofKind.map((move) => refusalOf(move, standing, mover))
  const at = refusals.indexOf(null)
  if (at < 0) return refusals.includes('ownCase') ? 'ownCase' : 'notAllowed'
  const state = stateOn(standing, today)
  const open = ofKind.find((move, index) => refusals[index] === null && move.from.includes(state))
  return open ?? 'moveNotOpen'
}

function refusalOf(move: Move, standing: Standing, mover: Mover): Refused | null {
  const { by } = move
  const { accountId, roles } = mover
  if (isDue(by)) return 'notAllowed'
  if (by === 'worker') return accountId === standing.accountId ? null : 'notAllowed'
  if (accountId === standing.accountId) return 'ownCase'
  if (by === 'proposer') return accountId === standing.proposedBy ? null : 'notAllowed'
  if (!roles.some((role) => by.includes(role))) return 'notAllowed'
  const hands = [standing.proposedBy, standing.noticedBy, standing.decidedBy]
  return move.judges && hands.includes(accountId) ? 'ownCase' : null
}

/** The moves this person can make now, each once. */
export function openMoves(standing: Standing, mover: Mover, today: string): Move[] {
  const names = [...new Set(moves.map((move) => move.name))]
  return names.flatMap((name) => {
    const found = findMove(name, standing, mover, today)
    return typeof found === 'string' ? [] : [found]
  })
}
