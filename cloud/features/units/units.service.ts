import { type Clock, shanghaiDay } from '../../platform/clock'
import type { AreasService, Directory } from '../areas/areas.service'
import { buildUnitsDirectory, type UnitsDirectory } from './units-directory'
import type { UnitsStore } from './units.store'

export type { HolderKind, RoutedTo, UnitsDirectory } from './units-directory'

const keptMs = 60_000

interface Kept {
  directory: Promise<UnitsDirectory>
  areas: Directory
  loadedMs: number
  today: string
}

export interface UnitsParts {
  store: UnitsStore
  areas: Pick<AreasService, 'directory'>
  clock: Clock
}

export interface UnitsService {
  /** Units, routing rules and how holders are called; at most a minute old. */
  directory(): Promise<UnitsDirectory>
  /** After a change: forgets what was read. */
  invalidate(): void
}

export function createUnitsService({ store, areas, clock }: UnitsParts): UnitsService {
  let kept: Kept | null = null

  async function load(areaNames: Directory, today: string): Promise<UnitsDirectory> {
    const [units, rules] = await Promise.all([store.units(), store.rules()])
    return buildUnitsDirectory(units, rules, areaNames, today)
  }

  const isFresh = (one: Kept, areaNames: Directory, nowMs: number, today: string) =>
    one.areas === areaNames &&
    one.today === today &&
    nowMs >= one.loadedMs &&
    nowMs - one.loadedMs < keptMs

  return {
    async directory() {
      const areaNames = await areas.directory()
      const nowMs = clock.nowMs()
      const today = shanghaiDay(nowMs)
      if (kept && isFresh(kept, areaNames, nowMs, today)) return kept.directory
      const entry: Kept = {
        directory: load(areaNames, today),
        areas: areaNames,
        loadedMs: nowMs,
        today,
      }
      entry.directory.catch(() => {
        if (kept === entry) kept = null
      })
      kept = entry
      return entry.directory
    },

    invalidate() {
      kept = null
    },
  }
}
