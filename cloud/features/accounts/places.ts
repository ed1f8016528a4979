import type { AreasService, Directory } from '../areas/areas.service'
import type { UnitsService } from '../units/units.service'

/** Where posts are held: areas and grids, and the units of departments. */
export interface Places extends Directory {
  /** Whether somebody can be given a post in the unit. */
  unitInUse(code: string): boolean
}

export interface PlacesService {
  directory(): Promise<Places>
}

export function createPlaces(
  areas: Pick<AreasService, 'directory'>,
  units: Pick<UnitsService, 'directory'>,
): PlacesService {
  return {
    async directory() {
      const [directory, known] = await Promise.all([areas.directory(), units.directory()])
      return {
        ...directory,
        areaName: (code) => known.unit(code)?.name ?? directory.areaName(code),
        unitInUse: (code) => known.unit(code) !== undefined && known.holderKind(code) !== null,
      }
    },
  }
}
