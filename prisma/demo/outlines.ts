import type { Random } from './random'

/** [longitude, latitude] in degrees, WGS-84. */
export type Place = readonly [number, number]

/** A degree of longitude is shorter than one of latitude: work in a plane where both are alike. */
const shrink = Math.cos((36.45 * Math.PI) / 180)
const flat = ([longitude, latitude]: Place): Place => [longitude * shrink, latitude]
const round = (value: number) => Math.round(value * 1e6) / 1e6
const unflat = ([x, y]: Place): Place => [round(x / shrink), round(y)]

export function isInside([x, y]: Place, ring: readonly Place[]): boolean {
  let inside = false
  for (let at = 0, before = ring.length - 1; at < ring.length; before = at, at += 1) {
    const [x1 = 0, y1 = 0] = ring[at] ?? []
    const [x2 = 0, y2 = 0] = ring[before] ?? []
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
  }
  return inside
}

const distance = ([x1, y1]: Place, [x2, y2]: Place) => Math.hypot(x1 - x2, y1 - y2)

/** Places inside the outline that keep apart from one another: of some tries the farthest is taken. */
export function spread(outline: readonly Place[], count: number, random: Random): Place[] {
  const ring = outline.map(flat)
  const xs = ring.map(([x]) => x)
  const ys = ring.map(([, y]) => y)
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  const chosen: Place[] = []
  while (chosen.length < count) {
    let best: { place: Place; gap: number } | null = null
    for (let tries = 0; tries < 30; tries += 1) {
      const place: Place = [west + random.next() * (east - west), south + random.next() * (north - south)]
      if (!isInside(place, ring)) continue
      const gap = Math.min(1, ...chosen.map((other) => distance(place, other)))
      if (!best || gap > best.gap) best = { place, gap }
    }
    if (best) chosen.push(best.place)
  }
  return chosen.map(unflat)
}

/** A polygon cut by the half-plane of what is nearer to `centre` than to `other`. */
function cut(ring: readonly Place[], centre: Place, other: Place): Place[] {
  const [nx, ny] = [other[0] - centre[0], other[1] - centre[1]]
  const limit = (other[0] ** 2 + other[1] ** 2 - centre[0] ** 2 - centre[1] ** 2) / 2
  const side = ([x, y]: Place) => nx * x + ny * y - limit
  const kept: Place[] = []
  ring.forEach((to, index) => {
    const from = ring[(index + ring.length - 1) % ring.length] ?? to
    const [a, b] = [side(from), side(to)]
    if (a <= 0 !== b <= 0) {
      const share = a / (a - b)
      kept.push([from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share])
    }
    if (b <= 0) kept.push(to)
  })
  return kept
}

/** How far a ray from `centre` goes before it meets the ring. */
function reach(centre: Place, angle: number, ring: readonly Place[]): number {
  const [dx, dy] = [Math.cos(angle), Math.sin(angle)]
  let nearest = Number.POSITIVE_INFINITY
  ring.forEach((to, index) => {
    const from = ring[(index + ring.length - 1) % ring.length] ?? to
    const [ex, ey] = [to[0] - from[0], to[1] - from[1]]
    const cross = dx * ey - dy * ex
    if (Math.abs(cross) < 1e-15) return
    const [fx, fy] = [from[0] - centre[0], from[1] - centre[1]]
    const along = (fx * ey - fy * ex) / cross
    const share = (fx * dy - fy * dx) / cross
    if (along > 0 && share >= -1e-9 && share <= 1 + 1e-9) nearest = Math.min(nearest, along)
  })
  return nearest
}

const aside = 1e-6
/** Distance kept from the county's line, in degrees: about half a metre. */
const inward = 5e-6
/** Where a ray grazes the line, rounding may still put a corner outside: it is drawn in so far. */
const drawIn = 1 - 1e-4

/** Where the edges of two rings cross. */
function crossings(one: readonly Place[], other: readonly Place[]): Place[] {
  const edges = (ring: readonly Place[]) =>
    ring.map((to, index): [Place, Place] => [ring[(index + ring.length - 1) % ring.length] ?? to, to])
  return edges(one).flatMap(([a, b]) =>
    edges(other).flatMap(([c, d]): Place[] => {
      const [ex, ey, fx, fy] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
      const cross = ex * fy - ey * fx
      if (Math.abs(cross) < 1e-15) return []
      const share = ((c[0] - a[0]) * fy - (c[1] - a[1]) * fx) / cross
      const otherShare = ((c[0] - a[0]) * ey - (c[1] - a[1]) * ex) / cross
      const isOn = share >= 0 && share <= 1 && otherShare >= 0 && otherShare <= 1
      return isOn ? [[a[0] + ex * share, a[1] + ey * share]] : []
    }),
  )
}

/** What of the convex cell can be seen from its centre inside the county: a simple polygon. */
function seen(centre: Place, cell: readonly Place[], county: readonly Place[]): Place[] {
  const angleTo = ([x, y]: Place) => Math.atan2(y - centre[1], x - centre[0])
  const corners = [...county.filter((place) => isInside(place, cell)), ...crossings(county, cell)]
  const angles = [...cell.map(angleTo), ...corners.flatMap((place) => [-aside, 0, aside].map((turn) => angleTo(place) + turn))]
  return [...new Set(angles)]
    .sort((a, b) => a - b)
    .map((angle): Place => {
      let far = Math.min(reach(centre, angle, cell), reach(centre, angle, county) - inward)
      const corner = (): Place => [centre[0] + Math.cos(angle) * far, centre[1] + Math.sin(angle) * far]
      while (!isInside(flat(unflat(corner())), county)) far *= drawIn
      return corner()
    })
}

/** Leaves out corners that lie within a metre of the last or in line with their neighbours. */
function tidy(ring: readonly Place[]): Place[] {
  const apart = ring.filter((place, index) => distance(place, ring[(index + 1) % ring.length] ?? place) > 1e-5)
  return apart.filter((place, index) => {
    const before = apart[(index + apart.length - 1) % apart.length] ?? place
    const after = apart[(index + 1) % apart.length] ?? place
    const area = (place[0] - before[0]) * (after[1] - before[1]) - (place[1] - before[1]) * (after[0] - before[0])
    return Math.abs(area) > 1e-10
  })
}

/**
 * One outline for each centre: what is nearer to it than to any other (a Voronoi cell), within the
 * county. Neighbours share their edges. Closed rings, counter-clockwise.
 */
export function partition(county: readonly Place[], centres: readonly Place[]): Place[][] {
  const ring = county.map(flat)
  const flatCentres = centres.map(flat)
  const xs = ring.map(([x]) => x)
  const ys = ring.map(([, y]) => y)
  const [west, east, south, north] = [Math.min(...xs) - 1, Math.max(...xs) + 1, Math.min(...ys) - 1, Math.max(...ys) + 1]
  const whole: Place[] = [[west, south], [east, south], [east, north], [west, north]]
  return flatCentres.map((centre, index) => {
    const others = flatCentres.filter((_other, other) => other !== index)
    const cell = others.reduce((cell, other) => cut(cell, centre, other), whole)
    const corners = tidy(seen(centre, cell, ring)).map(unflat)
    const [first] = corners
    return first ? [...corners, first] : []
  })
}
