import type { AreaRow, GridRow } from './areas.store'

export type AreaEntry = AreaRow

export interface GridEntry extends GridRow {
  villageName: string
  townshipCode: string
  townshipName: string
}

/** Names and order of all areas and grids, in memory. */
export interface Directory {
  /** The name, or the code itself when the area is not known. */
  areaName(code: string): string
  area(code: string): AreaEntry | undefined
  grid(code: string): GridEntry | undefined
  childrenOf(code: string): AreaEntry[]
  gridsUnder(prefix: string): GridEntry[]
  townshipsUnder(prefix: string): AreaEntry[]
}

const townshipDigits = 9

/** First place in the sorted list whose code is not before the prefix. */
function firstAt(sorted: readonly { code: string }[], prefix: string): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle]?.code ?? '') < prefix) low = middle + 1
    else high = middle
  }
  return low
}

function under<Entry extends { code: string }>(sorted: readonly Entry[], prefix: string): Entry[] {
  const start = firstAt(sorted, prefix)
  let end = start
  while (end < sorted.length && sorted[end]?.code.startsWith(prefix)) end += 1
  return sorted.slice(start, end)
}

/** Both lists sorted by code, as plain text. */
export function createDirectory(areas: readonly AreaRow[], gridRows: readonly GridRow[]): Directory {
  const areaByCode = new Map(areas.map((area) => [area.code, area]))
  const areaName = (code: string) => areaByCode.get(code)?.name ?? code
  const grids: GridEntry[] = gridRows.map(({ code, villageCode, name, households, persons }) => {
    const townshipCode = code.slice(0, townshipDigits)
    return {
      code,
      villageCode,
      name,
      households,
      persons,
      villageName: areaName(villageCode),
      townshipCode,
      townshipName: areaName(townshipCode),
    }
  })
  const gridByCode = new Map(grids.map((grid) => [grid.code, grid]))
  return {
    areaName,
    area: (code) => areaByCode.get(code),
    grid: (code) => gridByCode.get(code),
    childrenOf: (code) => areas.filter((area) => area.parentCode === code),
    gridsUnder: (prefix) => under(grids, prefix),
    townshipsUnder: (prefix) => {
      if (prefix.length >= townshipDigits) {
        const township = areaByCode.get(prefix.slice(0, townshipDigits))
        return township ? [township] : []
      }
      return under(areas, prefix).filter((area) => area.level === 'township')
    },
  }
}
