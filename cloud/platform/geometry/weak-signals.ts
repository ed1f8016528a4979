import { distanceMeters, type Position } from './position'

/** One reading of a place, with what is known of when and on which device. */
export interface Fix {
  position: Position | null
  /** When the device says it was taken. */
  takenAtMs: number
  /** When the service received it. */
  receivedAtMs: number
  /** Taken without a network and sent later: a receipt long after the taking is then no sign. */
  offline?: boolean
  deviceId?: string | null
  personId?: string | null
}

export const weakSignalCodes = [
  'accuracyAbsent',
  'accuracyZero',
  'accuracyTooCoarse',
  'coordinatesRepeated',
  'speedImpossible',
  'deviceClockOff',
  'deviceShared',
] as const
export type WeakSignal = (typeof weakSignalCodes)[number]

export interface WeakSignalLimits {
  accuracyLimitMeters: number
  /** Beyond this, nobody of ours travels. */
  speedLimitMetersPerSecond: number
  /** The same coordinates again within this time may be one cached reading. */
  repeatAfterMs: number
  clockOffsetLimitMs: number
  deviceSharedWithinMs: number
}

export const defaultWeakSignalLimits: WeakSignalLimits = {
  accuracyLimitMeters: 200,
  speedLimitMetersPerSecond: 55,
  repeatAfterMs: 60_000,
  clockOffsetLimitMs: 5 * 60_000,
  deviceSharedWithinMs: 24 * 3_600_000,
}

/**
 * Signs that a reading may not be what it seems. They are noted beside it for a person to weigh;
 * none of them refuses anything. `previous` may hold earlier and later readings in any order; those
 * of other persons count only for `deviceShared`.
 */
export function weakSignals(
  current: Fix,
  previous: readonly Fix[],
  limits: WeakSignalLimits = defaultWeakSignalLimits,
): WeakSignal[] {
  const found = new Set<WeakSignal>()
  if (current.position !== null) noteAccuracy(current.position, limits, found)
  if (clockIsOff(current, limits)) found.add('deviceClockOff')
  for (const other of previous) {
    if (samePerson(current, other)) noteMovement(current, other, limits, found)
    else if (sameDevice(current, other, limits)) found.add('deviceShared')
  }
  return weakSignalCodes.filter((code) => found.has(code))
}

function noteAccuracy(position: Position, limits: WeakSignalLimits, found: Set<WeakSignal>): void {
  const accuracy = position.accuracyMeters
  if (accuracy === undefined || accuracy === null) found.add('accuracyAbsent')
  else if (accuracy <= 0) found.add('accuracyZero')
  else if (accuracy > limits.accuracyLimitMeters) found.add('accuracyTooCoarse')
}

function clockIsOff(fix: Fix, limits: WeakSignalLimits): boolean {
  const behindMs = fix.receivedAtMs - fix.takenAtMs
  if (-behindMs > limits.clockOffsetLimitMs) return true
  return fix.offline !== true && behindMs > limits.clockOffsetLimitMs
}

function samePerson(one: Fix, other: Fix): boolean {
  return (one.personId ?? null) === (other.personId ?? null)
}

function sameDevice(one: Fix, other: Fix, limits: WeakSignalLimits): boolean {
  if (!one.deviceId || one.deviceId !== other.deviceId) return false
  return Math.abs(one.takenAtMs - other.takenAtMs) <= limits.deviceSharedWithinMs
}

function noteMovement(
  current: Fix,
  other: Fix,
  limits: WeakSignalLimits,
  found: Set<WeakSignal>,
): void {
  const here = current.position
  const there = other.position
  if (here === null || there === null) return
  const apartMs = Math.abs(current.takenAtMs - other.takenAtMs)
  const sameNumbers =
    here.datum === there.datum &&
    here.longitude === there.longitude &&
    here.latitude === there.latitude
  if (sameNumbers) {
    if (apartMs >= limits.repeatAfterMs) found.add('coordinatesRepeated')
    return
  }
  const doubt = (here.accuracyMeters ?? 0) + (there.accuracyMeters ?? 0)
  const travelled = distanceMeters(here, there) - doubt
  // two readings of one second are a second apart at least
  const seconds = Math.max(apartMs / 1_000, 1)
  if (travelled / seconds > limits.speedLimitMetersPerSecond) found.add('speedImpossible')
}
