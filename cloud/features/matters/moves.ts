import {
  type MatterCircle,
  type MatterClassCode,
  type MatterLevel,
  type MatterMove,
  type MatterOutcome,
  type MatterState,
  openMatterStates,
} from '../../contract/matter-taxonomy'
import type { OpenMove } from '../../contract/matters'
import type { Role } from '../../contract/permissions'

/**
 * Who makes a move: staff whose post in one of these roles reaches the matter's grid, whoever
 * belongs to its lead (`lead`) or to a co-handler with an open task (`co`), to the unit that holds
 * it (`judicial`), the one who raised it (`raiser`), anybody who sees it, or the clock.
 */
export type MoveBy = readonly Role[] | 'lead' | 'co' | 'judicial' | 'raiser' | 'anybody' | 'clock'
export type MoveNeed = OpenMove['needs'][number]

export interface Move {
  name: MatterMove
  from: readonly MatterState[]
  /** Null: the state stays as it is. */
  to: MatterState | null
  by: MoveBy
  needs: readonly MoveNeed[]
  outcome?: MatterOutcome
  /** Nobody who had a hand in handling it since it was last taken up may make it. */
  notByHandler?: true
  circles?: readonly MatterCircle[]
  classes?: readonly MatterClassCode[]
  exceptLevels?: readonly MatterLevel[]
  /** Its text is read by the one who raised it. */
  isPublic: boolean
  /** Article by which; `product`: no text says it and the product sets it. */
  source: string
}

const office: readonly Role[] = ['townshipOffice', 'countyCentre']
const heads: readonly Role[] = ['gridHead', 'villageHead']
/** Who may command in an open matter (actors: 派单 by grid head, village, township, county). */
const commanders: readonly Role[] = [...heads, ...office]
const field: readonly Role[] = ['worker', 'gridHead']
const open: readonly MatterCircle[] = ['open']
const restricted: readonly MatterCircle[] = ['offices']
/** All circles but the judicial office's own. */
const common: readonly MatterCircle[] = ['open', 'offices']
const judicial: readonly MatterCircle[] = ['judicial']

type Marks = Partial<Omit<Move, 'name' | 'from' | 'to' | 'by' | 'source'>>

function row(
  name: MatterMove,
  from: readonly MatterState[],
  to: MatterState | null,
  by: MoveBy,
  source: string,
  marks: Marks = {},
): Move {
  return { name, from, to, by, source, needs: [], isPublic: true, ...marks }
}

/** The same move for the open circle and, in fewer hands, for what only offices may know. */
function byCircle(
  name: MatterMove,
  from: readonly MatterState[],
  to: MatterState | null,
  by: readonly Role[],
  source: string,
  marks: Marks = {},
): Move[] {
  return [
    row(name, from, to, by, source, { ...marks, circles: open }),
    row(name, from, to, office, source, { ...marks, circles: restricted }),
  ]
}

const text: readonly MoveNeed[] = ['text']
const internal = { isPublic: false } as const

/** What can happen to a matter, whole: a move that is not here cannot be made. */
export const moves: readonly Move[] = [
  ...receiving(),
  ...commanding(),
  ...handling(),
  ...verifying(),
  ...evaluating(),
  ...alongside(),
]

function receiving(): Move[] {
  return [
    ...byCircle('accept', ['raised'], 'accepted', commanders, 'JB-3.3, DYW-21.3'),
    row('return', ['raised'], 'returned', office, 'product', { needs: text, circles: common }),
    row('supplement', ['returned'], 'raised', 'raiser', 'product', { needs: text }),
    row('returnWindowEnds', ['returned'], 'ended', 'clock', 'product', { outcome: 'returned' }),
    row('noteOnly', ['raised', 'accepted'], 'ended', office, 'DN-14', {
      needs: text,
      outcome: 'noted',
      circles: common,
    }),
    row('markSpam', ['raised', 'accepted'], 'ended', office, 'product', {
      ...internal,
      needs: text,
      outcome: 'spam',
      circles: open,
    }),
    row('restore', ['ended'], 'raised', office, 'product', { ...internal, circles: common }),
    row('merge', ['raised', 'accepted'], 'merged', office, 'A-DN-24', {
      needs: ['target'],
      circles: common,
    }),
    row('unmerge', ['merged'], 'raised', office, 'product', { circles: common }),
    row('withdraw', ['raised', 'returned'], 'ended', 'raiser', 'product', { outcome: 'withdrawn' }),
  ]
}

