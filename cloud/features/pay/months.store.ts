import type { Database, RowDataPacket, Transaction } from '../../platform/database'

export type TownshipMonthState = 'open' | 'computing' | 'proposed' | 'frozen'

interface StateRow {
  state: TownshipMonthState
}

export type MonthsStore = ReturnType<typeof createMonthsStore>

export function createMonthsStore({ prisma, pool }: Database) {
  return {
    async stateOf(townshipCode: string, month: string): Promise<TownshipMonthState> {
      const row = await prisma.townshipMonth.findUnique({
        where: { townshipCode_month: { townshipCode, month } },
        select: { state: true },
      })
      return row?.state ?? 'open'
    },

    /** Waits for a freezing that is under way. */
    async settledState(townshipCode: string, month: string): Promise<TownshipMonthState> {
      const [rows] = await pool.query<(StateRow & RowDataPacket)[]>(
        'SELECT state FROM township_month WHERE townshipCode = ? AND month = ? LOCK IN SHARE MODE',
        [townshipCode, month],
      )
      return rows[0]?.state ?? 'open'
    },

    /** The last frozen month from this one on; with a transaction none can be frozen until it ends. */
    async lastFrozen(
      townshipCode: string,
      from: string,
      tx: Pick<Transaction, '$queryRaw'> = prisma,
    ): Promise<string | null> {
      const [row] = await tx.$queryRaw<{ month: string }[]>`SELECT month FROM township_month
        WHERE townshipCode = ${townshipCode} AND month >= ${from} AND state = 'frozen'
        ORDER BY month DESC LIMIT 1 LOCK IN SHARE MODE`
      return row?.month ?? null
    },

    /** The state, which cannot change until this transaction ends. */
    async heldState(
      tx: Transaction,
      townshipCode: string,
      month: string,
    ): Promise<TownshipMonthState> {
      const [row] = await tx.$queryRaw<StateRow[]>`SELECT state FROM township_month
        WHERE townshipCode = ${townshipCode} AND month = ${month} LOCK IN SHARE MODE`
      return row?.state ?? 'open'
    },
  }
}
