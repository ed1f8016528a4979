import gcoord from 'gcoord'

export const datums = ['wgs84', 'gcj02'] as const
export type Datum = (typeof datums)[number]

/** A place as a phone gives it. Degrees; the datum says in which system they are. */
export interface Position {
  longitude: number
  latitude: number
  datum: Datum
  /** Radius of the circle the phone believes it is in; absent when it did not say. */
  accuracyMeters?: number | null
}

export type PositionFault = 'notFinite' | 'outOfRange' | 'nullIsland' | 'accuracyInvalid'

/** Within about a kilometre of 0°, 0°: what broken receivers report, never a place of ours. */
const nullIslandDegrees = 0.01

/** What is wrong with the numbers themselves, or null. Says nothing about where they lie. */
export function positionFault(position: Position): PositionFault | null {
  const { longitude, latitude, accuracyMeters } = position
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) return 'notFinite'
  if (Math.abs(longitude) > 180 || Math.abs(latitude) > 90) return 'outOfRange'
  if (Math.abs(longitude) < nullIslandDegrees && Math.abs(latitude) < nullIslandDegrees) {
    return 'nullIsland'
  }
  if (accuracyMeters !== undefined && accuracyMeters !== null) {
    if (!Number.isFinite(accuracyMeters) || accuracyMeters < 0) return 'accuracyInvalid'
  }
  return null
}

type Pair = [longitude: number, latitude: number]

function toGcj02(longitude: number, latitude: number): Pair {
  const [east, north] = gcoord.transform([longitude, latitude], gcoord.WGS84, gcoord.GCJ02)
  return [east ?? longitude, north ?? latitude]
}

/**
 * The inverse is found by stepping. It is stepped here, a bounded number of times, because
 * gcoord's own inverse never ends for a point beside the border box of the GCJ-02 shift.
 */
function fromGcj02(longitude: number, latitude: number): Pair {
  let [east, north] = [longitude, latitude]
  for (let step = 0; step < 12; step += 1) {
    const [shiftedEast, shiftedNorth] = toGcj02(east, north)
    const errorEast = shiftedEast - longitude
    const errorNorth = shiftedNorth - latitude
    if (Math.abs(errorEast) < 1e-9 && Math.abs(errorNorth) < 1e-9) break
    east -= errorEast
    north -= errorNorth
  }
  return [east, north]
}

/** The same place in the other system; near 大宁 the two lie some 500 m apart. */
export function convertPosition<T extends Position>(position: T, datum: Datum): T {
  if (position.datum === datum) return position
  const convert = datum === 'gcj02' ? toGcj02 : fromGcj02
  const [longitude, latitude] = convert(position.longitude, position.latitude)
  return { ...position, longitude, latitude, datum }
}

const earthRadiusMeters = 6_371_008.8
export const metersPerDegree = (Math.PI / 180) * earthRadiusMeters

/** Great-circle distance between two positions, whatever their systems. */
export function distanceMeters(from: Position, to: Position): number {
  const a = convertPosition(from, 'wgs84')
  const b = convertPosition(to, 'wgs84')
  const radians = Math.PI / 180
  const halfNorth = Math.sin(((b.latitude - a.latitude) * radians) / 2)
  const halfEast = Math.sin(((b.longitude - a.longitude) * radians) / 2)
  const chord =
    halfNorth * halfNorth +
    Math.cos(a.latitude * radians) * Math.cos(b.latitude * radians) * halfEast * halfEast
  return 2 * earthRadiusMeters * Math.asin(Math.min(1, Math.sqrt(chord)))
}
