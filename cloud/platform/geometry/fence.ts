import { type Outline, type PreparedOutline, prepareOutline, signedDistanceMeters } from './outline'
import { convertPosition, distanceMeters, type Position, positionFault } from './position'

/** A place where checking in counts wherever the outline runs, say the village office. WGS-84. */
export interface CheckInPoint {
  longitude: number
  latitude: number
  radiusMeters: number
}

export type FenceVerdict = 'inside' | 'edge' | 'outside' | 'noPosition'

export interface FenceJudgement {
  verdict: FenceVerdict
  /** Whether the middle of the circle lies inside the outline or a point's circle. */
  inside: boolean
  /** To the nearest line that decided: outline or point's circle. Null without a position. */
  distanceToEdgeMeters: number | null
  /** What decided; `pointIndex` says which of the points. */
  decidedBy: 'outline' | 'point' | null
  pointIndex: number | null
}

export interface PreparedFence {
  outline: PreparedOutline | null
  points: readonly CheckInPoint[]
}

export function prepareFence(parts: {
  outline?: Outline | null
  points?: readonly CheckInPoint[]
}): PreparedFence {
  return {
    outline: parts.outline ? prepareOutline(parts.outline) : null,
    points: parts.points ?? [],
  }
}

/** Closer than a millimetre is on the line, and the line belongs to the inside. */
const onLineMeters = 0.001

const nowhere: FenceJudgement = {
  verdict: 'noPosition',
  inside: false,
  distanceToEdgeMeters: null,
  decidedBy: null,
  pointIndex: null,
}

/**
 * The most favourable of the outline and the points decides. The outline: inside when the whole
 * accuracy circle is, edge when the circle crosses the line. A point: its radius already allows
 * for the phone's error, so within it is inside; just beyond it, edge when the circles touch.
 * Without a sound position, or without any fence, there is no position to judge.
 */
export function judgePosition(fence: PreparedFence, position: Position | null): FenceJudgement {
  if (position === null || positionFault(position) !== null) return nowhere
  const here = convertPosition(position, 'wgs84')
  const accuracy = here.accuracyMeters ?? 0
  let best: FenceJudgement = nowhere
  if (fence.outline !== null) {
    const signed = signedDistanceMeters(fence.outline, here.longitude, here.latitude)
    best = outlineJudgement(signed, accuracy)
  }
  for (let index = 0; index < fence.points.length && best.verdict !== 'inside'; index += 1) {
    const point = fence.points[index] as CheckInPoint
    const judged = pointJudgement(here, point, index, accuracy)
    if (better(judged, best)) best = judged
  }
  return best
}

function outlineJudgement(signedMeters: number, accuracy: number): FenceJudgement {
  const inside = signedMeters >= -onLineMeters
  const distance = Math.abs(signedMeters)
  const verdict = distance < accuracy ? 'edge' : inside ? 'inside' : 'outside'
  return {
    verdict,
    inside,
    distanceToEdgeMeters: distance,
    decidedBy: 'outline',
    pointIndex: null,
  }
}

function pointJudgement(
  here: Position,
  point: CheckInPoint,
  pointIndex: number,
  accuracy: number,
): FenceJudgement {
  const beyond = distanceMeters(here, { ...point, datum: 'wgs84' }) - point.radiusMeters
  const inside = beyond <= onLineMeters
  const verdict = inside ? 'inside' : beyond < accuracy ? 'edge' : 'outside'
  return {
    verdict,
    inside,
    distanceToEdgeMeters: Math.abs(beyond),
    decidedBy: 'point',
    pointIndex,
  }
}

const rank: Record<FenceVerdict, number> = { inside: 3, edge: 2, outside: 1, noPosition: 0 }

function better(one: FenceJudgement, other: FenceJudgement): boolean {
  if (rank[one.verdict] !== rank[other.verdict]) return rank[one.verdict] > rank[other.verdict]
  if (one.inside !== other.inside) return one.inside
  return (one.distanceToEdgeMeters ?? Infinity) < (other.distanceToEdgeMeters ?? Infinity)
}
