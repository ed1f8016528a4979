import {
  areaOf,
  boxOf,
  centroidOf,
  clip,
  distance,
  type HalfPlane,
  isInside,
  piecesWithin,
  type Ring,
  type Spot,
} from './polygons'
import type { Random } from './random'
import { joined, ringOf, sharedLength, weave } from './weave'

/** [longitude, latitude] in degrees, WGS-84. */
export type Place = readonly [number, number]

/** A degree of longitude is shorter than one of latitude: work in a plane where both are alike. */
const shrink = Math.cos((36.45 * Math.PI) / 180)
const rounded = (value: number) => Math.round(value * 1e6) / 1e6

export const spotOf = ([longitude, latitude]: Place): Spot => [longitude * shrink, latitude]
export const placeOf = ([x, y]: Spot): Place => [rounded(x / shrink), rounded(y)]

/** An open counter-clockwise ring of the plane from a closed or open one of places, and back. */
export function planeRing(places: readonly Place[]): Ring {
  const [first, last] = [places[0], places.at(-1)]
  const isClosed = first && last && first[0] === last[0] && first[1] === last[1]
  const ring = (isClosed ? places.slice(0, -1) : places).map(spotOf)
  return areaOf(ring) < 0 ? ring.reverse() : ring
}

export function closedRing(ring: Ring): Place[] {
  const places = ring.map(placeOf)
  const [first] = places
  return first ? [...places, first] : []
}

/** Spots inside that keep apart from one another: of some tries the farthest is taken. */
function scatter(region: Ring, count: number, random: Random, taken: readonly Spot[]): Spot[] {
  const { west, east, south, north } = boxOf(region)
  const chosen = [...taken]
  while (chosen.length < count) {
    let best: { spot: Spot; gap: number } | null = null
    for (let tries = 0; tries < 12 || !best; tries += 1) {
      const spot: Spot = [
        west + random.next() * (east - west),
        south + random.next() * (north - south),
      ]
      if (!isInside(spot, region)) continue
      const gap = Math.min(1, ...chosen.map((other) => distance(spot, other)))
      if (!best || gap > best.gap) best = { spot, gap }
    }
    chosen.push(best.spot)
  }
  return chosen
}

interface Site {
  spot: Spot
  weight: number
}

/** Of the power diagram: what is nearer to one site than to the other, by their weights. */
function towards(site: Site, other: Site): HalfPlane {
  const [x, y] = site.spot
  const [otherX, otherY] = other.spot
  return {
    east: 2 * (otherX - x),
    north: 2 * (otherY - y),
    limit: otherX ** 2 + otherY ** 2 - other.weight - (x ** 2 + y ** 2 - site.weight),
  }
}

const halves = (site: Site, sites: readonly Site[]) =>
  sites.filter((other) => other !== site).map((other) => towards(site, other))

const rounds = 60
const weightStep = 0.25

/** Moves and weighs the sites until their cells have about the areas wanted, round and compact. */
function settle(region: Ring, spots: readonly Spot[], shares: readonly number[]): Site[] {
  const whole = areaOf(region)
  const parts = shares.reduce((sum, share) => sum + share, 0)
  let sites: Site[] = spots.map((spot) => ({ spot, weight: 0 }))
  for (let round = 0; round < rounds; round += 1) {
    sites = sites.map((site, index) => {
      const cell = halves(site, sites).reduce<Ring>((ring, half) => clip(ring, half), region)
      const area = cell.length > 2 ? areaOf(cell) : 0
      const wanted = (whole * (shares[index] ?? 1)) / parts
      return {
        // the last rounds only weigh, so that the areas come out
        spot: area > 0 && round < rounds / 2 ? centroidOf(cell) : site.spot,
        weight: site.weight + weightStep * (wanted - area),
      }
    })
  }
  return sites
}

/** Parts of cells that the region's bays cut off, joined to the neighbour they touch most. */
function withParts(cells: readonly Ring[][]): Ring[] {
  const mains = cells.map((pieces) => pieces.reduce((a, b) => (areaOf(b) > areaOf(a) ? b : a)))
  const strays = cells.flatMap((pieces, index) => pieces.filter((piece) => piece !== mains[index]))
  const woven = weave([...mains, ...strays])
  const rings = woven.rings.slice(0, mains.length)
  for (const stray of woven.rings.slice(mains.length)) {
    if (stray.length < 3) continue
    const lengths = rings.map((ring) => sharedLength(woven, ring, stray))
    const index = lengths.indexOf(Math.max(...lengths))
    const ring = rings[index]
    if (ring) rings[index] = joined(woven, ring, stray)
  }
  return rings.map((ring) => ringOf(woven, ring))
}

/**
 * Shares a region out: one ring for each share, of about its part of the area, together the whole
 * region. `starts` says about where the first ones lie.
 */
export function shareOut(
  region: Ring,
  shares: readonly number[],
  random: Random,
  starts: readonly Spot[] = [],
): Ring[] {
  if (shares.length === 1) return [region]
  const sites = settle(region, scatter(region, shares.length, random, starts), shares)
  const cells = sites.map((site) =>
    halves(site, sites).reduce<Ring[]>(
      (pieces, half) => pieces.flatMap((piece) => piecesWithin(piece, half)),
      [region],
    ),
  )
  if (cells.some((pieces) => pieces.length === 0)) throw new Error('a share came to nothing')
  return withParts(cells)
}
