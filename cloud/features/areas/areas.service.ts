import type { OutputOf } from '../../contract/define'
import type * as contract from '../../contract/areas'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { type Clock, shanghaiDay } from '../../platform/clock'
import { areasPolicy } from './areas.policy'
import { presentArea, presentGrid, presentGridOutline } from './areas.present'
import type { AreasStore, OutlineRow } from './areas.store'
import { buildDirectory, type Directory } from './directory'
import { createFences, type GridFence } from './fences'

export type { AreaEntry, Directory, GridEntry } from './directory'
export type { GridFence } from './fences'

const keptMs = 60_000
/** Outlines of a map at once; a bigger area is looked at township by township. */
const mostOutlines = 2_000

/** The directory, at most a minute old, read once however many ask for it. */
function createDirectoryCache(store: AreasStore, clock: Clock) {
  let kept: { directory: Promise<Directory>; loadedMs: number } | null = null

  async function load(): Promise<Directory> {
    const [areas, grids] = await Promise.all([store.areas(), store.grids()])
    return buildDirectory(areas, grids)
  }

  return {
    directory(): Promise<Directory> {
      const nowMs = clock.nowMs()
      if (kept && nowMs >= kept.loadedMs && nowMs - kept.loadedMs < keptMs) return kept.directory
      const entry = { directory: load(), loadedMs: nowMs }
      entry.directory.catch(() => {
        if (kept === entry) kept = null
      })
      kept = entry
      return entry.directory
    },
    clear(): void {
      kept = null
    },
  }
}

export interface AreasService {
  /** Divisions and grids by code; at most a minute old. */
  directory(): Promise<Directory>
  /** The grid's fence in WGS-84, at most five minutes old; null: there is no such grid. */
  fenceOf(gridCode: string): Promise<GridFence | null>
  /** Outlines as they were drawn, with their datum; who may see them is the caller's to say. */
  outlinesOf(gridCodes: readonly string[]): Promise<OutlineRow[]>
  /** After an import: forgets what was read. */
  invalidate(): void
  children(code: string, actor: Actor, nowMs: number): Promise<OutputOf<typeof contract.children>>
  gridDetail(code: string, actor: Actor): Promise<OutputOf<typeof contract.gridDetail>>
  gridsOfArea(code: string, actor: Actor): Promise<OutputOf<typeof contract.gridsOfArea>>
}

export function createAreasService(store: AreasStore, clock: Clock): AreasService {
  const cache = createDirectoryCache(store, clock)
  const fences = createFences(store.outlines, clock)

  return {
    directory: cache.directory,
    fenceOf: fences.fenceOf,
    outlinesOf: (gridCodes) => store.outlines(gridCodes),

    invalidate() {
      cache.clear()
      fences.clear()
    },

    async children(code, actor, nowMs) {
      const directory = await cache.directory()
      if (!directory.area(code) || !areasPolicy.maySee(actor, code)) throw new Refusal('notFound')
      const below = directory
        .childrenOf(code)
        .filter((area) => areasPolicy.maySee(actor, area.code))
      const [first] = below
      const workers = first
        ? await store.workerCounts(code, first.code.length, shanghaiDay(nowMs))
        : new Map<string, number>()
      const grids = code.length === 12 ? directory.gridsUnder(code) : []
      return {
        path: directory.pathTo(code).map(({ code, name }) => ({ code, name })),
        children: below.map((area) =>
          presentArea(area, directory.gridsUnder(area.code).length, workers.get(area.code) ?? 0),
        ),
        grids: grids
          .filter((grid) => areasPolicy.maySee(actor, grid.code))
          .map(({ code, name, households, persons }) => ({ code, name, households, persons })),
      }
    },

    async gridDetail(code, actor) {
      const grid = (await cache.directory()).grid(code)
      if (!grid || grid.retired || !areasPolicy.maySee(actor, code)) throw new Refusal('notFound')
      const [row] = await store.outlines([code])
      if (!row) throw new Refusal('notFound')
      return presentGrid(grid, row)
    },

    async gridsOfArea(code, actor) {
      const directory = await cache.directory()
      const grids = areasPolicy
        .scopesIn(actor, code)
        .flatMap((scope) => directory.gridsUnder(scope))
      if (grids.length === 0 && !areasPolicy.maySee(actor, code)) throw new Refusal('notFound')
      if (grids.length > mostOutlines) {
        throw new Refusal('badInput', {
          message: `一次最多看 ${mostOutlines} 个网格，请选一个乡镇`,
        })
      }
      const rows = await store.outlines(grids.map((grid) => grid.code))
      return { grids: rows.map((row) => presentGridOutline(row, directory.areaName(row.code))) }
    },
  }
}
