import type { Database, Prisma, RowDataPacket, Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

export type AssessmentStore = ReturnType<typeof createAssessmentStore>
export type FindingRow = Prisma.FindingGetPayload<object>
export type CommendationRow = Prisma.CommendationGetPayload<object>
export type MajorReportRow = Prisma.MajorReportGetPayload<object>
export type SpotCheckRow = Prisma.SpotCheckGetPayload<object>
export type DecisionRow = Prisma.MonthDecisionGetPayload<object>

export interface MonthRows {
  findings: FindingRow[]
  commendations: CommendationRow[]
  majorReports: MajorReportRow[]
  spotChecks: SpotCheckRow[]
  decisions: DecisionRow[]
}

interface Reader {
  finding: Transaction['finding']
  commendation: Transaction['commendation']
  majorReport: Transaction['majorReport']
  spotCheck: Transaction['spotCheck']
  monthDecision: Transaction['monthDecision']
}

/** Rows of the month, of one account or of all: such records are few, an area is picked from them. */
async function rowsOf(
  reader: Reader,
  month: string,
  year: { from: Date; to: Date },
  accountId?: string,
): Promise<MonthRows> {
  const of = accountId ? { accountId: idBytes(accountId) } : {}
  const where = { month, ...of }
  const [findings, commendations, majorReports, spotChecks, decisions] = await Promise.all([
    reader.finding.findMany({ where, orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }] }),
    reader.commendation.findMany({ where, orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }] }),
    reader.majorReport.findMany({
      where: { ...of, OR: [{ month }, { state: 'waiting' }] },
      orderBy: [{ nominatedAt: 'asc' }, { id: 'asc' }],
    }),
    reader.spotCheck.findMany({
      where: { ...of, calledAt: { gte: year.from, lt: year.to } },
      orderBy: [{ calledAt: 'asc' }, { id: 'asc' }],
    }),
    reader.monthDecision.findMany({ where, orderBy: [{ decidedAt: 'asc' }, { id: 'asc' }] }),
  ])
  return { findings, commendations, majorReports, spotChecks, decisions }
}

interface ProvincialRow extends RowDataPacket {
  accountId: Buffer
  checkIns: number
  validReports: number
}

export interface StatisticsRow {
  accountId: string
  checkIns: number
  validReports: number
}

const insertChunk = 1_000

