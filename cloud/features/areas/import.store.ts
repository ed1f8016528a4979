import type { CheckInPoint, Datum, Outline } from '../../platform/geometry'
import type { Database, Prisma, Transaction } from '../../platform/database'
import { idBytes, newId } from '../../platform/ids'

export interface ImportedArea {
  code: string
  name: string
  level: 'province' | 'city' | 'county' | 'township' | 'village'
  parentCode: string | null
  villageKind: 'village' | 'community' | null
  officePhone: string | null
}

export interface ImportedGrid {
  code: string
  villageCode: string
  name: string
  households: number
  persons: number
  datum: Datum
  outline: Outline
  points: NamedPoint[]
}

export type NamedPoint = CheckInPoint & { name: string; datum: Datum }

export type ImportStore = ReturnType<typeof createImportStore>

export function createImportStore({ prisma }: Database) {
  return {
    async knownAreas(codes: readonly string[]): Promise<Set<string>> {
      const rows = await prisma.area.findMany({
        where: { code: { in: [...new Set(codes)] } },
        select: { code: true },
      })
      return new Set(rows.map((row) => row.code))
    },

    async retiredGrids(codes: readonly string[]): Promise<Set<string>> {
      const rows = await prisma.grid.findMany({
        where: { code: { in: [...new Set(codes)] }, retiredOn: { not: null } },
        select: { code: true },
      })
      return new Set(rows.map((row) => row.code))
    },

    /** Adds new divisions, renames known ones; shorter codes first, so that a parent comes before its children. */
    async saveAreas(tx: Transaction, areas: readonly ImportedArea[]): Promise<void> {
      for (const area of [...areas].sort((a, b) => a.code.length - b.code.length)) {
        const { code, ...rest } = area
        await tx.area.upsert({ where: { code }, create: area, update: rest })
      }
    },

    /** Adds new grids, updates known ones; check-in points are replaced as a whole. */
    async saveGrids(tx: Transaction, grids: readonly ImportedGrid[]): Promise<void> {
      for (const { points, ...grid } of grids) {
        const data = {
          ...grid,
          outline: grid.outline as unknown as Prisma.InputJsonValue,
          outlineSource: 'surveyed' as const,
        }
        const { code, ...update } = data
        await tx.grid.upsert({ where: { code }, create: data, update })
        await tx.checkInPoint.deleteMany({ where: { gridCode: code } })
        await tx.checkInPoint.createMany({
          data: points.map((point) => ({ id: idBytes(newId()), gridCode: code, ...point })),
        })
      }
    },
  }
}
