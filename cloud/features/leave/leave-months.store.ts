import type { LeaveHalf } from '../../contract/leave'
import { dateOfDay, dayOfDate, monthEnd } from '../../platform/clock'
import type { Database, RowDataPacket } from '../../platform/database'
import { idBytes, idText } from '../../platform/ids'

export interface ApprovedLeave {
  accountId: string
  from: string
  fromHalf: LeaveHalf
  to: string
  toHalf: LeaveHalf
}

interface LeaveDaysRow extends RowDataPacket {
  accountId: Buffer
  fromDay: Date
  fromHalf: LeaveHalf
  toDay: Date
  toHalf: LeaveHalf
}

export type LeaveMonthsStore = ReturnType<typeof createLeaveMonthsStore>

export function createLeaveMonthsStore({ pool }: Pick<Database, 'pool'>) {
  return {
    /** Approved leaves that touch the month, of everybody or of one person, oldest first. */
    async approvedIn(month: string, accountId?: string): Promise<ApprovedLeave[]> {
      const [rows] = await pool.query<LeaveDaysRow[]>(
        `SELECT accountId, fromDay, fromHalf, toDay, toHalf FROM leave_request
         WHERE state = 'approved' AND toDay >= ? AND fromDay <= ?${accountId ? ' AND accountId = ?' : ''}
         ORDER BY accountId, fromDay, id`,
        [
          dateOfDay(`${month}-01`),
          dateOfDay(monthEnd(month)),
          ...(accountId ? [Buffer.from(idBytes(accountId))] : []),
        ],
      )
      return rows.map((row) => ({
        accountId: idText(row.accountId),
        from: dayOfDate(row.fromDay),
        fromHalf: row.fromHalf,
        to: dayOfDate(row.toDay),
        toHalf: row.toHalf,
      }))
    },
  }
}
