import type { Database } from '../../platform/database'

export type TownshipMonthState = 'open' | 'computing' | 'proposed' | 'frozen'

export type MonthsStore = ReturnType<typeof createMonthsStore>

export function createMonthsStore({ prisma }: Database) {
  return {
    async stateOf(townshipCode: string, month: string): Promise<TownshipMonthState> {
      const row = await prisma.townshipMonth.findUnique({
        where: { townshipCode_month: { townshipCode, month } },
        select: { state: true },
      })
      return row?.state ?? 'open'
    },

    async frozenMonths(townshipCode: string, from: string): Promise<string[]> {
      const rows = await prisma.townshipMonth.findMany({
        where: { townshipCode, month: { gte: from }, state: 'frozen' },
        select: { month: true },
        orderBy: { month: 'asc' },
      })
      return rows.map((row) => row.month)
    },
  }
}
