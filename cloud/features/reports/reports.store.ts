import { type Database, Prisma, type Transaction } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'
import type { AuditEvent } from '../../contract/audit'
import type { ReportVerdict } from '../../contract/reports'
import type { Sight } from './reports.policy'

export type ReportRecord = Prisma.ReportGetPayload<object>
export type JudgementRecord = Prisma.ReportJudgementGetPayload<object>
/** The client itself, or the one of a transaction. */
export type Reader = Pick<
  Transaction,
  '$queryRaw' | 'report' | 'reportJudgement' | 'reportPhoto' | 'photo'
>

export interface ReportPhotoRow {
  reportId: string
  photoId: string
  /** Null until the photo has arrived. */
  perceptualHash: bigint | null
}

/** What judging needs of a report, read under a lock. */
export interface LockedReport {
  id: string
  accountId: string
  gridCode: string
  month: string
  verdict: ReportVerdict
  restricted: boolean
  urgent: boolean
  asWorker: boolean
  receivedAtMs: number
}

export interface VerdictCounts {
  submitted: number
  valid: number
  invalid: number
  pending: number
  unjudged: number
}

type Bytes = Uint8Array<ArrayBuffer>

const prefixed = (scopes: readonly string[]): Prisma.Sql =>
  Prisma.sql`(${Prisma.join(
    scopes.map((scope) => Prisma.sql`r.gridCode LIKE ${`${scope}%`}`),
    ' OR ',
  )})`

/** The one place that says which reports somebody sees (P6). */
function seen({ accountId, open, restricted }: Sight): Prisma.Sql {
  const ways = [Prisma.sql`r.accountId = ${idBytes(accountId)}`]
  if (open.length > 0) ways.push(Prisma.sql`(r.restricted = 0 AND ${prefixed(open)})`)
  if (restricted.length > 0) ways.push(Prisma.sql`(r.restricted = 1 AND ${prefixed(restricted)})`)
  return Prisma.sql`(${Prisma.join(ways, ' OR ')})`
}

export interface QueueCursor {
  urgent: boolean
  receivedAtMs: number
  id: string
}

export interface QueueQuestion {
  sight: Sight
  scopes: readonly string[]
  verdict: ReportVerdict
  month?: string | undefined
  urgentOnly: boolean
  after: QueueCursor | null
  limit: number
}

export interface AroundQuestion {
  sight: Sight
  /** Code of the village to look in. */
  village: string | null
  /** Squares to look in, see place-cell. */
  cells: readonly number[]
  /** Of the text that is compared. */
  fingerprint: bigint
  atMs: number
  windowMs: number
  /** The report that is compared itself. */
  except: string | null
  most: number
}

function afterInQueue(after: QueueCursor | null): Prisma.Sql {
  if (!after) return Prisma.empty
  const at = new Date(after.receivedAtMs)
  const id = idBytes(after.id)
  const later = Prisma.sql`(r.receivedAt > ${at} OR (r.receivedAt = ${at} AND r.id > ${id}))`
  if (!after.urgent) return Prisma.sql`AND r.urgent = 0 AND ${later}`
  return Prisma.sql`AND (r.urgent = 0 OR ${later})`
}

const idsOf = (rows: { id: Uint8Array }[]): string[] => rows.map((row) => idText(row.id))

function emptyCounts(): VerdictCounts {
  return { submitted: 0, valid: 0, invalid: 0, pending: 0, unjudged: 0 }
}

export function sumCounts(
  groups: readonly { verdict: ReportVerdict; count: number | bigint }[],
): VerdictCounts {
  const counts = emptyCounts()
  for (const { verdict, count } of groups) {
    counts[verdict] += Number(count)
    counts.submitted += Number(count)
  }
  return counts
}

export type ReportsStore = ReturnType<typeof createReportsStore>

