import type { MapMark, MapOutline, MapProps } from './types'

export interface Bounds {
  west: number
  south: number
  east: number
  north: number
}

/** What is looked at: the outlines, else the marks; close by the marks alone. */
export function seenOf({
  outlines,
  marks,
  isClose,
}: Pick<MapProps, 'outlines' | 'marks' | 'isClose'>) {
  if (isClose && marks.length > 0) return boundsOf([], marks)
  return boundsOf(outlines, outlines.length > 0 ? [] : marks)
}

/** The box around everything that is to be seen; null: there is nothing. */
export function boundsOf(
  outlines: readonly MapOutline[],
  marks: readonly Pick<MapMark, 'longitude' | 'latitude'>[],
): Bounds | null {
  const corners = [
    ...outlines.flatMap(({ polygons }) => polygons.flat(2)),
    ...marks.map(({ longitude, latitude }) => [longitude, latitude]),
  ]
  let bounds: Bounds | null = null
  for (const [longitude = 0, latitude = 0] of corners) {
    bounds ??= { west: longitude, south: latitude, east: longitude, north: latitude }
    bounds.west = Math.min(bounds.west, longitude)
    bounds.east = Math.max(bounds.east, longitude)
    bounds.south = Math.min(bounds.south, latitude)
    bounds.north = Math.max(bounds.north, latitude)
  }
  return bounds
}
