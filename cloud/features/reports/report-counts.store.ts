import type { Database, RowDataPacket } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'
import type { ReportVerdict } from '../../contract/reports'
import type { VerdictCounts } from './reports.store'

/** What pay and assessment need of one report. */
export interface ReportSummary {
  reportId: string
  accountId: string
  gridCode: string
  month: string
  verdict: ReportVerdict
}

export interface ValidReport {
  reportId: string
  itemCode: string
  receivedAtMs: number
}

interface CountRow extends RowDataPacket {
  accountId: Buffer
  submitted: number
  valid: number
  invalid: number
  pending: number
  unjudged: number
}

interface ValidRow extends RowDataPacket {
  id: Buffer
  itemCode: string
  receivedAt: Date
}

const likePrefix = (column: string, count: number) =>
  `(${Array.from({ length: count }, () => `${column} LIKE ?`).join(' OR ')})`

export type ReportCountsStore = ReturnType<typeof createReportCountsStore>

export function createReportCountsStore({ pool, prisma }: Database) {
  return {
    /**
     * The month's reports of these people, or of everybody who has held a worker's post in these
     * areas, from the reports themselves: one row a worker, wherever he reported that month.
     */
    async count(
      who: readonly string[] | { accountIds: readonly string[] },
      month: string,
    ): Promise<Map<string, VerdictCounts>> {
      const named = 'accountIds' in who
      const counted = named ? who.accountIds : who
      if (counted.length === 0) return new Map()
      const people = named
        ? '(?)'
        : `(SELECT p.accountId FROM post p
            WHERE p.role = 'worker' AND ${likePrefix('p.scopeCode', counted.length)})`
      const values = named
        ? [counted.map((accountId) => Buffer.from(idBytes(accountId)))]
        : counted.map((scope) => `${scope}%`)
      const [rows] = await pool.query<CountRow[]>(
        `SELECT r.accountId, COUNT(*) AS submitted,
                COUNT(CASE WHEN r.verdict = 'valid' THEN 1 END) AS valid,
                COUNT(CASE WHEN r.verdict = 'invalid' THEN 1 END) AS invalid,
                COUNT(CASE WHEN r.verdict = 'pending' THEN 1 END) AS pending,
                COUNT(CASE WHEN r.verdict = 'unjudged' THEN 1 END) AS unjudged
         FROM report r
         WHERE r.month = ? AND r.asWorker = 1 AND r.accountId IN ${people}
         GROUP BY r.accountId`,
        [month, ...values],
      )
      return new Map(
        rows.map(({ accountId, submitted, valid, invalid, pending, unjudged }) => [
          idText(accountId),
          { submitted, valid, invalid, pending, unjudged },
        ]),
      )
    },

    async validOf(accountId: string, month: string): Promise<ValidReport[]> {
      const [rows] = await pool.query<ValidRow[]>(
        `SELECT id, itemCode, receivedAt FROM report
         WHERE month = ? AND accountId = ? AND asWorker = 1 AND verdict = 'valid'
         ORDER BY receivedAt, id`,
        [month, Buffer.from(idBytes(accountId))],
      )
      return rows.map((row) => ({
        reportId: idText(row.id),
        itemCode: row.itemCode,
        receivedAtMs: row.receivedAt.getTime(),
      }))
    },

    async summary(reportId: string): Promise<ReportSummary | null> {
      const row = await prisma.report.findUnique({
        where: { id: idBytes(reportId) },
        select: { accountId: true, gridCode: true, month: true, verdict: true },
      })
      if (!row) return null
      const { gridCode, month, verdict } = row
      return { reportId, accountId: idText(row.accountId), gridCode, month, verdict }
    },
  }
}
