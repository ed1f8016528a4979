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
const steps = [-1, 0, 1]
/** More than there are from the equator to a pole, to number squares by. */
const squaresToNorth = 1_000_000

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

/** What stands in nine squares, and its places once more as plain numbers, to go through quickly. */
interface Nine {
  matters: readonly Flat[]
  easts: Float64Array
  norths: Float64Array
}

/** What is within reach of one: squares as wide as the reach, so that nine are looked at. */
function reachIn(matters: readonly Flat[]) {
  const squares = new Map<number, Flat[]>()
  const square = (meters: number) => Math.floor(meters / nearMeters)
  const numberOf = ({ east, north }: Flat) => square(east) * squaresToNorth + square(north)
  for (const matter of matters) {
    const there = squares.get(numberOf(matter))
    if (there) there.push(matter)
    else squares.set(numberOf(matter), [matter])
  }
  // a thousand may stand in one square, and their nine are the same
  const nines = new Map<number, Nine>()
  function around(matter: Flat): Nine {
    const number = numberOf(matter)
    const known = nines.get(number)
    if (known) return known
    const there = steps.flatMap((east) =>
      steps.flatMap((north) => squares.get(number + east * squaresToNorth + north) ?? []),
    )
    const nine = {
      matters: there,
      easts: Float64Array.from(there.map(({ east }) => east)),
      norths: Float64Array.from(there.map(({ north }) => north)),
    }
    nines.set(number, nine)
    return nine
  }
  const isNear = (east: number, north: number) => east * east + north * north <= nearMeters ** 2
  return {
    count(matter: Flat): number {
      const { easts, norths } = around(matter)
      const { east, north } = matter
      let count = 0
      for (let index = 0; index < easts.length; index += 1)
        if (isNear((easts[index] ?? 0) - east, (norths[index] ?? 0) - north)) count += 1
      return count
    },
    of: (matter: Flat) =>
      around(matter).matters.filter((other) =>
        isNear(other.east - matter.east, other.north - matter.north),
      ),
  }
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
  const flat = flatten(matters)
  const reach = reachIn(flat)
  // counted only: each one's neighbours by name would be a million for a thousand in one place
  const crowded = flat
    .map((matter) => ({ matter, count: reach.count(matter) }))
    .filter(({ count }) => count >= fewestMatters)
    .sort((one, other) => other.count - one.count)
  const taken = new Set<Flat>()
  const spots: HotSpot[] = []
  for (const { matter } of crowded) {
    if (spots.length >= mostSpots) break
    if (taken.has(matter)) continue
    const free = reach.of(matter).filter((other) => !taken.has(other))
    if (free.length < fewestMatters) continue
    for (const other of free) taken.add(other)
    spots.push(spotOf(free))
  }
  return spots.sort((one, other) => other.matterCount - one.matterCount)
}
