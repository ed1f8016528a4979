import { convertPosition, type Datum, judgePosition, type Position } from '../../platform/geometry'
import type { AreasService } from '../areas/areas.service'

interface Box {
  code: string
  west: number
  east: number
  south: number
  north: number
}

export interface GridShape {
  code: string
  outline: { coordinates: unknown }
  datum: Datum
}

export interface GridFinderParts {
  shapes(): Promise<GridShape[]>
  areas: Pick<AreasService, 'fenceOf'>
}

const keptMs = 10 * 60_000

/** Every point of a polygon or of several, however deep they are nested. */
function* pointsOf(coordinates: unknown): Generator<[number, number]> {
  if (!Array.isArray(coordinates)) return
  const [longitude, latitude] = coordinates as unknown[]
  if (typeof longitude === 'number' && typeof latitude === 'number') yield [longitude, latitude]
  else for (const inner of coordinates) yield* pointsOf(inner)
}

function boxOf({ code, outline, datum }: GridShape): Box {
  const box = { code, west: 180, east: -180, south: 90, north: -90 }
  for (const [longitude, latitude] of pointsOf(outline.coordinates)) {
    const there = convertPosition({ longitude, latitude, datum }, 'wgs84')
    box.west = Math.min(box.west, there.longitude)
    box.east = Math.max(box.east, there.longitude)
    box.south = Math.min(box.south, there.latitude)
    box.north = Math.max(box.north, there.latitude)
  }
  return box
}

export type GridFinder = ReturnType<typeof createGridFinder>

/** The grid somebody stands in: by its box first, then by its outline. */
export function createGridFinder({ shapes, areas }: GridFinderParts) {
  let kept: { boxes: Promise<Box[]>; loadedMs: number } | null = null

  function boxes(nowMs: number): Promise<Box[]> {
    if (kept && nowMs >= kept.loadedMs && nowMs - kept.loadedMs < keptMs) return kept.boxes
    const entry = { boxes: shapes().then((all) => all.map(boxOf)), loadedMs: nowMs }
    entry.boxes.catch(() => {
      if (kept === entry) kept = null
    })
    kept = entry
    return entry.boxes
  }

  return {
    async gridAt(position: Position, nowMs: number): Promise<string | null> {
      const { longitude, latitude } = convertPosition(position, 'wgs84')
      const near = (await boxes(nowMs)).filter(
        (box) =>
          box.west <= longitude &&
          longitude <= box.east &&
          box.south <= latitude &&
          latitude <= box.north,
      )
      for (const { code } of near) {
        const fence = await areas.fenceOf(code)
        // of the outline alone: a point where checking in counts may lie in another grid
        const outlineOnly = fence && { outline: fence.outline, points: [] }
        if (outlineOnly && judgePosition(outlineOnly, position).inside) return code
      }
      return null
    },
  }
}