export function createReportsStore({ prisma }: Database) {
  /** Reports by id, in the order asked for. */
  async function byIds(reader: Reader, ids: readonly string[]): Promise<ReportRecord[]> {
    if (ids.length === 0) return []
    const rows = await reader.report.findMany({ where: { id: { in: ids.map(idBytes) } } })
    const byId = new Map(rows.map((row) => [idText(row.id), row]))
    return ids.flatMap((id) => byId.get(id) ?? [])
  }

  return {
    reader: prisma as Reader,
    byIds,

    async find(reader: Reader, id: string): Promise<ReportRecord | null> {
      return reader.report.findUnique({ where: { id: idBytes(id) } })
    },

    /** Null when there is none, or none that is seen. */
    async findSeen(reader: Reader, id: string, sight: Sight): Promise<ReportRecord | null> {
      const rows = await reader.$queryRaw<{ id: Bytes }[]>`
        SELECT r.id FROM report r WHERE r.id = ${idBytes(id)} AND ${seen(sight)}`
      return (await byIds(reader, idsOf(rows)))[0] ?? null
    },

    /** Those of them that there are and that are seen. */
    async seenOf(reader: Reader, ids: readonly string[], sight: Sight): Promise<ReportRecord[]> {
      if (ids.length === 0) return []
      const rows = await reader.$queryRaw<{ id: Bytes }[]>`
        SELECT r.id FROM report r
        WHERE r.id IN (${Prisma.join(ids.map(idBytes))}) AND ${seen(sight)}`
      return byIds(reader, idsOf(rows))
    },

    async insert(
      tx: Transaction,
      report: ReportRecord,
      photoIds: readonly string[],
    ): Promise<void> {
      await tx.report.createMany({ data: [report] })
      if (photoIds.length > 0) {
        await tx.reportPhoto.createMany({
          data: photoIds.map((photoId, position) => ({
            reportId: report.id,
            photoId: idBytes(photoId),
            position,
          })),
        })
      }
      if (report.asWorker) {
        await tx.$executeRaw`
          INSERT INTO worker_month (accountId, month, reports) VALUES (${report.accountId}, ${report.month}, 1)
          ON DUPLICATE KEY UPDATE reports = reports + 1`
      }
    },

    async mine(
      accountId: string,
      question: {
        month?: string | undefined
        after: { receivedAtMs: number; id: string } | null
        limit: number
      },
    ): Promise<ReportRecord[]> {
      const { month, after, limit } = question
      const at = after ? new Date(after.receivedAtMs) : null
      const rows = await prisma.$queryRaw<{ id: Bytes }[]>`
        SELECT r.id FROM report r WHERE r.accountId = ${idBytes(accountId)}
        ${month ? Prisma.sql`AND r.month = ${month}` : Prisma.empty}
        ${
          after
            ? Prisma.sql`AND (r.receivedAt < ${at} OR (r.receivedAt = ${at} AND r.id < ${idBytes(after.id)}))`
            : Prisma.empty
        }
        ORDER BY r.receivedAt DESC, r.id DESC LIMIT ${limit}`
      return byIds(prisma, idsOf(rows))
    },

    async countsOf(
      accountId: string,
      months: { month?: string | undefined; from?: string },
    ): Promise<VerdictCounts> {
      const { month, from } = months
      const groups = await prisma.report.groupBy({
        by: ['verdict'],
        where: {
          accountId: idBytes(accountId),
          ...(month ? { month } : from ? { month: { gte: from } } : {}),
        },
        _count: { _all: true },
      })
      return sumCounts(groups.map(({ verdict, _count }) => ({ verdict, count: _count._all })))
    },

    async queue({
      sight,
      scopes,
      verdict,
      month,
      urgentOnly,
      after,
      limit,
    }: QueueQuestion): Promise<ReportRecord[]> {
      const rows = await prisma.$queryRaw<{ id: Bytes }[]>`
        SELECT r.id FROM report r WHERE r.verdict = ${verdict} AND ${prefixed(scopes)} AND ${seen(sight)}
        ${month ? Prisma.sql`AND r.month = ${month}` : Prisma.empty}
        ${urgentOnly ? Prisma.sql`AND r.urgent = 1` : Prisma.empty}
        ${afterInQueue(after)}
        ORDER BY r.urgent DESC, r.receivedAt, r.id LIMIT ${limit}`
      return byIds(prisma, idsOf(rows))
    },

    async waitingCount(sight: Sight, scopes: readonly string[]): Promise<number> {
      const [row] = await prisma.$queryRaw<{ count: bigint }[]>`
        SELECT COUNT(*) AS count FROM report r
        WHERE r.verdict = 'unjudged' AND ${prefixed(scopes)} AND ${seen(sight)}`
      return Number(row?.count ?? 0)
    },

    judgementsOf(reader: Reader, reportIds: readonly string[]): Promise<JudgementRecord[]> {
      return reader.reportJudgement.findMany({
        where: { reportId: { in: reportIds.map(idBytes) } },
        orderBy: [{ judgedAt: 'asc' }, { id: 'asc' }],
      })
    },

    /** A photo counts as arrived only when the report's own author sent it. */
    async photosOf(reader: Reader, reportIds: readonly string[]): Promise<ReportPhotoRow[]> {
      if (reportIds.length === 0) return []
      const rows = await reader.$queryRaw<
        { reportId: Bytes; photoId: Bytes; perceptualHash: bigint | null }[]
      >`
        SELECT rp.reportId, rp.photoId, p.perceptualHash
        FROM report_photo rp
        JOIN report r ON r.id = rp.reportId
        LEFT JOIN photo p ON p.id = rp.photoId AND p.accountId = r.accountId
        WHERE rp.reportId IN (${Prisma.join(reportIds.map(idBytes))})
        ORDER BY rp.reportId, rp.position`
      return rows.map((row) => ({
        reportId: idText(row.reportId),
        photoId: idText(row.photoId),
        perceptualHash: row.perceptualHash === null ? null : BigInt(row.perceptualHash),
      }))
    },

    /**
     * Reports that may tell of the same matter: of the same village or near the place, within the
     * window, seen by the asker. Where there are many, those nearest in time and in words.
     */
    async around(reader: Reader, question: AroundQuestion): Promise<ReportRecord[]> {
      const { sight, village, cells, fingerprint, atMs, windowMs, except, most } = question
      const places = [
        ...(village ? [Prisma.sql`r.gridCode LIKE ${`${village}%`}`] : []),
        ...(cells.length > 0 ? [Prisma.sql`r.placeCell IN (${Prisma.join([...cells])})`] : []),
      ]
      if (places.length === 0) return []
      const [from, to, at] = [new Date(atMs - windowMs), new Date(atMs + windowMs), new Date(atMs)]
      const orders = [
        Prisma.sql`ABS(TIMESTAMPDIFF(SECOND, r.receivedAt, ${at}))`,
        Prisma.sql`BIT_COUNT(r.textFingerprint ^ CAST(${String(fingerprint)} AS UNSIGNED))`,
      ]
      const parts = places.flatMap((place) => orders.map((order) => ({ place, order })))
      const each = Math.ceil(most / parts.length)
      const rows = await reader.$queryRaw<{ id: Bytes }[]>`
        SELECT id FROM (${Prisma.join(
          parts.map(
            ({ place, order }) => Prisma.sql`
            (SELECT r.id FROM report r
             WHERE ${place} AND r.receivedAt BETWEEN ${from} AND ${to} AND ${seen(sight)}
             ${except ? Prisma.sql`AND r.id <> ${idBytes(except)}` : Prisma.empty}
             ORDER BY ${order}, r.id LIMIT ${each})`,
          ),
          ' UNION ',
        )}) AS near`
      return byIds(reader, idsOf(rows))
    },

    /** A query has no transaction of its own: the row is written before the report is shown. */
    async noteRestrictedView(
      reportId: string,
      gridCode: string,
      { actor, nowMs }: { actor: { accountId: string }; nowMs: number },
    ): Promise<void> {
      const event: AuditEvent = 'report.restrictedViewed'
      await prisma.auditEntry.createMany({
        data: [
          {
            at: new Date(nowMs),
            accountId: idBytes(actor.accountId),
            event,
            subjectId: reportId,
            areaCode: gridCode,
          },
        ],
      })
    },

    /**
     * Locks reports in one order, so that two judges wait for each other instead of colliding; by
     * the primary key alone, else a scan would lock what others are about to add.
     */
    async lock(tx: Transaction, ids: readonly string[], sight: Sight): Promise<LockedReport[]> {
      const rows = await tx.$queryRaw<
        (Omit<LockedReport, 'id' | 'accountId' | 'receivedAtMs'> & {
          id: Bytes
          accountId: Bytes
          receivedAt: Date
        })[]
      >`
        SELECT r.id, r.accountId, r.gridCode, r.month, r.verdict, r.restricted, r.urgent, r.asWorker, r.receivedAt
        FROM report r FORCE INDEX (PRIMARY) WHERE r.id IN (${Prisma.join(ids.map(idBytes))}) AND ${seen(sight)}
        ORDER BY r.id FOR UPDATE`
      return rows.map((row) => ({
        id: idText(row.id),
        accountId: idText(row.accountId),
        gridCode: row.gridCode,
        month: row.month,
        verdict: row.verdict,
        restricted: Boolean(Number(row.restricted)),
        urgent: Boolean(Number(row.urgent)),
        asWorker: Boolean(Number(row.asWorker)),
        receivedAtMs: row.receivedAt.getTime(),
      }))
    },

    /**
     * Whether the township's month is frozen, held so until this transaction ends: a freezing that
     * comes at the same moment waits and then counts this judgement, or is seen by it.
     */
    async monthIsFrozen(tx: Transaction, townshipCode: string, month: string): Promise<boolean> {
      const [row] = await tx.$queryRaw<{ state: string }[]>`
        SELECT state FROM township_month WHERE townshipCode = ${townshipCode} AND month = ${month}
        LOCK IN SHARE MODE`
      return row?.state === 'frozen'
    },

    /** Under the report's lock: the new row, the report's verdict and the worker's tally move together. */
    async recordJudgement(
      tx: Transaction,
      report: LockedReport,
      judgement: Prisma.ReportJudgementCreateManyInput,
    ): Promise<void> {
      await tx.reportJudgement.createMany({ data: [judgement] })
      if (judgement.verdict === report.verdict) return
      await tx.report.updateMany({
        where: { id: idBytes(report.id) },
        data: { verdict: judgement.verdict },
      })
      if (!report.asWorker) return
      const step = (verdict: ReportVerdict) =>
        Number(judgement.verdict === verdict) - Number(report.verdict === verdict)
      const [valid, invalid] = [step('valid'), step('invalid')]
      if (valid === 0 && invalid === 0) return
      await tx.$executeRaw`
        UPDATE worker_month SET
          validReports = GREATEST(CAST(validReports AS SIGNED) + ${valid}, 0),
          invalidReports = GREATEST(CAST(invalidReports AS SIGNED) + ${invalid}, 0)
        WHERE accountId = ${idBytes(report.accountId)} AND month = ${report.month}`
    },
  }
}
