import type {
  MatterCircle,
  MatterClassCode,
  MatterLevel,
  MatterMove,
  MatterObjectType,
  MatterOutcome,
  MatterSource,
  MatterState,
  Satisfaction,
} from '../../contract/matter-taxonomy'
import type { ActorPost } from '../../http/actor'
import type { Position } from '../../platform/geometry'

/** A matter as it stands: everything its moves ask about. Times are epoch milliseconds. */
export interface Matter {
  id: string
  receiptNumber: string
  source: MatterSource
  classCode: MatterClassCode
  level: MatterLevel
  objectType: MatterObjectType
  circle: MatterCircle
  text: string
  placeText: string | null
  position: Position | null
  gridCode: string
  townshipCode: string
  /** Null: a resident. */
  raisedBy: string | null
  raisedAtMs: number
  receivedAtMs: number
  state: MatterState
  outcome: MatterOutcome | null
  /** Who owes the next move; '' where nobody does, or the one who raised it. */
  holderCode: string
  dueAtMs: number | null
  handleDueAtMs: number | null
  acceptedAtMs: number | null
  dispatchedAtMs: number | null
  handledAtMs: number | null
  verifiedAtMs: number | null
  closedAtMs: number | null
  acceptedLate: boolean
  handledLate: boolean
  pausedAtMs: number | null
  /** Working time that pauses took, all together. */
  pausedMs: number
  urgedCount: number
  reopenedCount: number
  selfHandled: boolean
  satisfaction: Satisfaction | null
  mergedInto: string | null
  eventNumber: number
  reminded: number
}

export type TaskState = 'open' | 'done' | 'handedBack' | 'transferred' | 'released'

/** What a lead or a co-handler owes, each with a clock of its own. */
export interface Task {
  matterId: string
  number: number
  holderCode: string
  part: 'lead' | 'co'
  state: TaskState
  dispatchedAtMs: number
  dueAtMs: number
  doneAtMs: number | null
  doneBy: string | null
  late: boolean
  result: string | null
  extensionAskedToMs: number | null
}

export interface MatterEvent {
  /** The command's id. */
  id: string
  matterId: string
  number: number
  move: MatterMove
  fromState: MatterState | null
  toState: MatterState
  atMs: number
  accountId: string | null
  actorKind: 'staff' | 'resident' | 'clock'
  actingCode: string | null
  text: string | null
  isPublic: boolean
  position: Position | null
  detail: Record<string, unknown> | null
  photoIds: readonly string[]
  contentHash: Uint8Array
}

export type Mover =
  | { kind: 'staff'; accountId: string; posts: readonly ActorPost[] }
  /** Has proven that the matter is his. */
  | { kind: 'resident' }
  | { kind: 'clock' }

/** What a move is made with, beside its name. */
export interface MoveInput {
  text: string | null
  photoIds: readonly string[]
  position: Position | null
  /** dispatch, transfer. */
  leadCode: string | null
  coCodes: readonly string[]
  /** merge. */
  targetId: string | null
  /** requestExtension. */
  dueAtMs: number | null
  answers: { injury: boolean; propertyLoss: boolean } | null
  satisfaction: Satisfaction | null
  taskNumber: number | null
}

export const nothingGiven: MoveInput = {
  text: null,
  photoIds: [],
  position: null,
  leadCode: null,
  coCodes: [],
  targetId: null,
  dueAtMs: null,
  answers: null,
  satisfaction: null,
  taskNumber: null,
}

export function leadTask(tasks: readonly Task[]): Task | undefined {
  return tasks.findLast((task) => task.part === 'lead')
}

/** Who had a hand in handling it since it was last taken up again. */
export function handsOfRound(tasks: readonly Task[]): string[] {
  const newest = leadTask(tasks)
  const earlier = tasks.findLastIndex(
    (task) => task.part === 'lead' && task.state === 'done' && task !== newest,
  )
  return tasks.slice(earlier + 1).flatMap((task) => (task.doneBy === null ? [] : [task.doneBy]))
}

export function openTasks(tasks: readonly Task[]): Task[] {
  return tasks.filter((task) => task.state === 'open')
}
