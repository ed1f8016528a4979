/** A spot in a plane where a step east and a step north are alike. */
export type Spot = readonly [x: number, y: number]
/** Corners of a polygon without holes, counter-clockwise, the first not repeated. */
export type Ring = readonly Spot[]

/** What lies on one side of a straight line: x·east + y·north ≤ limit. */
export interface HalfPlane {
  east: number
  north: number
  limit: number
}

/** Each edge of a ring: from the corner before to the corner. */
export function edgesOf(ring: Ring): [from: Spot, to: Spot][] {
  return ring.map((to, index) => [ring[(index + ring.length - 1) % ring.length] ?? to, to])
}

export const distance = ([x1, y1]: Spot, [x2, y2]: Spot) => Math.hypot(x1 - x2, y1 - y2)

/** Positive for a counter-clockwise ring. */
export function areaOf(ring: Ring): number {
  return edgesOf(ring).reduce((sum, [[x1, y1], [x2, y2]]) => sum + x1 * y2 - x2 * y1, 0) / 2
}

export function centroidOf(ring: Ring): Spot {
  const [originX, originY] = ring[0] ?? [0, 0]
  let [area, x, y] = [0, 0, 0]
  for (const [from, to] of edgesOf(ring)) {
    const [x1, y1, x2, y2] = [
      from[0] - originX,
      from[1] - originY,
      to[0] - originX,
      to[1] - originY,
    ]
    const cross = x1 * y2 - x2 * y1
    area += cross
    x += (x1 + x2) * cross
    y += (y1 + y2) * cross
  }
  return [originX + x / (3 * area), originY + y / (3 * area)]
}

export function isInside([x, y]: Spot, ring: Ring): boolean {
  let inside = false
  let [x1, y1] = ring.at(-1) ?? [0, 0]
  for (const [x2, y2] of ring) {
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
    x1 = x2
    y1 = y2
  }
  return inside
}

export function distanceToEdge(spot: Spot, from: Spot, to: Spot): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]]
  const along = ((spot[0] - from[0]) * dx + (spot[1] - from[1]) * dy) / (dx * dx + dy * dy || 1)
  const share = Math.min(1, Math.max(0, along))
  return distance(spot, [from[0] + share * dx, from[1] + share * dy])
}

/** How far a spot is from the nearest edge; negative outside. */
export function clearance(spot: Spot, ring: Ring): number {
  const nearest = Math.min(...edgesOf(ring).map(([from, to]) => distanceToEdge(spot, from, to)))
  return isInside(spot, ring) ? nearest : -nearest
}

export function boxOf(ring: Ring) {
  const xs = ring.map(([x]) => x)
  const ys = ring.map(([, y]) => y)
  return {
    west: Math.min(...xs),
    east: Math.max(...xs),
    south: Math.min(...ys),
    north: Math.max(...ys),
  }
}

/** The middle: of many spots the one farthest from every edge. */
export function middleOf(ring: Ring): Spot {
  const { west, east, south, north } = boxOf(ring)
  const steps = 16
  let best = centroidOf(ring)
  let most = clearance(best, ring)
  for (let column = 1; column < steps; column += 1) {
    for (let row = 1; row < steps; row += 1) {
      const spot: Spot = [
        west + ((east - west) * column) / steps,
        south + ((north - south) * row) / steps,
      ]
      const room = clearance(spot, ring)
      if (room > most) [best, most] = [spot, room]
    }
  }
  return best
}

/** Whether two edges have a spot in common. */
export function edgesMeet([a, b]: readonly [Spot, Spot], [c, d]: readonly [Spot, Spot]): boolean {
  const turn = (p: Spot, q: Spot, r: Spot) =>
    (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
  return turn(a, b, c) * turn(a, b, d) <= 0 && turn(c, d, a) * turn(c, d, b) <= 0
}

const beyond = ([x, y]: Spot, { east, north, limit }: HalfPlane) => east * x + north * y - limit

function crossing(from: Spot, to: Spot, half: HalfPlane): Spot {
  const [a, b] = [beyond(from, half), beyond(to, half)]
  const share = a / (a - b)
  return [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share]
}

/**
 * The ring within the half-plane, as one ring: where it falls into parts they hang together by
 * edges on the line. Right for areas and centroids, not for drawing.
 */
export function clip(ring: Ring, half: HalfPlane): Ring {
  const kept: Spot[] = []
  for (const [from, to] of edgesOf(ring)) {
    const isKept = beyond(to, half) <= 0
    if (beyond(from, half) <= 0 !== isKept) kept.push(crossing(from, to, half))
    if (isKept) kept.push(to)
  }
  return kept
}

interface Chain {
  spots: Spot[]
  /** Where along the line it enters the half-plane and leaves it. */
  entry: number
  exit: number
}

function chainsOf(ring: Ring, half: HalfPlane): Chain[] {
  const along = ([x, y]: Spot) => half.east * y - half.north * x
  const edges = edgesOf(ring)
  const first = edges.findIndex(([from, to]) => beyond(from, half) > 0 && beyond(to, half) <= 0)
  const chains: Chain[] = []
  for (let step = 0; step < edges.length; step += 1) {
    const [from, to] = edges[(first + step) % edges.length] as [Spot, Spot]
    const [wasKept, isKept] = [beyond(from, half) <= 0, beyond(to, half) <= 0]
    const spot = wasKept === isKept ? null : crossing(from, to, half)
    if (spot && isKept) chains.push({ spots: [spot], entry: along(spot), exit: 0 })
    const chain = chains.at(-1)
    if (spot && !isKept && chain) {
      chain.spots.push(spot)
      chain.exit = along(spot)
    }
    if (isKept) chain?.spots.push(to)
  }
  return chains
}

/** The parts of the ring within the half-plane, each a simple ring. */
export function piecesWithin(ring: Ring, half: HalfPlane): Ring[] {
  const kept = ring.filter((spot) => beyond(spot, half) <= 0).length
  if (kept === ring.length) return [ring]
  if (kept === 0) return []
  const chains = chainsOf(ring, half)
  // along the line, inside and outside alternate: an exit is joined to the entry it is paired with
  const gates = chains
    .flatMap((chain) => [
      { at: chain.entry, entering: chain },
      { at: chain.exit, leaving: chain },
    ])
    .sort((a, b) => a.at - b.at)
  const next = new Map<Chain, Chain>()
  for (let index = 0; index + 1 < gates.length; index += 2) {
    const pair = [gates[index], gates[index + 1]]
    const leaving = pair.flatMap((gate) => (gate && 'leaving' in gate ? [gate.leaving] : []))[0]
    const entering = pair.flatMap((gate) => (gate && 'entering' in gate ? [gate.entering] : []))[0]
    if (!leaving || !entering) throw new Error('a ring that crosses itself cannot be cut')
    next.set(leaving, entering)
  }
  const pieces: Ring[] = []
  const waiting = new Set(chains)
  for (const start of chains) {
    const piece: Spot[] = []
    for (let chain: Chain = start; waiting.delete(chain); chain = next.get(chain) ?? start) {
      piece.push(...chain.spots)
    }
    if (piece.length > 0) pieces.push(piece)
  }
  return pieces
}
