/** Where a report stands to its grid, counted here so that no map service is needed. */
export type Datum = 'wgs84' | 'gcj02'
export interface Point {
  longitude: number
  latitude: number
}
interface Shape {
  type: 'Polygon' | 'MultiPolygon'
  coordinates: unknown[]
}
type Pair = [number, number]

const earthMeters = 6_378_245
const eccentricity = 0.006_693_421_622_965_943
const rad = Math.PI / 180

/** The offset that China's public maps put on a true position, in degrees. */
function offsetAt({ longitude, latitude }: Point): Point {
  const x = longitude - 105
  const y = latitude - 35
  const waves = (value: number) =>
    (20 * Math.sin(6 * value * Math.PI) + 20 * Math.sin(2 * value * Math.PI)) * (2 / 3)
  const swell = (value: number, first: number, second: number) =>
    (first * Math.sin((value / 12) * Math.PI) + second * Math.sin((value * Math.PI) / 30)) * (2 / 3)
  const step = (value: number) =>
    (20 * Math.sin(value * Math.PI) + 40 * Math.sin((value / 3) * Math.PI)) * (2 / 3)
  const root = Math.sqrt(Math.abs(x))
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    waves(x) +
    step(y) +
    swell(y, 160, 320)
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    waves(x) +
    step(x) +
    swell(x, 150, 300)
  const sine = Math.sin(latitude * rad)
  const magic = 1 - eccentricity * sine * sine
  return {
    latitude: north / (((earthMeters * (1 - eccentricity)) / (magic * Math.sqrt(magic))) * rad),
    longitude: east / ((earthMeters / Math.sqrt(magic)) * Math.cos(latitude * rad) * rad),
  }
}

/** The same place in another datum, to about a meter. */
export function inDatum(point: Point, from: Datum, to: Datum): Point {
  if (from === to) return point
  const offset = offsetAt(point)
  const sign = to === 'gcj02' ? 1 : -1
  return {
    longitude: point.longitude + sign * offset.longitude,
    latitude: point.latitude + sign * offset.latitude,
  }
}

function ringsOf(outline: Shape): Pair[][] {
  return outline.type === 'Polygon'
    ? (outline.coordinates as Pair[][])
    : (outline.coordinates as Pair[][][]).flat()
}

function crosses([ax, ay]: Pair, [bx, by]: Pair, { longitude, latitude }: Point): boolean {
  return (
    ay > latitude !== by > latitude && longitude < ((bx - ax) * (latitude - ay)) / (by - ay) + ax
  )
}

/** Meters to the outline: negative inside, positive outside. Flat-earth, good for a village. */
export function metersToOutline(point: Point, outline: Shape): number | null {
  const metersNorth = 110_950
  const metersEast = 111_320 * Math.cos(point.latitude * rad)
  let nearest = Number.POSITIVE_INFINITY
  let isInside = false
  for (const ring of ringsOf(outline)) {
    ring.forEach((corner, index) => {
      const next = ring[(index + 1) % ring.length] ?? corner
      if (crosses(corner, next, point)) isInside = !isInside
      const ax = (corner[0] - point.longitude) * metersEast
      const ay = (corner[1] - point.latitude) * metersNorth
      const dx = (next[0] - point.longitude) * metersEast - ax
      const dy = (next[1] - point.latitude) * metersNorth - ay
      const share = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)))
      nearest = Math.min(nearest, Math.hypot(ax + share * dx, ay + share * dy))
    })
  }
  if (!Number.isFinite(nearest)) return null
  return isInside ? -nearest : nearest
}
