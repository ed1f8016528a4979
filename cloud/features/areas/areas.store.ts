import { dateOfDay } from '../../platform/clock'
import type { Database, RowDataPacket } from '../../platform/database'
import type { CheckInPoint, Datum, Outline } from '../../platform/geometry'

export type AreaLevel = 'province' | 'city' | 'county' | 'township' | 'village'

export interface AreaRow {
  code: string
  name: string
  level: AreaLevel
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
  retired: boolean
}

export interface NamedPointRow extends CheckInPoint {
  name: string
  datum: Datum
}

export interface OutlineRow {
  code: string
  outline: Outline
  datum: Datum
  outlineSource: 'synthetic' | 'surveyed'
  points: NamedPointRow[]
}

interface GridOutlineRow extends RowDataPacket {
  code: string
  outline: string | Outline
  datum: Datum
  outlineSource: 'synthetic' | 'surveyed'
}

type PointRow = NamedPointRow & RowDataPacket & { gridCode: string }

export type AreasStore = ReturnType<typeof createAreasStore>

export function createAreasStore({ pool }: Database) {
  return {
    async areas(): Promise<AreaRow[]> {
      const [rows] = await pool.query<(AreaRow & RowDataPacket)[]>(
        `SELECT code, name, level, parentCode, villageKind, officePhone, emergencyPhone
         FROM area ORDER BY code`,
      )
      return rows
    },

    /** Every grid without its outline, in the order of codes. */
    async grids(): Promise<GridRow[]> {
      const [rows] = await pool.query<(GridRow & RowDataPacket)[]>(
        `SELECT code, villageCode, name, households, persons, retiredOn IS NOT NULL AS retired
         FROM grid ORDER BY code`,
      )
      return rows
    },

    /** Outlines with their named points, in the order of codes; unknown codes are left out. */
    async outlines(gridCodes: readonly string[]): Promise<OutlineRow[]> {
      if (gridCodes.length === 0) return []
      const [[grids], [points]] = await Promise.all([
        pool.query<GridOutlineRow[]>(
          'SELECT code, outline, datum, outlineSource FROM grid WHERE code IN (?) ORDER BY code',
          [gridCodes],
        ),
        pool.query<PointRow[]>(
          `SELECT gridCode, name, longitude, latitude, datum, radiusMeters
           FROM check_in_point WHERE gridCode IN (?) ORDER BY gridCode, name, id`,
          [gridCodes],
        ),
      ])
      return grids.map(({ code, outline, datum, outlineSource }) => ({
        code,
        outline: typeof outline === 'string' ? (JSON.parse(outline) as Outline) : outline,
        datum,
        outlineSource,
        points: points.filter((point) => point.gridCode === code),
      }))
    },

    /** Workers in post on a day, by the first `length` digits of their grid's code. */
    async workerCounts(prefix: string, length: number, day: string): Promise<Map<string, number>> {
      const date = dateOfDay(day)
      const [rows] = await pool.query<RowDataPacket[]>(
        `SELECT LEFT(scopeCode, ?) AS code, COUNT(DISTINCT accountId) AS workers
         FROM post
         WHERE role = 'worker' AND scopeCode LIKE ?
           AND startsOn <= ? AND (endsOn IS NULL OR endsOn >= ?)
         GROUP BY LEFT(scopeCode, ?)`,
        [length, `${prefix}%`, date, date, length],
      )
      return new Map(rows.map((row) => [String(row.code), Number(row.workers)]))
    },
  }
}