export function createAssessmentStore({ prisma, pool }: Database) {
  return {
    rowsOf: (month: string, year: { from: Date; to: Date }, accountId?: string) =>
      rowsOf(prisma, month, year, accountId),

    /** Commendations of the same reports recorded in earlier months: what was paid already. */
    earlierCommendations(
      reportIds: readonly Uint8Array<ArrayBuffer>[],
      before: string,
    ): Promise<CommendationRow[]> {
      if (reportIds.length === 0) return Promise.resolve([])
      return prisma.commendation.findMany({
        where: { reportId: { in: [...reportIds] }, month: { lt: before } },
      })
    },

    /** The newest word up to the month on who employs somebody; of whom there is none, nobody asks. */
    async dispatched(month: string, accountId?: string): Promise<Map<string, boolean>> {
      const rows = await prisma.monthDecision.findMany({
        where: {
          kind: 'employment',
          month: { lte: month },
          ...(accountId ? { accountId: idBytes(accountId) } : {}),
        },
        select: { accountId: true, value: true },
        orderBy: [{ month: 'asc' }, { decidedAt: 'asc' }, { id: 'asc' }],
      })
      return new Map(
        rows.map((row) => [
          idText(row.accountId),
          (row.value as { dispatched?: boolean }).dispatched === true,
        ]),
      )
    },

    /** Who is on approved leave over the whole month. */
    async onLeave(month: string): Promise<Set<string>> {
      const rows = await prisma.monthDecision.findMany({
        where: { kind: 'quotaWaiver', month },
        select: { accountId: true },
      })
      return new Set(rows.map((row) => idText(row.accountId)))
    },

    sameIncident(tx: Transaction, accountId: string, incident: string): Promise<number> {
      return tx.finding.count({
        where: { accountId: idBytes(accountId), incident, withdrawnAt: null },
      })
    },

    finding: (tx: Transaction, id: string) => tx.finding.findUnique({ where: { id: idBytes(id) } }),
    createFinding: (tx: Transaction, data: Prisma.FindingCreateInput) =>
      tx.finding.create({ data }),
    /** How many rows were withdrawn: 0 when somebody was first. */
    async withdrawFinding(
      tx: Transaction,
      id: string,
      withdrawn: { by: string; atMs: number; reason: string },
    ): Promise<number> {
      const { count } = await tx.finding.updateMany({
        where: { id: idBytes(id), withdrawnAt: null },
        data: {
          withdrawnBy: idBytes(withdrawn.by),
          withdrawnAt: new Date(withdrawn.atMs),
          withdrawReason: withdrawn.reason,
        },
      })
      return count
    },

    /** All of one person, the newest first. */
    commendationsOfPerson: (accountId: string) =>
      prisma.commendation.findMany({
        where: { accountId: idBytes(accountId) },
        orderBy: [{ noticedOn: 'desc' }, { id: 'desc' }],
      }),

    commendationsOf: (tx: Transaction, reportId: string) =>
      tx.commendation.findMany({ where: { reportId: idBytes(reportId) } }),
    createCommendation: (tx: Transaction, data: Prisma.CommendationCreateInput) =>
      tx.commendation.create({ data }),

    majorReport: (tx: Transaction, id: string) =>
      tx.majorReport.findUnique({ where: { id: idBytes(id) } }),
    majorReportOf: (tx: Transaction, reportId: string) =>
      tx.majorReport.findUnique({ where: { reportId: idBytes(reportId) } }),
    createMajorReport: (tx: Transaction, data: Prisma.MajorReportCreateInput) =>
      tx.majorReport.create({ data }),
    async decideMajorReport(
      tx: Transaction,
      id: string,
      data: Prisma.MajorReportUpdateManyMutationInput,
    ): Promise<number> {
      const { count } = await tx.majorReport.updateMany({
        where: { id: idBytes(id), state: 'waiting' },
        data,
      })
      return count
    },

    createSpotCheck: (tx: Transaction, data: Prisma.SpotCheckCreateInput) =>
      tx.spotCheck.create({ data }),
    createDecision: (tx: Transaction, data: Prisma.MonthDecisionCreateInput) =>
      tx.monthDecision.create({ data }),

    async saveStatistics(
      tx: Transaction,
      imported: Prisma.StatisticsImportCreateInput,
      rows: readonly StatisticsRow[],
    ): Promise<void> {
      await tx.statisticsImport.create({ data: imported })
      for (let at = 0; at < rows.length; at += insertChunk) {
        await tx.provincialStatistic.createMany({
          data: rows.slice(at, at + insertChunk).map((row) => ({
            accountId: idBytes(row.accountId),
            month: imported.month,
            importId: imported.id,
            checkIns: row.checkIns,
            validReports: row.validReports,
          })),
        })
      }
    },

    imports: (month: string, countyCode: string) =>
      prisma.statisticsImport.findMany({
        where: { month, countyCode },
        orderBy: { importedAt: 'desc' },
      }),

    /** The newest imported figures a worker; ids are time-ordered, so the greatest import is the newest. */
    async provincial(
      month: string,
      accountId?: string,
    ): Promise<Map<string, { checkIns: number; validReports: number }>> {
      const who = accountId === undefined ? [] : [Buffer.from(idBytes(accountId))]
      const [rows] = await pool.query<ProvincialRow[]>(
        `SELECT p.accountId, p.checkIns, p.validReports
         FROM provincial_statistic p
         JOIN (SELECT accountId, MAX(importId) AS importId FROM provincial_statistic
               WHERE month = ? ${who.length > 0 ? 'AND accountId = ?' : ''} GROUP BY accountId) newest
           ON newest.accountId = p.accountId AND newest.importId = p.importId
         WHERE p.month = ?`,
        [month, ...who, month],
      )
      return new Map(
        rows.map(({ accountId, checkIns, validReports }) => [
          idText(accountId),
          { checkIns, validReports },
        ]),
      )
    },
  }
}