function commanding(): Move[] {
  const given = { needs: ['lead'] as const }
  return [
    ...byCircle('dispatch', ['accepted'], 'dispatched', commanders, 'JB-3.3, STD-6.2i', given),
    row('dispatch', ['escalated'], 'dispatched', ['countyCentre'], 'LJ-5.2e', given),
    row('transfer', ['dispatched'], 'dispatched', office, 'LJ-5.2d', {
      needs: ['lead', 'text'],
      circles: common,
    }),
    row('escalate', ['accepted', 'dispatched'], 'escalated', ['townshipOffice'], 'LJ-5.2e', {
      needs: text,
      circles: common,
    }),
    row('sendDown', ['escalated'], 'accepted', ['countyCentre'], 'LJ-5.2d', { needs: text }),
    row('pause', ['dispatched'], 'paused', office, 'product', { needs: text, circles: common }),
    row('resume', ['paused'], 'dispatched', office, 'product', { circles: common }),
    row('grantExtension', ['dispatched'], null, office, 'product', { circles: common }),
    row('refuseExtension', ['dispatched'], null, office, 'product', {
      needs: text,
      circles: common,
    }),
    ...byCircle(
      'urge',
      ['raised', 'accepted', 'escalated', 'dispatched', 'handled'],
      null,
      [...heads, 'townshipSigner', ...office],
      'JB-3.3',
      { needs: text },
    ),
  ]
}

function handling(): Move[] {
  return [
    row('selfHandle', ['raised', 'accepted'], 'handled', field, 'STD-6.2h, DYW-12.5a', {
      needs: ['text', 'answers'],
      circles: open,
      exceptLevels: ['emergency'],
    }),
    row('handle', ['dispatched'], 'handled', 'lead', 'JB-3.3, STD-6.2i', { needs: text }),
    row('handBack', ['dispatched'], 'accepted', 'lead', 'LJ-5.2d', {
      ...internal,
      needs: text,
      circles: common,
    }),
    row('coHandle', ['dispatched'], null, 'co', 'LJ-5.2e', { needs: text }),
    row('requestExtension', ['dispatched'], null, 'lead', 'product', {
      ...internal,
      needs: ['text', 'dueAt'],
      circles: common,
    }),
    // JY-3.4: the judicial office investigates; it may see for itself that it is not its own
    row('transfer', ['dispatched'], 'dispatched', 'judicial', 'JY-3.4', {
      ...internal,
      needs: ['lead', 'text'],
      circles: judicial,
    }),
  ]
}

function verifying(): Move[] {
  const onTheSpot = { needs: ['text', 'position'] as const, notByHandler: true } as const
  const fromRecords = { needs: text, notByHandler: true } as const
  return [
    // who stands at the place shows where; the office may go by the record and its photos
    row('verify', ['handled'], 'verified', field, 'QL-10.7c', { ...onTheSpot, circles: open }),
    row('verify', ['handled'], 'verified', ['villageHead', ...office], 'QL-10.7c', {
      ...fromRecords,
      circles: open,
    }),
    row('verify', ['handled'], 'verified', office, 'QL-10.7c', {
      ...fromRecords,
      circles: restricted,
    }),
    row('verify', ['handled'], 'verified', 'judicial', 'JY-3.4', {
      ...fromRecords,
      circles: judicial,
    }),
    // an office of one could not verify its own work
    row('verify', ['handled'], 'verified', ['countyCentre'], 'product', {
      ...fromRecords,
      circles: judicial,
    }),
    ...byCircle(
      'rejectResult',
      ['handled'],
      'accepted',
      [...field, 'villageHead', ...office],
      'JB-3.3',
      {
        needs: text,
        notByHandler: true,
      },
    ),
    row('rejectResult', ['handled'], 'dispatched', 'judicial', 'JY-3.4', {
      needs: text,
      notByHandler: true,
      circles: judicial,
    }),
  ]
}

function evaluating(): Move[] {
  return [
    row('evaluate', ['verified'], 'closed', 'raiser', 'JB-3.3', {
      needs: ['satisfaction'],
      outcome: 'solved',
    }),
    row('evaluationWindowEnds', ['verified'], 'closed', 'clock', 'product', { outcome: 'solved' }),
    row('notSolved', ['verified', 'closed'], 'accepted', 'raiser', 'JB-3.3', {
      needs: text,
      circles: common,
    }),
    row('notSolved', ['verified', 'closed'], 'dispatched', 'raiser', 'JY-3.4', {
      needs: text,
      circles: judicial,
    }),
    row('reopen', ['closed', 'archived'], 'accepted', office, 'product', {
      needs: text,
      circles: common,
    }),
    row('reopen', ['closed', 'archived'], 'dispatched', 'judicial', 'JY-3.4', {
      needs: text,
      circles: judicial,
    }),
    row('archive', ['closed'], 'archived', office, 'product', { ...internal, circles: common }),
    row('archiveWindowEnds', ['closed'], 'archived', 'clock', 'product', internal),
  ]
}

function alongside(): Move[] {
  const living = openMatterStates
  return [
    row('followUp', living, null, 'raiser', 'DYW-12.5d', { needs: text }),
    ...byCircle('followUp', living, null, [...field, 'villageHead', ...office], 'DYW-12.5d', {
      needs: text,
    }),
    row('message', [...living, 'closed'], null, 'anybody', 'product', { needs: text }),
    row('message', [...living, 'closed'], null, 'raiser', 'product', { needs: text }),
  ]
}
