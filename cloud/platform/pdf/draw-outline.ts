import type { Rings } from '../geometry'
import type { Box, Pdf } from './pdf'

export interface MapPoint {
  name: string
  longitude: number
  latitude: number
}

interface Shape {
  type: 'Polygon' | 'MultiPolygon'
  coordinates: readonly unknown[]
}

type Place = (longitude: number, latitude: number) => readonly [x: number, y: number]

function ringsOf(outline: Shape): Rings {
  if (outline.type === 'Polygon') return outline.coordinates as unknown as Rings
  return (outline.coordinates as unknown as Rings[]).flat()
}

/** North is up; a degree of longitude is shortened by the latitude's cosine. */
function placing(rings: Rings, box: Box): Place {
  const corners = rings.flat()
  const shrink = Math.cos(((corners[0]?.[1] ?? 0) * Math.PI) / 180)
  let [west, east, south, north] = [Infinity, -Infinity, Infinity, -Infinity]
  for (const [longitude = 0, latitude = 0] of corners) {
    west = Math.min(west, longitude * shrink)
    east = Math.max(east, longitude * shrink)
    south = Math.min(south, latitude)
    north = Math.max(north, latitude)
  }
  const scale = Math.min(box.width / (east - west || 1), box.height / (north - south || 1))
  const left = box.x + (box.width - (east - west) * scale) / 2
  const top = box.y + (box.height - (north - south) * scale) / 2
  return (longitude, latitude) => [
    left + (longitude * shrink - west) * scale,
    top + (north - latitude) * scale,
  ]
}

const labelWidth = 34
const labelHeight = 5

/** Names beside their points, on the side with room; a name that would cover another is left out. */
function drawPoints(pdf: Pdf, points: readonly MapPoint[], place: Place, box: Box): void {
  const taken: { x: number; y: number }[] = []
  for (const { name, longitude, latitude } of points) {
    const [x, y] = place(longitude, latitude)
    pdf.dot(x, y, 1.2, '#0e5a55')
    const isRight = x + 2 + labelWidth <= box.x + box.width
    const label = { x: isRight ? x + 2 : x - 2 - labelWidth, y: y - labelHeight / 2 }
    const covers = taken.some(
      (other) => Math.abs(other.x - label.x) < labelWidth && Math.abs(other.y - label.y) < 4,
    )
    if (covers) continue
    taken.push(label)
    pdf.text(
      name,
      { ...label, width: labelWidth, height: labelHeight },
      { size: 9, smallest: 7, align: isRight ? 'left' : 'right', stand: 'middle' },
    )
  }
}

/** A grid's outline with its named points: a plan, not a map. */
export function drawOutline(pdf: Pdf, outline: Shape, points: readonly MapPoint[], box: Box): void {
  const rings = ringsOf(outline)
  const margin = 6
  const inside = {
    x: box.x + margin,
    y: box.y + margin,
    width: box.width - 2 * margin,
    height: box.height - 2 * margin,
  }
  const place = placing(rings, inside)
  pdf.rings(
    rings.map((ring) => ring.map(([longitude = 0, latitude = 0]) => place(longitude, latitude))),
    { fill: '#dfeeea', stroke: '#0e5a55', width: 0.6 },
  )
  drawPoints(pdf, points, place, box)
}
