import type { CheckInVerdict, NoteCode } from '../../contract/check-ins'
import { shanghaiDay } from '../../platform/clock'
import type { FieldTime } from '../../platform/field-time'
import {
  type CheckInPoint,
  defaultWeakSignalLimits,
  type FenceJudgement,
  judgePosition,
  type Position,
  type PreparedFence,
  positionFault,
  type WeakSignal,
  weakSignals,
} from '../../platform/geometry'
import { checkInParameters } from './check-in-parameters'

export type PositionFailure = 'denied' | 'timeout' | 'unavailable'

/** A fence whose named points still carry their names. */
export interface NamedFence extends PreparedFence {
  points: readonly (CheckInPoint & { name?: string })[]
}

/** Where the same worker was noticed before. */
export interface EarlierFix {
  position: Position
  takenAtMs: number
}

export interface CheckInFacts {
  position: Position | null
  positionFailure?: PositionFailure | undefined
  time: FieldTime
  /** Null: the office has drawn no outline for this grid. */
  fence: NamedFence | null
  previous: EarlierFix | null
  /** Whether another account used the same device on the same day. */
  deviceShared: boolean
  /** In the grid of somebody who is on leave. */
  standsIn: boolean
}

export interface CheckInJudgement {
  verdict: CheckInVerdict
  counted: boolean
  /** To the line that decided: negative inside, positive outside. */
  distanceMeters: number | null
  pointName: string | null
  notes: NoteCode[]
  takenAtMs: number
  /** Shanghai day it belongs to. */
  day: string
}

const noteOfSignal: Record<WeakSignal, NoteCode | null> = {
  accuracyAbsent: 'accuracyAbsent',
  accuracyZero: 'accuracyZero',
  accuracyTooCoarse: 'accuracyPoor',
  coordinatesRepeated: 'exactRepeat',
  speedImpossible: 'impossibleSpeed',
  deviceShared: 'sharedDevice',
  // the time rule has its own, better founded word on clocks
  deviceClockOff: null,
}

const noteOfFailure: Record<PositionFailure, NoteCode> = {
  denied: 'positionDenied',
  timeout: 'positionTimeout',
  unavailable: 'positionUnavailable',
}

const limits = {
  ...defaultWeakSignalLimits,
  accuracyLimitMeters: checkInParameters.accuracyLimitMeters.value,
  speedLimitMetersPerSecond: checkInParameters.speedLimitKilometersPerHour.value / 3.6,
  repeatAfterMs: checkInParameters.repeatAfterSeconds.value * 1_000,
}

/** The position with no more of its error allowed for than the parameter says. */
function bounded(position: Position): Position {
  const accuracy = position.accuracyMeters
  if (!accuracy || accuracy <= limits.accuracyLimitMeters) return position
  return { ...position, accuracyMeters: limits.accuracyLimitMeters }
}

function positionNotes(facts: CheckInFacts): NoteCode[] {
  const { position, positionFailure, previous, time } = facts
  if (position === null) return [noteOfFailure[positionFailure ?? 'unavailable']]
  if (positionFault(position) !== null) return ['positionUnsound']
  const current = { position, takenAtMs: time.takenAtMs, receivedAtMs: time.takenAtMs }
  const earlier = previous ? [{ ...previous, receivedAtMs: previous.takenAtMs }] : []
  const notes: NoteCode[] = []
  for (const signal of weakSignals(current, earlier, limits)) {
    const note = noteOfSignal[signal]
    if (note) notes.push(note)
  }
  if (facts.fence === null) notes.push('outlineMissing')
  return notes
}

function signedDistance({ distanceToEdgeMeters, inside }: FenceJudgement): number | null {
  if (distanceToEdgeMeters === null) return null
  const rounded = Math.round(distanceToEdgeMeters * 10) / 10
  return inside && rounded > 0 ? -rounded : rounded
}

/**
 * What a check-in comes to. Everything is accepted before; this says where it was, whether its day
 * counts and what somebody may want to look at. Weak signals never decide anything.
 */
export function judgeCheckIn(facts: CheckInFacts): CheckInJudgement {
  const { position, fence, time } = facts
  const judged = judgePosition(
    fence ?? { outline: null, points: [] },
    position && bounded(position),
  )
  const notes = positionNotes(facts)
  if (facts.deviceShared) notes.push('sharedDevice')
  if (facts.standsIn) notes.push('standIn')
  notes.push(...time.notes)
  return {
    verdict: judged.verdict,
    counted: checkInParameters.countingVerdicts.value.includes(judged.verdict),
    distanceMeters: signedDistance(judged),
    pointName: judged.pointIndex === null ? null : (fence?.points[judged.pointIndex]?.name ?? null),
    notes,
    takenAtMs: time.takenAtMs,
    day: shanghaiDay(time.takenAtMs),
  }
}
