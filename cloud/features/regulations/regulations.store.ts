import { dayOfDate } from '../../platform/clock'
import type { Database } from '../../platform/database'

export interface Binding {
  areaCode: string
  regulation: string
  startsOn: string
}

export type RegulationsStore = ReturnType<typeof createRegulationsStore>

export function createRegulationsStore({ prisma }: Database) {
  return {
    /** Bindings of the area itself and of every area above it. */
    async bindingsAbove(code: string): Promise<Binding[]> {
      const codes = [2, 4, 6, 9, 12].filter((digits) => digits <= code.length)
      const rows = await prisma.regulationBinding.findMany({
        where: { areaCode: { in: codes.map((digits) => code.slice(0, digits)) } },
      })
      return rows.map((row) => ({
        areaCode: row.areaCode,
        regulation: row.regulation,
        startsOn: dayOfDate(row.startsOn),
      }))
    },
  }
}
