import { type Database, Prisma } from '../../platform/database'
import { dateOfDay } from '../../platform/clock'
import { idText } from '../../platform/ids'
import type { Role } from '../../contract/permissions'
import type { WorkerKind } from '../../contract/primitives'

export interface ResponsiblePerson {
  accountId: string
  name: string
  role: Role
  workerKind: WorkerKind | null
  scopeCode: string
  workPhone: string | null
  /** Name of the one on leave whose work he does today; null: he is there by his post. */
  standsInFor: string | null
}

export interface GridOutlineRow {
  outline: { type: 'Polygon' | 'MultiPolygon'; coordinates: unknown[] }
  datum: 'wgs84' | 'gcj02'
  outlineSource: 'synthetic' | 'surveyed'
  households: number
  points: {
    name: string
    longitude: number
    latitude: number
    datum: 'wgs84' | 'gcj02'
    radiusMeters: number
  }[]
}

export type ResidentsStore = ReturnType<typeof createResidentsStore>

export function createResidentsStore({ prisma }: Database) {
  return {
    async outlineOf(gridCode: string): Promise<GridOutlineRow | null> {
      const [grid, points] = await Promise.all([
        prisma.grid.findUnique({ where: { code: gridCode } }),
        prisma.checkInPoint.findMany({ where: { gridCode }, orderBy: { name: 'asc' } }),
      ])
      if (!grid || grid.retiredOn) return null
      const { datum, outlineSource, households } = grid
      const outline = grid.outline as GridOutlineRow['outline'] & Prisma.JsonObject
      return { outline, datum, outlineSource, households, points }
    },

    /** People whose post on that day is at one of these codes, in one of these roles. */
    async peopleAt(
      codes: readonly string[],
      roles: readonly Role[],
      today: string,
    ): Promise<ResponsiblePerson[]> {
      const day = dateOfDay(today)
      const rows = await prisma.$queryRaw<
        (Omit<ResponsiblePerson, 'accountId'> & { accountId: Uint8Array })[]
      >(Prisma.sql`
        SELECT a.id AS accountId, a.name, p.role, p.workerKind, p.scopeCode, a.workPhone,
          NULL AS standsInFor
        FROM post p JOIN account a ON a.id = p.accountId AND a.state = 'active'
        WHERE p.scopeCode IN (${Prisma.join([...codes])}) AND p.role IN (${Prisma.join([...roles])})
          AND p.startsOn <= ${day} AND (p.endsOn IS NULL OR p.endsOn >= ${day})
        ORDER BY p.role, p.workerKind DESC, a.name`)
      return rows.map((row) => ({ ...row, accountId: idText(row.accountId) }))
    },

    /** Who does the work of this grid's people on leave, with the post of his own. */
    async standInsAt(gridCode: string, today: string): Promise<ResponsiblePerson[]> {
      const day = dateOfDay(today)
      const rows = await prisma.$queryRaw<
        (Omit<ResponsiblePerson, 'accountId'> & { accountId: Uint8Array })[]
      >(Prisma.sql`
        SELECT a.id AS accountId, a.name, p.role, p.workerKind, l.gridCode AS scopeCode,
          a.workPhone, away.name AS standsInFor
        FROM leave_request l
        JOIN account a ON a.id = l.substituteId AND a.state = 'active'
        JOIN account away ON away.id = l.accountId
        JOIN post p ON p.accountId = a.id AND p.role = 'worker' AND p.startsOn <= ${day}
          AND (p.endsOn IS NULL OR p.endsOn >= ${day})
        WHERE l.gridCode = ${gridCode} AND l.state = 'approved'
          AND l.fromDay <= ${day} AND l.toDay >= ${day}
        ORDER BY a.name, p.startsOn`)
      return rows.map((row) => ({ ...row, accountId: idText(row.accountId) }))
    },

    /** Outlines of all grids in use. */
    async shapes(): Promise<
      { code: string; outline: GridOutlineRow['outline']; datum: GridOutlineRow['datum'] }[]
    > {
      const rows = await prisma.grid.findMany({
        where: { retiredOn: null },
        select: { code: true, outline: true, datum: true },
      })
      return rows.map((row) => ({
        ...row,
        outline: row.outline as GridOutlineRow['outline'] & Prisma.JsonObject,
      }))
    },

    async isDemo(): Promise<boolean> {
      return (await prisma.setting.count({ where: { name: 'demo' } })) > 0
    },
  }
}
