import type { InputOf, OutputOf } from '../../contract/define'
import type * as contract from '../../contract/maps'
import { matterClass } from '../../contract/matter-taxonomy'
import type { Actor } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import { addMonths, dayMs, shanghaiMonth } from '../../platform/clock'
import { type Datum, isOutline } from '../../platform/geometry'
import type { AreasService, Directory, GridEntry } from '../areas/areas.service'
import type { Sight } from '../matters/matters.service'
import { findHotSpots } from './hot-spots'
import { mapsPolicy } from './maps.policy'
import type { Ground, MapsStore, MarkedMatter } from './maps.store'
import { middleOf, placeIn, polygonsIn } from './shapes'

export interface MapTiles {
  url: string
  datum: Datum
  attribution: string
  mostZoom: number
}

export interface MapsParts {
  store: MapsStore
  areas: Pick<AreasService, 'directory' | 'outlinesOf'>
  /** What of the matters in a place somebody sees, by the matters' own rule. */
  sightOf(actor: Actor, code: string): Sight
  tiles: MapTiles | null
}

type Answer<E> = Promise<OutputOf<E>>
type Situation = OutputOf<typeof contract.situation>

/** A bigger area is looked at township by township. */
const mostGrids = 2_000
/** More marks than this hide each other. */
const mostMarks = 300
const mostSilent = 200
const usualHotDays = 30
const usualSilentDays = 14
/** The demo's outlines are made from the county's; a surveyed one is the county's own. */
const osmAttribution = '© OpenStreetMap contributors'

/** Townships of a scope, each with the part of it that is meant. */
function groundsOf({ scopes }: Sight, directory: Directory): Ground[] {
  return scopes.flatMap(({ code, circles }) => {
    const townships =
      code.length >= 9
        ? [code.slice(0, 9)]
        : directory.townshipsUnder(code).map((area) => area.code)
    return townships.map((townshipCode) => ({ townshipCode, scope: code, circles }))
  })
}

function presentMatter(
  matter: MarkedMatter,
  { directory, datum, nowMs }: { directory: Directory; datum: Datum; nowMs: number },
): Situation['matters'][number] {
  const dueAtMs = matter.dueAt?.getTime() ?? null
  return {
    id: matter.id,
    receiptNumber: matter.receiptNumber,
    classLabel: matterClass(matter.classCode).label,
    level: matter.level,
    state: matter.state,
    restricted: matter.circle !== 'open',
    gridCode: matter.gridCode,
    gridName: directory.areaName(matter.gridCode),
    overdue: dueAtMs !== null && dueAtMs <= nowMs,
    dueAtMs,
    receivedAtMs: matter.receivedAt.getTime(),
    ...placeIn(matter.position, datum),
  }
}

export type MapsService = ReturnType<typeof createMapsService>

export function createMapsService({ store, areas, sightOf, tiles }: MapsParts) {
  /** The grids of a place that are on somebody's map. */
  async function gridsIn(scopes: readonly string[], code: string): Promise<GridEntry[]> {
    const directory = await areas.directory()
    if (!directory.area(code) && !directory.grid(code)) throw new Refusal('notFound')
    const grids = scopes.flatMap((scope) => directory.gridsUnder(scope))
    if (grids.length <= mostGrids) return grids
    throw new Refusal('badInput', {
      message: `一次最多看 ${mostGrids} 个网格，请选一个乡镇`,
    })
  }

  async function silentGrids(
    scopes: readonly string[],
    {
      code,
      datum,
      silentDays,
      nowMs,
    }: { code: string; datum: Datum; silentDays: number; nowMs: number },
  ): Promise<Situation['silentGrids']> {
    const grids = (await gridsIn(scopes, code)).filter((grid) => grid.persons > 0)
    const month = shanghaiMonth(nowMs)
    const months = Array.from({ length: 5 }, (_none, back) => addMonths(month, -back))
    const signs = await store.lastSigns(
      grids.map((grid) => grid.code),
      months,
    )
    const lastOf = (gridCode: string) => Math.max(...signs.map((of) => of.get(gridCode) ?? 0), 0)
    const silent = grids
      .map((grid) => ({ grid, lastMs: lastOf(grid.code) }))
      .filter(({ lastMs }) => lastMs < nowMs - silentDays * dayMs)
      .sort((one, other) => one.lastMs - other.lastMs)
      .slice(0, mostSilent)
    const outlines = new Map(
      (await areas.outlinesOf(silent.map(({ grid }) => grid.code))).map((row) => [row.code, row]),
    )
    return silent.flatMap(({ grid, lastMs }) => {
      const row = outlines.get(grid.code)
      if (!row || !isOutline(row.outline)) return []
      return [
        {
          code: grid.code,
          name: grid.name,
          villageName: grid.villageName,
          persons: grid.persons,
          lastSignAtMs: lastMs > 0 ? lastMs : null,
          ...placeIn({ ...middleOf(row.outline), datum: row.datum }, datum),
        },
      ]
    })
  }

  return {
    async outlines(
      { code, datum }: InputOf<typeof contract.outlines>,
      actor: Actor,
    ): Answer<typeof contract.outlines> {
      const grids = await gridsIn(mapsPolicy.scopesIn(actor, code), code)
      const directory = await areas.directory()
      const rows = await areas.outlinesOf(grids.map((grid) => grid.code))
      return {
        areaName: directory.areaName(code),
        datum,
        // one that cannot be read is left out: the rest of the map is still right
        grids: rows
          .filter((row) => isOutline(row.outline))
          .map((row) => ({
            code: row.code,
            name: directory.areaName(row.code),
            polygons: polygonsIn(row.outline, row.datum, datum),
          })),
        attribution: rows.some((row) => row.outlineSource === 'synthetic') ? osmAttribution : null,
      }
    },

    async situation(
      input: InputOf<typeof contract.situation>,
      actor: Actor,
      nowMs: number,
    ): Answer<typeof contract.situation> {
      const { code, datum, hotDays = usualHotDays, silentDays = usualSilentDays } = input
      const scopes = mapsPolicy.scopesIn(actor, code)
      const directory = await areas.directory()
      if (!directory.area(code) && !directory.grid(code)) throw new Refusal('notFound')
      const grounds = groundsOf(sightOf(actor, code), directory)
      const own = { accountId: actor.accountId, scopes }
      const [matters, crowded, silent] = await Promise.all([
        store.openMatters(grounds, own, mostMarks + 1),
        store.crowded(grounds, nowMs - hotDays * dayMs),
        silentGrids(mapsPolicy.silenceScopes(actor, code), { code, datum, silentDays, nowMs }),
      ])
      return {
        datum,
        matters: matters
          .slice(0, mostMarks)
          .map((matter) => presentMatter(matter, { directory, datum, nowMs })),
        hasMore: matters.length > mostMarks,
        hotSpots: findHotSpots(crowded).map(({ position, ...spot }) => ({
          ...spot,
          ...placeIn(position, datum),
        })),
        silentGrids: silent,
        hotDays,
        silentDays,
      }
    },

    settings(): OutputOf<typeof contract.settings> {
      if (!tiles) return { tiles: null }
      const { url, datum, attribution, mostZoom } = tiles
      return { tiles: { url, datum, attribution, mostZoom } }
    },
  }
}
