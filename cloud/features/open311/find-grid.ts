import { type PreparedOutline, signedDistanceMeters } from '../../platform/geometry'
import type { Clock } from '../../platform/clock'
import type { AreasService, GridEntry } from '../areas/areas.service'

interface Fenced {
  code: string
  outline: PreparedOutline
}

const keptMs = 5 * 60_000

/** The grid of a place, by the outlines that check-ins are judged by. */
export function createGridFinder(areas: Pick<AreasService, 'directory' | 'fenceOf'>, clock: Clock) {
  const kept = new Map<string, { fences: Promise<Fenced[]>; loadedMs: number }>()

  async function load(countyCode: string): Promise<Fenced[]> {
    const grids = (await areas.directory()).gridsUnder(countyCode)
    const fences = await Promise.all(grids.map(({ code }) => areas.fenceOf(code)))
    return grids.flatMap(({ code }, index) => {
      const outline = fences[index]?.outline
      return outline ? [{ code, outline }] : []
    })
  }

  function fencesOf(countyCode: string): Promise<Fenced[]> {
    const nowMs = clock.nowMs()
    const known = kept.get(countyCode)
    if (known && nowMs >= known.loadedMs && nowMs - known.loadedMs < keptMs) return known.fences
    const entry = { fences: load(countyCode), loadedMs: nowMs }
    entry.fences.catch(() => kept.delete(countyCode))
    kept.set(countyCode, entry)
    return entry.fences
  }

  return {
    /** WGS-84; where outlines overlap, the one it lies deepest in. Null: in none. */
    async at(countyCode: string, longitude: number, latitude: number): Promise<string | null> {
      let best: { code: string; meters: number } | null = null
      for (const { code, outline } of await fencesOf(countyCode)) {
        const meters = signedDistanceMeters(outline, longitude, latitude)
        if (meters >= 0 && (best === null || meters > best.meters)) best = { code, meters }
      }
      return best?.code ?? null
    },

    /**
     * The only grid that an address can mean: one whose full name stands in it, or the single grid
     * of the one village named. Null: none, or more than one.
     */
    async named(countyCode: string, address: string): Promise<string | null> {
      const grids = (await areas.directory()).gridsUnder(countyCode)
      const byName = grids.filter((grid) => address.includes(grid.name))
      const longest = Math.max(0, ...byName.map((grid) => grid.name.length))
      const exact = byName.filter((grid) => grid.name.length === longest)
      if (exact.length > 0) return only(exact)
      return only(
        grids.filter((grid) => grid.villageName !== '' && address.includes(grid.villageName)),
      )
    },
  }
}

const only = (grids: readonly GridEntry[]): string | null =>
  grids.length === 1 ? (grids[0]?.code ?? null) : null

export type GridFinder = ReturnType<typeof createGridFinder>
