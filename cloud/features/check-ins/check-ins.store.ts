import { addDays, dateOfDay, dayBit, dayOfDate, dayStartMs, monthEnd } from '../../platform/clock'
import type { Database, Prisma, RowDataPacket, Transaction } from '../../platform/database'
import { idBytes, idText, idTextOrNull } from '../../platform/ids'
import {
  type CheckInRecord,
  type CheckInRow,
  checkInColumns,
  recordOfRow,
} from './take-check-in.store'

export interface CorrectionRecord {
  id: string
  accountId: string
  gridCode: string
  day: string
  reason: string
  evidence: string[]
  state: 'waiting' | 'approved' | 'refused'
  requestedAtMs: number
  decidedBy: string | null
  decidedAtMs: number | null
  decisionReason: string | null
}

/** A worker's month counted from the facts themselves. */
export interface DayCount {
  /** Bit (day − 1) for each distinct counted day, approved corrections among them. */
  countedDays: number
  /** All check-ins, counted or not. */
  checkIns: number
}

export type CountScope = { accountIds: readonly string[] } | { scopes: readonly string[] }

interface CountRow extends RowDataPacket {
  accountId: Buffer
  countedDays: string | number
  checkIns: number
}

type CorrectionSource = Prisma.CheckInCorrectionGetPayload<object>
const buffer = (id: string) => Buffer.from(idBytes(id).buffer)

function correctionOf(row: CorrectionSource): CorrectionRecord {
  return {
    id: idText(row.id),
    accountId: idText(row.accountId),
    gridCode: row.gridCode,
    day: dayOfDate(row.day),
    reason: row.reason,
    evidence: row.evidence as string[],
    state: row.state,
    requestedAtMs: row.requestedAt.getTime(),
    decidedBy: idTextOrNull(row.decidedBy),
    decidedAtMs: row.decidedAt?.getTime() ?? null,
    decisionReason: row.decisionReason,
  }
}

/** Who is counted, as a condition on `accountId`; people by area are those with a worker's post in it. */
function whoIsCounted(who: CountScope): { sql: string; values: unknown[] } {
  if ('accountIds' in who) return { sql: 'accountId IN (?)', values: [who.accountIds.map(buffer)] }
  const within = who.scopes.map(() => 'p.scopeCode LIKE ?').join(' OR ')
  return {
    sql: `accountId IN (SELECT p.accountId FROM post p WHERE p.role = 'worker' AND (${within}))`,
    values: who.scopes.map((scope) => `${scope}%`),
  }
}

export type CheckInsStore = ReturnType<typeof createCheckInsStore>

