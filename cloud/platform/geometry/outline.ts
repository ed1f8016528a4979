import { PlatformError } from '../platform-error'
import { metersPerDegree } from './position'

/** GeoJSON rings of one polygon: the outer one first, then the holes. Degrees, WGS-84. */
export type Rings = readonly (readonly (readonly number[])[])[]

export type Outline =
  | { type: 'Polygon'; coordinates: Rings }
  | { type: 'MultiPolygon'; coordinates: readonly Rings[] }

export type OutlineErrorCode = 'outlineInvalid'

export const outlineErrors: Record<OutlineErrorCode, string> = {
  outlineInvalid: '网格边界的坐标不对：要有至少三个不同的点，经纬度要在正常范围内。',
}

/**
 * An outline laid out for asking many points of it. Edges lie flat as x1 y1 x2 y2; x and y are
 * degrees times metres per degree, and each question shrinks x by the cosine of its own latitude,
 * so that lengths near the point are right to a few parts in a million.
 */
export interface PreparedOutline {
  edges: Float64Array
  /** minX minY maxX maxY of each run of `edgesPerBlock` edges: far blocks are skipped whole. */
  blocks: Float64Array
}

const edgesPerBlock = 16
const maxEdges = 200_000

export function isOutline(value: unknown): value is Outline {
  try {
    prepareOutline(value as Outline)
    return true
  } catch {
    return false
  }
}

function invalid(cause?: unknown): PlatformError<OutlineErrorCode> {
  return new PlatformError('outlineInvalid', outlineErrors.outlineInvalid, { cause })
}

function addPoint(pair: readonly number[], into: number[]): void {
  const [longitude, latitude] = pair
  const sound =
    typeof longitude === 'number' &&
    typeof latitude === 'number' &&
    Math.abs(longitude) <= 180 &&
    Math.abs(latitude) <= 85
  if (!sound) throw invalid()
  into.push(longitude * metersPerDegree, latitude * metersPerDegree)
}

function addRing(ring: Rings[number], edges: number[]): void {
  if (!Array.isArray(ring) || ring.length < 3) throw invalid()
  const before = edges.length
  let previous: number[] = []
  addPoint(ring[ring.length - 1] as readonly number[], previous)
  for (const pair of ring) {
    const point: number[] = []
    addPoint(pair, point)
    // a ring that repeats its first point, or any point, has no edge there
    if (point[0] !== previous[0] || point[1] !== previous[1]) edges.push(...previous, ...point)
    previous = point
  }
  if (edges.length - before < 3 * 4 || edges.length > maxEdges * 4) throw invalid()
}

export function prepareOutline(outline: Outline): PreparedOutline {
  const flat: number[] = []
  try {
    const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates
    if (outline.type !== 'Polygon' && outline.type !== 'MultiPolygon') throw invalid()
    for (const rings of polygons) for (const ring of rings) addRing(ring, flat)
  } catch (cause) {
    throw invalid(cause)
  }
  if (flat.length === 0) throw invalid()
  const edges = Float64Array.from(flat)
  return { edges, blocks: boundBlocks(edges) }
}

function boundBlocks(edges: Float64Array): Float64Array {
  const stride = edgesPerBlock * 4
  const blocks = new Float64Array(Math.ceil(edges.length / stride) * 4)
  for (let block = 0; block * stride < edges.length; block += 1) {
    const run = edges.subarray(block * stride, (block + 1) * stride)
    let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
    for (let at = 0; at < run.length; at += 2) {
      const x = run[at] as number
      const y = run[at + 1] as number
      if (x < minX) minX = x
      if (x > maxX) maxX = x
      if (y < minY) minY = y
      if (y > maxY) maxY = y
    }
    blocks.set([minX, minY, maxX, maxY], block * 4)
  }
  return blocks
}

/**
 * Metres to the nearest edge: positive inside, negative outside, 0 on the line. Inside is by the
 * even-odd rule over all rings, so holes and several parts need nothing of their own.
 */
export function signedDistanceMeters(
  outline: PreparedOutline,
  longitude: number,
  latitude: number,
): number {
  const { edges, blocks } = outline
  const shrink = Math.cos((latitude * Math.PI) / 180)
  const pointX = longitude * metersPerDegree
  const pointY = latitude * metersPerDegree
  let nearest = Infinity
  let inside = false
  const stride = edgesPerBlock * 4
  for (let block = 0; block < blocks.length; block += 4) {
    const minX = blocks[block] as number
    const minY = blocks[block + 1] as number
    const maxX = blocks[block + 2] as number
    const maxY = blocks[block + 3] as number
    const mayCross = pointY >= minY && pointY <= maxY && pointX <= maxX
    const gapX = pointX < minX ? minX - pointX : pointX > maxX ? pointX - maxX : 0
    const gapY = pointY < minY ? minY - pointY : pointY > maxY ? pointY - maxY : 0
    const mayBeNearest = gapX * gapX * shrink * shrink + gapY * gapY < nearest
    if (!mayCross && !mayBeNearest) continue
    const first = (block / 4) * stride
    const end = Math.min(first + stride, edges.length)
    for (let at = first; at < end; at += 4) {
      const ax = ((edges[at] as number) - pointX) * shrink
      const ay = (edges[at + 1] as number) - pointY
      const bx = ((edges[at + 2] as number) - pointX) * shrink
      const by = (edges[at + 3] as number) - pointY
      const dx = bx - ax
      const dy = by - ay
      if (ay > 0 !== by > 0 && ax - (ay * dx) / dy > 0) inside = !inside
      let along = -(ax * dx + ay * dy) / (dx * dx + dy * dy)
      if (along < 0) along = 0
      else if (along > 1) along = 1
      const offX = ax + along * dx
      const offY = ay + along * dy
      const squared = offX * offX + offY * offY
      if (squared < nearest) nearest = squared
    }
  }
  return inside ? Math.sqrt(nearest) : -Math.sqrt(nearest)
}
