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
import { boxOf, isInBox, type Square, squaresOf } from './squares'

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
  /** The first words of a matter, by the matters' own rule. */
  briefOf(matter: Pick<MarkedMatter, 'circle' | 'text'>): string
  tiles: MapTiles | null
}

type Answer<E> = Promise<OutputOf<E>>
type Situation = OutputOf<typeof contract.situation>

/** A bigger area is looked at township by township. */
const mostGrids = 2_000
/** More marks than this hide each other: then squares are counted. */
const mostMarks = 300
const townshipLength = 9
const mostSilent = 200
const usualHotDays = 30
const usualSilentDays = 14
/** The demo's outlines are made from the county's; a surveyed one is the county's own. */
const osmAttribution = '© OpenStreetMap contributors'

/** Where to look, what is read alike in one: a county's townships together. */
function groundsOf({ scopes }: Sight, directory: Directory): Ground[] {
  return scopes.flatMap(({ code, circles }): Ground[] => {
    if (code.length < townshipLength) {
      const townshipCodes = directory.townshipsUnder(code).map((area) => area.code)
      return townshipCodes.length > 0 ? [{ townshipCodes, gridCodes: null, circles }] : []
    }
    const townshipCodes = [code.slice(0, townshipLength)]
    if (code.length === townshipLength) return [{ townshipCodes, gridCodes: null, circles }]
    const gridCodes = directory.grid(code)
      ? [code]
      : directory.gridsUnder(code).map((grid) => grid.code)
    return gridCodes.length > 0 ? [{ townshipCodes, gridCodes, circles }] : []
  })
}

const isIn = (grounds: readonly Ground[], { gridCode, circle }: MarkedMatter) =>
  grounds.some(
    ({ townshipCodes, gridCodes, circles }) =>
      circles.includes(circle) &&
      townshipCodes.includes(gridCode.slice(0, townshipLength)) &&
      (gridCodes === null || gridCodes.includes(gridCode)),
  )

const never = Number.MAX_SAFE_INTEGER
const byDue = (one: MarkedMatter, other: MarkedMatter) =>
  (one.dueAt?.getTime() ?? never) - (other.dueAt?.getTime() ?? never)

interface Shown {
  directory: Directory
  datum: Datum
  nowMs: number
  briefOf: MapsParts['briefOf']
}

function presentMatter(
  matter: MarkedMatter,
  { directory, datum, nowMs, briefOf }: Shown,
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
    brief: briefOf(matter),
    overdue: isOver(matter, nowMs),
    dueAtMs,
    receivedAtMs: matter.receivedAt.getTime(),
    ...placeIn(matter.position, datum),
  }
}

const isOver = ({ dueAt }: MarkedMatter, nowMs: number) =>
  dueAt !== null && dueAt.getTime() <= nowMs

const presentSquare = (
  { name, matterCount, overdueCount, position }: Square,
  datum: Datum,
): Situation['squares'][number] => ({
  square: name,
  matterCount,
  overdueCount,
  ...placeIn(position, datum),
})

export type MapsService = ReturnType<typeof createMapsService>

export function createMapsService({ store, areas, sightOf, briefOf, tiles }: MapsParts) {
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

  /** All that is open, or where that is too much, how much of it is where and the most pressing. */
  async function openIn(
    grounds: readonly Ground[],
    own: { accountId: string; scopes: readonly string[] },
    { square, nowMs }: { square: string | undefined; nowMs: number },
  ) {
    const box = square === undefined ? null : boxOf(square)
    const [cells, pressing, raised] = await Promise.all([
      store.openCells(grounds, box, nowMs),
      store.openMatters(grounds, box, mostMarks),
      store.ownMatters(own, mostMarks),
    ])
    const besides = raised.filter(
      (matter) => !isIn(grounds, matter) && (box === null || isInBox(matter.placeCell, box)),
    )
    const all = [
      ...cells,
      ...besides.map((matter) => ({
        cell: matter.placeCell,
        matterCount: 1,
        overdueCount: isOver(matter, nowMs) ? 1 : 0,
      })),
    ]
    const openCount = all.reduce((sum, { matterCount }) => sum + matterCount, 0)
    const squares = openCount > mostMarks ? squaresOf(all) : []
    return {
      openCount,
      // one square says no more than the number itself
      squares: squares.length > 1 ? squares : [],
      matters: [...pressing, ...besides].sort(byDue).slice(0, mostMarks),
    }
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
      const [open, crowded, silent] = await Promise.all([
        openIn(grounds, own, { square: input.square, nowMs }),
        store.crowded(grounds, nowMs - hotDays * dayMs),
        silentGrids(mapsPolicy.silenceScopes(actor, code), { code, datum, silentDays, nowMs }),
      ])
      return {
        datum,
        matters: open.matters.map((matter) =>
          presentMatter(matter, { directory, datum, nowMs, briefOf }),
        ),
        openCount: open.openCount,
        squares: open.squares.map((square) => presentSquare(square, datum)),
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