export function createCheckInsStore({ prisma, pool }: Database) {
  return {
    async ofDays(accountId: string, from: string, to: string): Promise<CheckInRecord[]> {
      const [rows] = await pool.query<CheckInRow[]>(
        `SELECT ${checkInColumns} FROM check_in
         WHERE accountId = ? AND day BETWEEN ? AND ? ORDER BY takenAt, id LIMIT 5000`,
        [buffer(accountId), from, to],
      )
      return rows.map(recordOfRow)
    },

    async checkIn(checkInId: string): Promise<CheckInRecord | null> {
      const [[row]] = await pool.query<CheckInRow[]>(
        `SELECT ${checkInColumns} FROM check_in WHERE id = ?`,
        [buffer(checkInId)],
      )
      return row ? recordOfRow(row) : null
    },

    async tally(
      accountId: string,
      month: string,
    ): Promise<{ countedDays: number; checkIns: number }> {
      const row = await prisma.workerMonth.findUnique({
        where: { accountId_month: { accountId: idBytes(accountId), month } },
        select: { countedDays: true, checkIns: true },
      })
      return row ?? { countedDays: 0, checkIns: 0 }
    },

    /** Grids where the account is a worker on that day, the post begun last first. */
    async gridsOn(accountId: string, day: string): Promise<string[]> {
      const on = dateOfDay(day)
      const rows = await prisma.post.findMany({
        where: {
          accountId: idBytes(accountId),
          role: 'worker',
          startsOn: { lte: on },
          OR: [{ endsOn: null }, { endsOn: { gte: on } }],
        },
        select: { scopeCode: true },
        orderBy: [{ startsOn: 'desc' }, { id: 'asc' }],
      })
      return rows.map((row) => row.scopeCode)
    },

    /** When the account sent reports that day: what a correction can lean on. */
    async reportTimes(accountId: string, day: string): Promise<number[]> {
      const rows = await prisma.report.findMany({
        where: {
          accountId: idBytes(accountId),
          receivedAt: { gte: new Date(dayStartMs(day)), lt: new Date(dayStartMs(addDays(day, 1))) },
        },
        select: { receivedAt: true },
        orderBy: { receivedAt: 'asc' },
        take: 50,
      })
      return rows.map((row) => row.receivedAt.getTime())
    },

    /** One request at a time for a person: two at once would both find none. */
    async lockAccount(tx: Transaction, accountId: string): Promise<void> {
      await tx.$queryRaw`SELECT id FROM account WHERE id = ${idBytes(accountId)} FOR UPDATE`
    },

    async correctionsOf(
      accountId: string,
      days: { from: string; to: string },
      client: Pick<Transaction, 'checkInCorrection'> = prisma,
    ): Promise<CorrectionRecord[]> {
      const rows = await client.checkInCorrection.findMany({
        where: {
          accountId: idBytes(accountId),
          day: { gte: dateOfDay(days.from), lte: dateOfDay(days.to) },
        },
        orderBy: [{ requestedAt: 'asc' }, { id: 'asc' }],
      })
      return rows.map(correctionOf)
    },

    async addCorrection(tx: Transaction, record: CorrectionRecord): Promise<void> {
      await tx.checkInCorrection.create({
        data: {
          id: idBytes(record.id),
          accountId: idBytes(record.accountId),
          gridCode: record.gridCode,
          day: dateOfDay(record.day),
          reason: record.reason,
          evidence: record.evidence,
          state: record.state,
          requestedAt: new Date(record.requestedAtMs),
        },
      })
    },

    async lockCorrection(tx: Transaction, id: string): Promise<CorrectionRecord | null> {
      await tx.$queryRaw`SELECT id FROM check_in_correction WHERE id = ${idBytes(id)} FOR UPDATE`
      const row = await tx.checkInCorrection.findUnique({ where: { id: idBytes(id) } })
      return row && correctionOf(row)
    },

    async decideCorrection(
      tx: Transaction,
      id: string,
      decided: { state: 'approved' | 'refused'; by: string; atMs: number; reason: string },
    ): Promise<void> {
      await tx.checkInCorrection.update({
        where: { id: idBytes(id) },
        data: {
          state: decided.state,
          decidedBy: idBytes(decided.by),
          decidedAt: new Date(decided.atMs),
          decisionReason: decided.reason,
        },
      })
    },

    async countDay(tx: Transaction, accountId: string, day: string): Promise<void> {
      const bit = dayBit(day)
      await tx.$executeRaw`
        INSERT INTO worker_month (accountId, month, countedDays)
        VALUES (${idBytes(accountId)}, ${day.slice(0, 7)}, ${bit})
        ON DUPLICATE KEY UPDATE countedDays = countedDays | VALUES(countedDays)`
    },

    async correctionsIn(
      scopes: readonly string[],
      state: CorrectionRecord['state'] | undefined,
    ): Promise<CorrectionRecord[]> {
      const rows = await prisma.checkInCorrection.findMany({
        where: {
          OR: scopes.map((scope) => ({ gridCode: { startsWith: scope } })),
          ...(state ? { state } : {}),
        },
        orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
        take: 500,
      })
      return rows.map(correctionOf)
    },

    async countDays(who: CountScope, month: string): Promise<Map<string, DayCount>> {
      if (('accountIds' in who ? who.accountIds : who.scopes).length === 0) return new Map()
      const { sql, values } = whoIsCounted(who)
      const range = [`${month}-01`, monthEnd(month)]
      const [rows] = await pool.query<CountRow[]>(
        `SELECT accountId, BIT_OR(IF(counted, 1 << (DAYOFMONTH(day) - 1), 0)) AS countedDays,
                COUNT(*) AS checkIns
         FROM check_in WHERE day BETWEEN ? AND ? AND ${sql} GROUP BY accountId`,
        [...range, ...values],
      )
      const [corrected] = await pool.query<CountRow[]>(
        `SELECT accountId, BIT_OR(1 << (DAYOFMONTH(day) - 1)) AS countedDays, 0 AS checkIns
         FROM check_in_correction
         WHERE state = 'approved' AND day BETWEEN ? AND ? AND ${sql} GROUP BY accountId`,
        [...range, ...values],
      )
      const counts = new Map<string, DayCount>()
      for (const row of [...rows, ...corrected]) {
        const accountId = idText(row.accountId)
        const before = counts.get(accountId) ?? { countedDays: 0, checkIns: 0 }
        counts.set(accountId, {
          countedDays: (before.countedDays | Number(row.countedDays)) >>> 0,
          checkIns: before.checkIns + Number(row.checkIns),
        })
      }
      return counts
    },
  }
}
