import type { LeaveHalf, LeaveState } from '../../contract/leave'
import { dateOfDay, dayOfDate } from '../../platform/clock'
import type { Database, Prisma, Transaction } from '../../platform/database'
import { idBytes, idText, idTextOrNull } from '../../platform/ids'
import type { LeaveApprover } from './leave.policy'

export interface LeaveRecord {
  id: string
  accountId: string
  gridCode: string
  from: string
  fromHalf: LeaveHalf
  to: string
  toHalf: LeaveHalf
  halfDays: number
  reason: string
  substituteId: string | null
  approver: LeaveApprover
  routeText: string
  state: LeaveState
  requestedAtMs: number
  decidedBy: string | null
  decidedAtMs: number | null
  decisionReason: string | null
}

const mostListed = 500

function recordOf(row: Prisma.LeaveGetPayload<object>): LeaveRecord {
  return {
    id: idText(row.id),
    accountId: idText(row.accountId),
    gridCode: row.gridCode,
    from: dayOfDate(row.fromDay),
    fromHalf: row.fromHalf,
    to: dayOfDate(row.toDay),
    toHalf: row.toHalf,
    halfDays: row.halfDays,
    reason: row.reason,
    substituteId: idTextOrNull(row.substituteId),
    approver: row.approver,
    routeText: row.routeText,
    state: row.state,
    requestedAtMs: row.requestedAt.getTime(),
    decidedBy: idTextOrNull(row.decidedBy),
    decidedAtMs: row.decidedAt?.getTime() ?? null,
    decisionReason: row.decisionReason,
  }
}

export type LeaveStore = ReturnType<typeof createLeaveStore>

export function createLeaveStore({ prisma }: Database) {
  return {
    /** One leave at a time for each of these people: two at once would both find none. */
    async lockAccounts(tx: Transaction, accountIds: readonly string[]): Promise<void> {
      for (const accountId of [...new Set(accountIds)].sort()) {
        await tx.$queryRaw`SELECT id FROM account WHERE id = ${idBytes(accountId)} FOR UPDATE`
      }
    },

    async lock(tx: Transaction, leaveId: string): Promise<LeaveRecord | null> {
      await tx.$queryRaw`SELECT id FROM leave_request WHERE id = ${idBytes(leaveId)} FOR UPDATE`
      const row = await tx.leave.findUnique({ where: { id: idBytes(leaveId) } })
      return row && recordOf(row)
    },

    /** Of one person, asked for or approved, that end on this day or later. */
    async openOf(tx: Transaction, accountId: string, from: string): Promise<LeaveRecord[]> {
      const rows = await tx.leave.findMany({
        where: {
          accountId: idBytes(accountId),
          toDay: { gte: dateOfDay(from) },
          state: { in: ['waiting', 'approved'] },
        },
        orderBy: { fromDay: 'asc' },
      })
      return rows.map(recordOf)
    },

    async of(accountId: string, from: string): Promise<LeaveRecord[]> {
      const rows = await prisma.leave.findMany({
        where: { accountId: idBytes(accountId), toDay: { gte: dateOfDay(from) } },
        orderBy: [{ fromDay: 'desc' }, { id: 'desc' }],
        take: mostListed,
      })
      return rows.map(recordOf)
    },

    /** Approved leaves of a day in which this person stands in. */
    async coveredBy(accountId: string, on: string): Promise<LeaveRecord[]> {
      const day = dateOfDay(on)
      const rows = await prisma.leave.findMany({
        where: {
          substituteId: idBytes(accountId),
          state: 'approved',
          fromDay: { lte: day },
          toDay: { gte: day },
        },
        orderBy: [{ gridCode: 'asc' }, { id: 'asc' }],
      })
      return rows.map(recordOf)
    },

    async inScopes(
      scopes: readonly string[],
      wanted: { state?: LeaveState | undefined; on?: string | undefined },
    ): Promise<LeaveRecord[]> {
      const rows = await prisma.leave.findMany({
        where: {
          OR: scopes.map((scope) => ({ gridCode: { startsWith: scope } })),
          ...(wanted.state ? { state: wanted.state } : {}),
          ...(wanted.on
            ? { fromDay: { lte: dateOfDay(wanted.on) }, toDay: { gte: dateOfDay(wanted.on) } }
            : {}),
        },
        orderBy: [{ fromDay: 'desc' }, { id: 'desc' }],
        take: mostListed,
      })
      return rows.map(recordOf)
    },

    async add(tx: Transaction, record: LeaveRecord): Promise<void> {
      await tx.leave.create({
        data: {
          id: idBytes(record.id),
          accountId: idBytes(record.accountId),
          gridCode: record.gridCode,
          fromDay: dateOfDay(record.from),
          fromHalf: record.fromHalf,
          toDay: dateOfDay(record.to),
          toHalf: record.toHalf,
          halfDays: record.halfDays,
          reason: record.reason,
          substituteId: record.substituteId === null ? null : idBytes(record.substituteId),
          approver: record.approver,
          routeText: record.routeText,
          state: record.state,
          requestedAt: new Date(record.requestedAtMs),
        },
      })
    },

    async end(
      tx: Transaction,
      leaveId: string,
      ended: { state: LeaveState; by: string; atMs: number; reason: string | null },
    ): Promise<void> {
      await tx.leave.update({
        where: { id: idBytes(leaveId) },
        data: {
          state: ended.state,
          decidedBy: idBytes(ended.by),
          decidedAt: new Date(ended.atMs),
          decisionReason: ended.reason,
        },
      })
    },
  }
}
