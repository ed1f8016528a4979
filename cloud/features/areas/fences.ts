import type { Clock } from '../../platform/clock'
import { createLane } from '../../platform/database'
import {
  type CheckInPoint,
  convertPosition,
  type Datum,
  isOutline,
  type Outline,
  type PreparedFence,
  prepareFence,
  type Rings,
} from '../../platform/geometry'
import { Refusal } from '../../http/refusal'
import type { OutlineRow } from './areas.store'

/** A grid's fence in WGS-84; its points keep their names. */
export interface GridFence extends PreparedFence {
  points: readonly (CheckInPoint & { name: string })[]
}

const mostFences = 20_000
const keptMs = 5 * 60_000

function convertRings(rings: Rings, datum: Datum): Rings {
  return rings.map((ring) =>
    ring.map(([longitude = Number.NaN, latitude = Number.NaN]) => {
      const there = convertPosition({ longitude, latitude, datum }, 'wgs84')
      return [there.longitude, there.latitude]
    }),
  )
}

export function outlineInWgs84(outline: Outline, datum: Datum): Outline {
  if (datum === 'wgs84') return outline
  return outline.type === 'Polygon'
    ? { type: 'Polygon', coordinates: convertRings(outline.coordinates, datum) }
    : {
        type: 'MultiPolygon',
        coordinates: outline.coordinates.map((rings) => convertRings(rings, datum)),
      }
}

function fenceOfRow(row: OutlineRow): GridFence {
  const points = row.points.map(({ name, radiusMeters, ...point }) => {
    const { longitude, latitude } = convertPosition(point, 'wgs84')
    return { name, longitude, latitude, radiusMeters }
  })
  // an outline that cannot be read must not stop a check-in: it is judged as not drawn
  const outline = isOutline(row.outline) ? outlineInWgs84(row.outline, row.datum) : null
  return { outline: prepareFence({ outline }).outline, points }
}

interface Kept {
  fence: Promise<GridFence | null>
  loadedMs: number
}

/** Prepared fences, the longest loaded let go first; what is missing is loaded many at a time. */
export function createFences(
  load: (codes: readonly string[]) => Promise<OutlineRow[]>,
  clock: Clock,
) {
  const kept = new Map<string, Kept>()
  const lane = createLane<string, GridFence | null>(
    async (codes) => {
      const rows = new Map((await load([...new Set(codes)])).map((row) => [row.code, row]))
      const fences = new Map<string, GridFence | null>()
      return codes.map((code) => {
        const row = rows.get(code)
        const fence = fences.get(code) ?? (row ? fenceOfRow(row) : null)
        fences.set(code, fence)
        return fence
      })
    },
    { mostItems: 200, mostWaiting: 20_000, overloaded: () => new Refusal('databaseBusy') },
  )

  function loading(code: string): Kept {
    const entry: Kept = { fence: lane.submit(code), loadedMs: clock.nowMs() }
    // a failure is told to who waits, and not kept
    entry.fence.catch(() => {
      if (kept.get(code) === entry) kept.delete(code)
    })
    if (kept.size >= mostFences) {
      const [oldest] = kept.keys()
      if (oldest !== undefined) kept.delete(oldest)
    }
    return entry
  }

  return {
    fenceOf(code: string): Promise<GridFence | null> {
      const known = kept.get(code)
      const ageMs = known ? clock.nowMs() - known.loadedMs : Number.NaN
      if (known && ageMs >= 0 && ageMs < keptMs) return known.fence
      // goes to the end: not moved there at each use, which cost every check-in some per cent of its CPU
      kept.delete(code)
      const entry = loading(code)
      kept.set(code, entry)
      return entry.fence
    },
    clear(): void {
      kept.clear()
    },
  }
}
