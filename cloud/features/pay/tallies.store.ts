import type { Database, ResultSetHeader, RowDataPacket } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

/** What `worker_month` says was counted of a worker's month so far. */
export interface Tally {
  countedDays: number
  checkIns: number
  reports: number
  validReports: number
  invalidReports: number
}

interface TallyRow extends Tally, RowDataPacket {
  accountId: Buffer
}

const buffer = (id: string) => Buffer.from(idBytes(id).buffer)

export type TalliesStore = ReturnType<typeof createTalliesStore>

export function createTalliesStore({ pool }: Database) {
  return {
    async talliesOf(accountIds: readonly string[], month: string): Promise<Map<string, Tally>> {
      if (accountIds.length === 0) return new Map()
      const [rows] = await pool.query<TallyRow[]>(
        `SELECT accountId, countedDays, checkIns, reports, validReports, invalidReports
         FROM worker_month WHERE accountId IN (?) AND month = ?`,
        [accountIds.map(buffer), month],
      )
      return new Map(rows.map((row) => [idText(row.accountId), row]))
    },

    /** Only while it still says what it said: a record that came meanwhile has moved it itself. */
    async repair(
      accountId: string,
      month: string,
      before: Tally | null,
      after: Tally,
    ): Promise<boolean> {
      const { countedDays, checkIns, reports, validReports, invalidReports } = after
      const key = [buffer(accountId), month]
      const counted = [countedDays, checkIns, reports, validReports, invalidReports]
      if (!before) {
        const [made] = await pool.query<ResultSetHeader>(
          `INSERT IGNORE INTO worker_month
             (accountId, month, countedDays, checkIns, reports, validReports, invalidReports) VALUES (?)`,
          [[...key, ...counted]],
        )
        return made.affectedRows > 0
      }
      const [changed] = await pool.query<ResultSetHeader>(
        `UPDATE worker_month SET countedDays = ?, checkIns = ?, reports = ?, validReports = ?, invalidReports = ?
         WHERE accountId = ? AND month = ? AND countedDays = ? AND checkIns = ? AND reports = ?
           AND validReports = ? AND invalidReports = ?`,
        [
          ...counted,
          ...key,
          before.countedDays,
          before.checkIns,
          before.reports,
          before.validReports,
          before.invalidReports,
        ],
      )
      return changed.affectedRows > 0
    },
  }
}
