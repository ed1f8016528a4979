import { areaOf, distance, distanceToEdge, edgesMeet, type Ring, type Spot } from './polygons'
import type { Random } from './random'

/** Outlines that share their corners: each ring is a list of numbers of spots. */
export interface Woven {
  spots: Spot[]
  rings: number[][]
}

/** Corners this near one another are one, and an edge this near a corner goes through it: 0.3 m. */
const near = 3e-6

const before = (ring: readonly number[], index: number) =>
  ring[(index + ring.length - 1) % ring.length] ?? 0

/** Corners that are told twice in a row, or that only lead there and back, say nothing. */
function withoutSpikes(ring: readonly number[]): number[] {
  let kept = [...ring]
  for (let count = -1; count !== kept.length; ) {
    count = kept.length
    kept = kept.filter((spot, index) => spot !== before(kept, index))
    const spike = kept.findIndex(
      (_spot, index) => before(kept, index) === kept[(index + 1) % kept.length],
    )
    if (spike >= 0 && kept.length > 2) kept.splice(spike, 1)
  }
  return kept
}

/** Lays outlines that touch over the same corners, so that neighbours share whole edges. */
export function weave(outlines: readonly Ring[]): Woven {
  const spots: Spot[] = []
  const numberOf = (spot: Spot): number => {
    const known = spots.findIndex((other) => distance(other, spot) < near)
    return known >= 0 ? known : spots.push(spot) - 1
  }
  const rough = outlines.map((ring) => ring.map(numberOf))
  const at = (number: number): Spot => spots[number] ?? [0, 0]
  const between = (from: number, to: number): number[] => {
    const [start, end] = [at(from), at(to)]
    const on = spots.flatMap((spot, number) => {
      const isOn = number !== from && number !== to && distanceToEdge(spot, start, end) < near
      return isOn ? [{ number, far: distance(start, spot) }] : []
    })
    return on.sort((a, b) => a.far - b.far).map(({ number }) => number)
  }
  const rings = rough.map((ring) =>
    withoutSpikes(ring.flatMap((to, index) => [...between(before(ring, index), to), to])),
  )
  return { spots, rings }
}

export const ringOf = ({ spots }: Pick<Woven, 'spots'>, ring: readonly number[]): Ring =>
  ring.map((number) => spots[number] ?? [0, 0])

/** Length of what two rings share. */
export function sharedLength(
  { spots }: Woven,
  one: readonly number[],
  other: readonly number[],
): number {
  const backward = new Set(other.map((to, index) => `${to} ${before(other, index)}`))
  return one.reduce((sum, to, index) => {
    const from = before(one, index)
    const [start, end] = [spots[from], spots[to]]
    return backward.has(`${from} ${to}`) && start && end ? sum + distance(start, end) : sum
  }, 0)
}

/** Two rings as one: the edges they share go. */
export function joined(
  woven: Pick<Woven, 'spots'>,
  one: readonly number[],
  other: readonly number[],
): number[] {
  const edges = new Map<string, [from: number, to: number]>()
  for (const ring of [one, other]) {
    ring.forEach((to, index) => {
      const from = before(ring, index)
      if (!edges.delete(`${to} ${from}`)) edges.set(`${from} ${to}`, [from, to])
    })
  }
  let best: number[] = []
  while (edges.size > 0) {
    const loop: number[] = []
    let edge = [...edges.values()][0]
    while (edge) {
      const [from, to] = edge
      edges.delete(`${from} ${to}`)
      loop.push(to)
      edge = [...edges.values()].find(([start]) => start === to)
    }
    if (areaOf(ringOf(woven, loop)) > areaOf(ringOf(woven, best))) best = loop
  }
  return best
}

const mostCorners = 22
const shortestBent = 0.003
const longestOneBend = 0.02
const boldest = 0.3
/** No nearer to what else the two outlines consist of. */
const roomKept = 3e-4

function bends(start: Spot, end: Spot, random: Random, boldness: number): Spot[] {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]]
  const shares = Math.hypot(dx, dy) > longestOneBend ? [0.35, 0.7] : [0.5]
  return shares.map((share): Spot => {
    const [on, off] = [share + random.near() * 0.15, random.near() * boldness]
    return [start[0] + dx * on - dy * off, start[1] + dy * on + dx * off]
  })
}

function fits(path: readonly Spot[], ring: Ring): boolean {
  const [start, end] = [path[0], path.at(-1)]
  const others = ring.flatMap((to, index): [Spot, Spot][] => {
    const from = ring[(index + ring.length - 1) % ring.length] ?? to
    const isSame = (from === start && to === end) || (from === end && to === start)
    return isSame ? [] : [[from, to]]
  })
  return path.slice(1).every((to, index) => {
    const from = path[index] ?? to
    const isFree = others.every(([a, b]) => {
      const touches = a === from || b === from || a === to || b === to
      return touches || !edgesMeet([from, to], [a, b])
    })
    return isFree && (to === end || others.every(([a, b]) => distanceToEdge(to, a, b) > roomKept))
  })
}

/**
 * Bends the edges between neighbours a little, alike for both: boundaries follow streams and
 * ridges, not rulers. An edge that only one outline has, the county's own, stays as it is.
 */
export function bendEdges(woven: Woven, random: Random): Woven {
  const spots = [...woven.spots]
  const rings = woven.rings.map((ring) => [...ring])
  const holder = new Map<string, number[]>()
  for (const ring of rings) {
    for (const [index, to] of ring.entries()) holder.set(`${before(ring, index)} ${to}`, ring)
  }
  const insert = (ring: number[], from: number, to: number, numbers: readonly number[]) => {
    const index = ring.findIndex((number, place) => number === to && before(ring, place) === from)
    ring.splice(index, 0, ...numbers)
  }
  for (const [key, ring] of [...holder]) {
    const [from = 0, to = 0] = key.split(' ').map(Number)
    const neighbour = holder.get(`${to} ${from}`)
    const [start, end] = [spots[from], spots[to]]
    if (from > to || !neighbour || neighbour === ring || !start || !end) continue
    if (distance(start, end) < shortestBent) continue
    if (Math.max(ring.length, neighbour.length) > mostCorners) continue
    for (let boldness = boldest; boldness > 0.02; boldness /= 2) {
      const path = bends(start, end, random, boldness)
      const both = [ring, neighbour].map((numbers) =>
        numbers.map((number): Spot => spots[number] ?? start),
      )
      if (!both.every((outline) => fits([start, ...path, end], outline))) continue
      const numbers = path.map((spot) => spots.push(spot) - 1)
      insert(ring, from, to, numbers)
      insert(neighbour, to, from, [...numbers].reverse())
      break
    }
  }
  return { spots, rings }
}
