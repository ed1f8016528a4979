import type * as z from 'zod/mini'
import type { OutputOf } from '../../contract/define'
import type * as contract from '../../contract/areas'
import type { AreaRow, OutlineRow } from './areas.store'
import type { GridEntry } from './directory'

type Outline = z.infer<typeof contract.outline>

export function presentArea(
  area: AreaRow,
  gridCount: number,
  workerCount: number,
): z.infer<typeof contract.area> {
  const { code, name, level, villageKind } = area
  return { code, name, level, villageKind, gridCount, workerCount }
}

const outlineOf = ({ outline }: OutlineRow): Outline => ({
  type: outline.type,
  coordinates: [...outline.coordinates],
})

export function presentGrid(
  grid: GridEntry,
  row: OutlineRow,
): OutputOf<typeof contract.gridDetail> {
  return {
    code: grid.code,
    name: grid.name,
    villageCode: grid.villageCode,
    villageName: grid.villageName,
    townshipName: grid.townshipName,
    households: grid.households,
    persons: grid.persons,
    outline: outlineOf(row),
    datum: row.datum,
    outlineSource: row.outlineSource,
    points: row.points.map(({ name, longitude, latitude, datum, radiusMeters }) => ({
      name,
      longitude,
      latitude,
      datum,
      radiusMeters,
    })),
  }
}

export function presentGridOutline(
  row: OutlineRow,
  name: string,
): OutputOf<typeof contract.gridsOfArea>['grids'][number] {
  return { code: row.code, name, outline: outlineOf(row), datum: row.datum }
}
