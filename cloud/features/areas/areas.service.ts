import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/areas'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { type Clock, shanghaiDay } from '../../platform/clock'
import { createLane } from '../../platform/database'
import { type Outline, type PreparedFence, prepareFence, convertPosition, type CheckInPoint } from '../../platform/geometry'
import type { AreasStore, OutlineRow } from './areas.store'
import { createDirectory, type Directory } from './directory'

export type { AreaEntry, Directory, GridEntry } from './directory'

/** A prepared outline whose named points still carry their names. */
export interface GridFence extends PreparedFence {
  points: readonly (CheckInPoint & { name: string })[]
}

export interface AreasService {
  /** At most a minute old; asked for once by all who wait. */
  directory(): Promise<Directory>
  /** The grid's prepared outline, at most five minutes old; null: no such grid. */
  fenceOf(gridCode: string): Promise<GridFence | null>
  /** Forgets what is kept, after areas or grids changed. */
  invalidate(): void
  children(code: string, nowMs: number): Promise<OutputOf<typeof contract.children>>
  gridDetail(code: string): Promise<OutputOf<typeof contract.gridDetail>>
  gridsOfArea(input: InputOf<typeof contract.gridsOfArea>, actor: Actor): Promise<OutputOf<typeof contract.gridsOfArea>>
}

const directoryLifetimeMs = 60_000
const fenceLifetimeMs = 5 * 60_000
const mostFences = 20_000
const mostOutlines = 3_000

type Corner = readonly number[]

/** The outline in WGS-84, whatever datum it was drawn in. */
function outlineInWgs84({ outline, datum }: OutlineRow): Outline {
  if (datum === 'wgs84') return outline
  const corner = ([longitude = 0, latitude = 0]: Corner) => {
    const place = convertPosition({ longitude, latitude, datum }, 'wgs84')
    return [place.longitude, place.latitude]
  }
  return outline.type === 'Polygon'
    ? { type: 'Polygon', coordinates: outline.coordinates.map((ring) => ring.map(corner)) }
    : {
        type: 'MultiPolygon',
        coordinates: outline.coordinates.map((part) => part.map((ring) => ring.map(corner))),
      }
}

function fenceFrom(row: OutlineRow): GridFence {
  const points = row.points.map(({ name, radiusMeters, ...place }) => {
    const { longitude, latitude } = convertPosition(place, 'wgs84')
    return { name, longitude, latitude, radiusMeters }
  })
  return { ...prepareFence({ outline: outlineInWgs84(row) }), points }
}

export function createAreasService(store: AreasStore, clock: Clock): AreasService {
  let kept: { directory: Promise<Directory>; atMs: number } | null = null
  const fences = new Map<string, { fence: GridFence | null; atMs: number }>()
  const lane = createLane<string, GridFence | null>(
    async (codes) => {
      const rows = await store.outlines([...new Set(codes)])
      const byCode = new Map(rows.map((row) => [row.code, fenceFrom(row)]))
      return codes.map((code) => byCode.get(code) ?? null)
    },
    { mostItems: 500, mostWaiting: 50_000, overloaded: () => new Refusal('databaseBusy') },
  )

  function directory(): Promise<Directory> {
    const nowMs = clock.nowMs()
    if (kept && Math.abs(nowMs - kept.atMs) < directoryLifetimeMs) return kept.directory
    const loading = Promise.all([store.areas(), store.grids()]).then(([areas, grids]) =>
      createDirectory(areas, grids),
    )
    const mine = { directory: loading, atMs: nowMs }
    kept = mine
    loading.catch(() => {
      if (kept === mine) kept = null
    })
    return loading
  }

  async function fenceOf(gridCode: string): Promise<GridFence | null> {
    const nowMs = clock.nowMs()
    const known = fences.get(gridCode)
    if (known && Math.abs(nowMs - known.atMs) < fenceLifetimeMs) return known.fence
    const fence = await lane.submit(gridCode)
    fences.delete(gridCode)
    fences.set(gridCode, { fence, atMs: nowMs })
    if (fences.size > mostFences) fences.delete(fences.keys().next().value ?? '')
    return fence
  }

  return {
    directory,
    fenceOf,
    invalidate() {
      kept = null
      fences.clear()
    },

    async children(code, nowMs) {
      const names = await directory()
      if (!names.area(code)) throw new Refusal('notFound')
      const children = names.childrenOf(code)
      const length = children[0]?.code.length ?? code.length
      const workers = await store.workerCounts(code, length, shanghaiDay(nowMs))
      const above = [2, 4, 6, 9, 12].filter((digits) => digits <= code.length)
      return {
        path: above.map((digits) => code.slice(0, digits)).map((one) => ({ code: one, name: names.areaName(one) })),
        children: children.map(({ code: childCode, name, level, villageKind }) => ({
          code: childCode,
          name,
          level,
          villageKind,
          gridCount: names.gridsUnder(childCode).length,
          workerCount: workers.get(childCode) ?? 0,
        })),
        grids:
          code.length === 12
            ? names.gridsUnder(code).map(({ code: gridCode, name, households, persons }) => ({
                code: gridCode,
                name,
                households,
                persons,
              }))
            : [],
      }
    },

    async gridDetail(code) {
      const grid = (await directory()).grid(code)
      const [row] = await store.outlines([code])
      if (!grid || !row) throw new Refusal('notFound')
      const { name, villageCode, villageName, townshipName, households, persons } = grid
      const { outline, datum, outlineSource } = row
      return {
        code,
        name,
        villageCode,
        villageName,
        townshipName,
        households,
        persons,
        outline: { type: outline.type, coordinates: [...outline.coordinates] },
        datum,
        outlineSource,
        points: row.points.map((point) => ({
          name: point.name,
          longitude: point.longitude,
          latitude: point.latitude,
          datum: point.datum,
          radiusMeters: point.radiusMeters,
        })),
      }
    },

    /** Outlines of the part of the area that the actor's posts reach. */
    async gridsOfArea({ code }, actor) {
      const mine = actor.posts.map((post) => post.scopeCode)
      const scopes = mine.some((scope) => code.startsWith(scope))
        ? [code]
        : mine.filter((scope) => scope.startsWith(code))
      const names = await directory()
      const grids = scopes.flatMap((scope) => names.gridsUnder(scope))
      if (grids.length === 0) throw new Refusal('notFound')
      if (grids.length > mostOutlines) throw new Refusal('badInput', { message: '范围太大，请选一个乡镇' })
      const rows = await store.outlines(grids.map((grid) => grid.code))
      return {
        grids: rows.map(({ code: gridCode, outline, datum }) => ({
          code: gridCode,
          name: names.grid(gridCode)?.name ?? gridCode,
          outline: { type: outline.type, coordinates: [...outline.coordinates] },
          datum,
        })),
      }
    },
  }
}
