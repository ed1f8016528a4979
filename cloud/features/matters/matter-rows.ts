import type {
  MatterClassCode,
  MatterCircle,
  MatterLevel,
  MatterMove,
  MatterObjectType,
  MatterOutcome,
  MatterSource,
  MatterState,
  Satisfaction,
} from '../../contract/matter-taxonomy'
import type { RowDataPacket } from '../../platform/database'
import type { Datum, Position } from '../../platform/geometry'
import { idText } from '../../platform/ids'
import type { Matter, MatterEvent, Task, TaskState } from './standing'

interface PlacedRow {
  longitude: number | null
  latitude: number | null
  datum: Datum | null
  accuracyMeters: number | null
}

export interface MatterRowPacket extends RowDataPacket, PlacedRow {
  id: Buffer
  receiptNumber: string
  source: MatterSource
  classCode: MatterClassCode
  level: MatterLevel
  objectType: MatterObjectType
  circle: MatterCircle
  text: string
  placeText: string | null
  gridCode: string
  townshipCode: string
  raisedBy: Buffer | null
  raisedAt: Date
  receivedAt: Date
  state: MatterState
  outcome: MatterOutcome | null
  holderCode: string
  dueAt: Date | null
  handleDueAt: Date | null
  acceptedAt: Date | null
  dispatchedAt: Date | null
  handledAt: Date | null
  verifiedAt: Date | null
  closedAt: Date | null
  acceptedLate: number
  handledLate: number
  pausedAt: Date | null
  pausedMs: number
  urgedCount: number
  reopenedCount: number
  selfHandled: number
  satisfaction: Satisfaction | null
  mergedInto: Buffer | null
  eventNumber: number
  reminded: number
}

export interface TaskRowPacket extends RowDataPacket {
  matterId: Buffer
  number: number
  holderCode: string
  part: 'lead' | 'co'
  state: TaskState
  dispatchedAt: Date
  dueAt: Date
  doneAt: Date | null
  doneBy: Buffer | null
  late: number
  result: string | null
  extensionAskedTo: Date | null
}

export interface EventRowPacket extends RowDataPacket, PlacedRow {
  id: Buffer
  matterId: Buffer
  number: number
  move: MatterMove
  fromState: MatterState | null
  toState: MatterState
  at: Date
  accountId: Buffer | null
  actorKind: MatterEvent['actorKind']
  actingCode: string | null
  text: string | null
  isPublic: number
  detail: string | Record<string, unknown> | null
  contentHash: Buffer
}

const ms = (date: Date | null) => date?.getTime() ?? null
const idOrNull = (id: Buffer | null) => (id === null ? null : idText(id))

function positionOf({ longitude, latitude, datum, accuracyMeters }: PlacedRow): Position | null {
  if (longitude === null || latitude === null || datum === null) return null
  return { longitude, latitude, datum, accuracyMeters }
}

export function matterOfRow(row: MatterRowPacket): Matter {
  return {
    id: idText(row.id),
    receiptNumber: row.receiptNumber,
    source: row.source,
    classCode: row.classCode,
    level: row.level,
    objectType: row.objectType,
    circle: row.circle,
    text: row.text,
    placeText: row.placeText,
    position: positionOf(row),
    gridCode: row.gridCode,
    townshipCode: row.townshipCode,
    raisedBy: idOrNull(row.raisedBy),
    raisedAtMs: row.raisedAt.getTime(),
    receivedAtMs: row.receivedAt.getTime(),
    state: row.state,
    outcome: row.outcome,
    holderCode: row.holderCode,
    dueAtMs: ms(row.dueAt),
    handleDueAtMs: ms(row.handleDueAt),
    acceptedAtMs: ms(row.acceptedAt),
    dispatchedAtMs: ms(row.dispatchedAt),
    handledAtMs: ms(row.handledAt),
    verifiedAtMs: ms(row.verifiedAt),
    closedAtMs: ms(row.closedAt),
    acceptedLate: Boolean(row.acceptedLate),
    handledLate: Boolean(row.handledLate),
    pausedAtMs: ms(row.pausedAt),
    pausedMs: Number(row.pausedMs),
    urgedCount: row.urgedCount,
    reopenedCount: row.reopenedCount,
    selfHandled: Boolean(row.selfHandled),
    satisfaction: row.satisfaction,
    mergedInto: idOrNull(row.mergedInto),
    eventNumber: row.eventNumber,
    reminded: row.reminded,
  }
}

export function taskOfRow(row: TaskRowPacket): Task {
  return {
    matterId: idText(row.matterId),
    number: row.number,
    holderCode: row.holderCode,
    part: row.part,
    state: row.state,
    dispatchedAtMs: row.dispatchedAt.getTime(),
    dueAtMs: row.dueAt.getTime(),
    doneAtMs: ms(row.doneAt),
    doneBy: idOrNull(row.doneBy),
    late: Boolean(row.late),
    result: row.result,
    extensionAskedToMs: ms(row.extensionAskedTo),
  }
}

export function eventOfRow(row: EventRowPacket): MatterEvent {
  return {
    id: idText(row.id),
    matterId: idText(row.matterId),
    number: row.number,
    move: row.move,
    fromState: row.fromState,
    toState: row.toState,
    atMs: row.at.getTime(),
    accountId: idOrNull(row.accountId),
    actorKind: row.actorKind,
    actingCode: row.actingCode,
    text: row.text,
    isPublic: Boolean(row.isPublic),
    position: positionOf(row),
    // MariaDB keeps JSON as text, and the driver may hand it over as such
    detail: typeof row.detail === 'string' ? JSON.parse(row.detail) : row.detail,
    photoIds: [],
    contentHash: row.contentHash,
  }
}

export function tasksByMatter(tasks: readonly Task[]): Map<string, Task[]> {
  const groups = new Map<string, Task[]>()
  for (const task of tasks) {
    const group = groups.get(task.matterId)
    if (group) group.push(task)
    else groups.set(task.matterId, [task])
  }
  return groups
}
