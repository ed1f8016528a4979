import { monthEnd } from '../../platform/clock'
import { chineseCalendar, type HeldLeave, halfDaysOf, workingDaysOfMonth } from '../../rules'
import type { ApprovedLeave, LeaveMonthsStore } from './leave-months.store'

/** For pay and scores: how much of a month somebody was away by an approved leave. */
export interface LeaveMonthsService {
  /** By account; who was not away is not in it. */
  inMonth(month: string, accountId?: string): Promise<Map<string, HeldLeave>>
  /** Who was away on every working day of the month. */
  wholeIn(month: string): Promise<Set<string>>
}

const halvesOfDay = 2

/** The part of a leave that lies in the month. */
function clipped(leave: ApprovedLeave, month: string): ApprovedLeave {
  const [first, last] = [`${month}-01`, monthEnd(month)]
  return {
    ...leave,
    ...(leave.from < first ? { from: first, fromHalf: 'morning' as const } : {}),
    ...(leave.to > last ? { to: last, toHalf: 'afternoon' as const } : {}),
  }
}

/** Half days of work by person; leaves of one person never overlap. */
export function leaveOfMonth(
  leaves: readonly ApprovedLeave[],
  month: string,
): Map<string, HeldLeave> {
  const workingHalfDays = workingDaysOfMonth(chineseCalendar, month).length * halvesOfDay
  const away = new Map<string, HeldLeave>()
  for (const leave of leaves) {
    const before = away.get(leave.accountId)?.halfDays ?? 0
    const halfDays = before + halfDaysOf(chineseCalendar, clipped(leave, month))
    if (halfDays > 0) away.set(leave.accountId, { halfDays, workingHalfDays })
  }
  return away
}

export function createLeaveMonths(store: LeaveMonthsStore): LeaveMonthsService {
  const inMonth = async (month: string, accountId?: string) =>
    leaveOfMonth(await store.approvedIn(month, accountId), month)
  return {
    inMonth,
    async wholeIn(month) {
      const away = await inMonth(month)
      const whole = [...away].filter(([, one]) => one.halfDays >= one.workingHalfDays)
      return new Set(whole.map(([accountId]) => accountId))
    },
  }
}
