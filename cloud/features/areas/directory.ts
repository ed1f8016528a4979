import type { AreaRow, GridRow } from './areas.store'

export type AreaEntry = AreaRow

export interface GridEntry {
  code: string
  name: string
  villageCode: string
  villageName: string
  townshipCode: string
  townshipName: string
  households: number
  persons: number
  /** No longer in use: kept for the records that speak of it. */
  retired: boolean
}

/** Names and shape of all divisions and grids, without outlines. */
export interface Directory {
  /** Name of an area or a grid; an unknown code is its own name. */
  areaName(code: string): string
  area(code: string): AreaEntry | undefined
  /** Also a retired one. */
  grid(code: string): GridEntry | undefined
  /** Grids in use whose code starts so, in the order of codes. */
  gridsUnder(prefix: string): GridEntry[]
  townshipsUnder(prefix: string): AreaEntry[]
  childrenOf(code: string): AreaEntry[]
  /** From the province down to the area itself. */
  pathTo(code: string): AreaEntry[]
}

/** First place in `codes` (ascending) that does not come before `code`. */
function placeOf(grids: readonly GridEntry[], code: string): number {
  let low = 0
  let high = grids.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((grids[middle] as GridEntry).code < code) low = middle + 1
    else high = middle
  }
  return low
}

const byCode = (a: { code: string }, b: { code: string }) => (a.code < b.code ? -1 : 1)

function groupChildren(areaRows: readonly AreaRow[]): Map<string, AreaEntry[]> {
  const children = new Map<string, AreaEntry[]>()
  for (const area of areaRows) {
    if (area.parentCode === null) continue
    const siblings = children.get(area.parentCode)
    if (siblings) siblings.push(area)
    else children.set(area.parentCode, [area])
  }
  for (const siblings of children.values()) siblings.sort(byCode)
  return children
}

export function buildDirectory(
  areaRows: readonly AreaRow[],
  gridRows: readonly GridRow[],
): Directory {
  const areas = new Map(areaRows.map((area) => [area.code, area]))
  const children = groupChildren(areaRows)
  const townships = areaRows.filter((area) => area.level === 'township').sort(byCode)
  const grids = new Map<string, GridEntry>()
  for (const row of gridRows) {
    const village = areas.get(row.villageCode)
    const townshipCode = row.villageCode.slice(0, 9)
    grids.set(row.code, {
      code: row.code,
      name: row.name,
      villageCode: village?.code ?? row.villageCode,
      villageName: village?.name ?? '',
      townshipCode,
      townshipName: areas.get(townshipCode)?.name ?? '',
      households: row.households,
      persons: row.persons,
      retired: Boolean(row.retired),
    })
  }
  const inUse = [...grids.values()].filter((grid) => !grid.retired).sort(byCode)

  return {
    areaName: (code) => areas.get(code)?.name ?? grids.get(code)?.name ?? code,
    area: (code) => areas.get(code),
    grid: (code) => grids.get(code),
    // '~' comes after every digit and letter of a code
    gridsUnder: (prefix) => inUse.slice(placeOf(inUse, prefix), placeOf(inUse, `${prefix}~`)),
    townshipsUnder: (prefix) => townships.filter((area) => area.code.startsWith(prefix)),
    childrenOf: (code) => children.get(code) ?? [],
    pathTo(code) {
      const path: AreaEntry[] = []
      for (let area = areas.get(code); area; area = areas.get(area.parentCode ?? '')) {
        if (path.includes(area)) break
        path.unshift(area)
      }
      return path
    },
  }
}
