import { matterClass, type MatterClassCode } from '../../contract/matter-taxonomy'
import {
  convertPosition,
  distanceMeters,
  metersPerDegree,
  type Position,
} from '../../platform/geometry'

export interface PlacedMatter {
  position: Position
  classCode: MatterClassCode
}

export interface HotSpot {
  position: Position
  radiusMeters: number
  matterCount: number
  classLabel: string
}

/** So near to each other is one place to a person. */
const nearMeters = 150
/** Fewer in a month are no pattern. */
export const fewestMatters = 3
const mostSpots = 20
const leastRadiusMeters = 80

const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length

/** A matter with its place in meters east and north of a corner, to reckon with quickly. */
interface Flat extends PlacedMatter {
  east: number
  north: number
}

function flatten(matters: readonly PlacedMatter[]): Flat[] {
  const placed = matters.map(({ position, classCode }) => ({
    position: convertPosition(position, 'wgs84'),
    classCode,
  }))
  const shrink = Math.cos(((placed[0]?.position.latitude ?? 0) * Math.PI) / 180)
  return placed.map((matter) => ({
    ...matter,
    east: matter.position.longitude * metersPerDegree * shrink,
    north: matter.position.latitude * metersPerDegree,
  }))
}

/** Everything within reach of each one: squares as wide as the reach, so that nine are looked at. */
function neighboursOf(matters: readonly Flat[]): Map<Flat, Flat[]> {
  const square = (meters: number) => Math.floor(meters / nearMeters)
  const squares = new Map<string, Flat[]>()
  for (const matter of matters) {
    const key = `${square(matter.east)} ${square(matter.north)}`
    const there = squares.get(key)
    if (there) there.push(matter)
    else squares.set(key, [matter])
  }
  const around = (matter: Flat) =>
    [-1, 0, 1].flatMap((east) =>
      [-1, 0, 1].flatMap(
        (north) =>
          squares.get(`${square(matter.east) + east} ${square(matter.north) + north}`) ?? [],
      ),
    )
  const isNear = (one: Flat, other: Flat) =>
    (one.east - other.east) ** 2 + (one.north - other.north) ** 2 <= nearMeters ** 2
  return new Map(
    matters.map((matter) => [matter, around(matter).filter((other) => isNear(matter, other))]),
  )
}

function spotOf(matters: readonly Flat[]): HotSpot {
  const positions = matters.map((matter) => matter.position)
  const middle: Position = {
    longitude: mean(positions.map((one) => one.longitude)),
    latitude: mean(positions.map((one) => one.latitude)),
    datum: 'wgs84',
  }
  const farthest = Math.max(...positions.map((one) => distanceMeters(middle, one)))
  return {
    position: middle,
    radiusMeters: Math.round(Math.max(leastRadiusMeters, farthest)),
    matterCount: matters.length,
    classLabel: matterClass(commonest(matters)).label,
  }
}

function commonest(matters: readonly PlacedMatter[]): MatterClassCode {
  const counts = new Map<MatterClassCode, number>()
  for (const { classCode } of matters) counts.set(classCode, (counts.get(classCode) ?? 0) + 1)
  const [[most] = ['other' as const]] = [...counts].sort(([, one], [, other]) => other - one)
  return most
}

/**
 * Places where matters came up close together, those with the most first. The one with the most
 * around it makes a spot of them; each belongs to one spot.
 */
export function findHotSpots(matters: readonly PlacedMatter[]): HotSpot[] {
  const neighbours = neighboursOf(flatten(matters))
  const crowded = [...neighbours].sort(([, one], [, other]) => other.length - one.length)
  const taken = new Set<Flat>()
  const spots: HotSpot[] = []
  for (const [matter, around] of crowded) {
    if (around.length < fewestMatters || spots.length >= mostSpots) break
    if (taken.has(matter)) continue
    const free = around.filter((other) => !taken.has(other))
    if (free.length < fewestMatters) continue
    for (const other of free) taken.add(other)
    spots.push(spotOf(free))
  }
  return spots.sort((one, other) => other.matterCount - one.matterCount)
}
