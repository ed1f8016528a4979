import type { UnitKind } from '../../contract/units'
import { dayOfDate } from '../../platform/clock'
import type { Database } from '../../platform/database'
import { idText } from '../../platform/ids'

export interface Unit {
  code: string
  areaCode: string
  name: string
  kind: UnitKind
  phone: string | null
  joinsTeam: boolean
  /** The first day on which nothing is given to it any more; null: in use. */
  retiredOn: string | null
}

export interface RoutingRule {
  id: string
  placeCode: string
  /** Null: every class that no other row names. */
  classCode: string | null
  leadCode: string
  coCodes: readonly string[]
  changedBy: string | null
  changedAtMs: number
}

export type UnitsStore = ReturnType<typeof createUnitsStore>

export function createUnitsStore({ prisma }: Database) {
  return {
    async units(): Promise<Unit[]> {
      const rows = await prisma.unit.findMany({ orderBy: { code: 'asc' } })
      return rows.map(({ code, areaCode, name, kind, phone, joinsTeam, retiredOn }) => ({
        code,
        areaCode,
        name,
        kind,
        phone,
        joinsTeam,
        retiredOn: retiredOn && dayOfDate(retiredOn),
      }))
    },

    async rules(): Promise<RoutingRule[]> {
      const rows = await prisma.routingRule.findMany({
        orderBy: [{ placeCode: 'asc' }, { classCode: 'asc' }],
      })
      return rows.map(({ id, placeCode, classCode, leadCode, coCodes, changedBy, changedAt }) => ({
        id: idText(id),
        placeCode,
        classCode,
        leadCode,
        coCodes: coCodes as string[],
        changedBy: changedBy && idText(changedBy),
        changedAtMs: changedAt.getTime(),
      }))
    },
  }
}
