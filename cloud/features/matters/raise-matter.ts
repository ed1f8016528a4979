import {
  type MatterObjectType,
  type MatterSource,
  matterClass,
} from '../../contract/matter-taxonomy'
import type { MatterClassCode, MatterLevel } from '../../contract/matter-taxonomy'
import type { Position } from '../../platform/geometry'
import { receiptNumberOf } from '../../platform/ids'
import { addTask, type Applied, type Draft, enter, type Surroundings } from './apply-move'
import { type Matter, nothingGiven } from './standing'

/** A matter as it comes in: from a report, a resident, an office or another system. */
export interface MatterDraft {
  /** Made by the client; a report's matter has the report's own. */
  id: string
  source: MatterSource
  classCode: MatterClassCode
  level: MatterLevel
  objectType?: MatterObjectType | undefined
  text: string
  placeText: string | null
  position: Position | null
  gridCode: string
  /** Null: a resident. */
  raisedBy: string | null
  raisedAtMs: number
  photoIds: readonly string[]
  contentHash: Uint8Array
}

/** `attempt` moves on where the receipt number is taken already. */
function matterOf(draft: MatterDraft, nowMs: number, attempt: number): Matter {
  const { circle, objectType } = matterClass(draft.classCode)
  return {
    id: draft.id,
    receiptNumber: receiptNumberOf(`${draft.id}:${attempt}`, nowMs),
    source: draft.source,
    classCode: draft.classCode,
    level: draft.level,
    objectType: draft.objectType ?? objectType,
    circle,
    text: draft.text,
    placeText: draft.placeText,
    position: draft.position,
    gridCode: draft.gridCode,
    townshipCode: draft.gridCode.slice(0, 9),
    raisedBy: draft.raisedBy,
    raisedAtMs: draft.raisedAtMs,
    receivedAtMs: nowMs,
    state: 'raised',
    outcome: null,
    holderCode: '',
    dueAtMs: null,
    handleDueAtMs: null,
    acceptedAtMs: null,
    dispatchedAtMs: null,
    handledAtMs: null,
    verifiedAtMs: null,
    closedAtMs: null,
    acceptedLate: false,
    handledLate: false,
    pausedAtMs: null,
    pausedMs: 0,
    urgedCount: 0,
    reopenedCount: 0,
    selfHandled: false,
    satisfaction: null,
    mergedInto: null,
    eventNumber: 1,
    reminded: 0,
  }
}

/**
 * A new matter with its first event. A community-correction alarm goes past every queue to the
 * judicial office (JY-3.3); `judicialCode` is that office, null where none is known: it then waits
 * with the township.
 */
export function raiseMatter(
  given: MatterDraft,
  judicialCode: string | null,
  world: Surroundings,
  nowMs: number,
  attempt = 0,
): Applied {
  const matter = matterOf(given, nowMs, attempt)
  const draft: Draft = {
    matter,
    tasks: [],
    call: {
      commandId: given.id,
      move: 'raise',
      input: { ...nothingGiven, text: given.text, photoIds: given.photoIds },
      mover: { kind: 'clock' },
      contentHash: given.contentHash,
      atMs: nowMs,
    },
    world,
    actingCode: null,
    detail: {},
  }
  if (matter.circle === 'judicial' && judicialCode) {
    matter.acceptedAtMs = nowMs
    addTask(draft, 'lead', judicialCode)
    draft.detail.leadCode = judicialCode
    enter(draft, 'dispatched')
  } else {
    enter(draft, 'raised')
  }
  return {
    matter,
    tasks: draft.tasks,
    event: {
      id: given.id,
      matterId: given.id,
      number: 1,
      move: 'raise',
      fromState: null,
      toState: matter.state,
      atMs: nowMs,
      accountId: given.raisedBy,
      actorKind: given.raisedBy ? 'staff' : 'resident',
      actingCode: null,
      text: null,
      isPublic: true,
      position: given.position,
      detail: { ...draft.detail, receiptNumber: matter.receiptNumber },
      photoIds: given.photoIds,
      contentHash: given.contentHash,
    },
  }
}
