import type { CheckInPoint, Datum, Outline } from '../../platform/geometry'
import type { Database, RowDataPacket } from '../../platform/database'

export interface AreaRow {
  code: string
  name: string
  level: 'province' | 'city' | 'county' | 'township' | 'village'
  parentCode: string | null
  villageKind: 'village' | 'community' | null
  officePhone: string | null
  emergencyPhone: string | null
}

export interface GridRow {
  code: string
  villageCode: string
  name: string
  households: number
  persons: number
}

export interface OutlineRow {
  code: string
  outline: Outline
  datum: Datum
  outlineSource: 'synthetic' | 'surveyed'
  points: (CheckInPoint & { name: string; datum: Datum })[]
}

interface CountRow extends RowDataPacket {
  code: string
  count: number
}

export type AreasStore = ReturnType<typeof createAreasStore>

export function createAreasStore({ pool, prisma }: Database) {
  return {
    async areas(): Promise<AreaRow[]> {
      const [rows] = await pool.query<(AreaRow & RowDataPacket)[]>(
        'SELECT code, name, level, parentCode, villageKind, officePhone, emergencyPhone FROM area ORDER BY code',
      )
      return rows
    },

    /** Without outlines: the directory must stay small for fifty thousand grids. */
    async grids(): Promise<GridRow[]> {
      const [rows] = await pool.query<(GridRow & RowDataPacket)[]>(
        'SELECT code, villageCode, name, households, persons FROM grid WHERE retiredOn IS NULL ORDER BY code',
      )
      return rows
    },

    async outlines(codes: readonly string[]): Promise<OutlineRow[]> {
      if (codes.length === 0) return []
      const [grids, points] = await Promise.all([
        prisma.grid.findMany({ where: { code: { in: [...codes] } } }),
        prisma.checkInPoint.findMany({ where: { gridCode: { in: [...codes] } }, orderBy: { name: 'asc' } }),
      ])
      return grids.map((grid) => ({
        code: grid.code,
        outline: grid.outline as unknown as Outline,
        datum: grid.datum,
        outlineSource: grid.outlineSource,
        points: points.filter((point) => point.gridCode === grid.code),
      }))
    },

    /** Workers on a day by the first `length` characters of their grid's code. */
    async workerCounts(prefix: string, length: number, day: string): Promise<Map<string, number>> {
      const [rows] = await pool.query<CountRow[]>(
        `SELECT LEFT(scopeCode, ?) AS code, COUNT(DISTINCT accountId) AS count FROM post
         WHERE role = 'worker' AND scopeCode LIKE CONCAT(?, '%')
           AND startsOn <= ? AND (endsOn IS NULL OR endsOn >= ?)
         GROUP BY 1`,
        [length, prefix, day, day],
      )
      return new Map(rows.map((row) => [row.code, Number(row.count)]))
    },
  }
}
