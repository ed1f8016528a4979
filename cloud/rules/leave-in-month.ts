import { z } from 'zod'

const halfDays = z.int().min(0).max(100)

/** Approved leave of a month in half days of work, beside all that the month has. */
export const factLeave = z.strictObject({ halfDays, workingHalfDays: halfDays })
export type LeaveInMonth = z.infer<typeof factLeave>

/** Whether somebody was away on every working day of the month. */
export function isWholeMonth(leave: LeaveInMonth | undefined): boolean {
  return leave !== undefined && leave.halfDays > 0 && leave.halfDays >= leave.workingHalfDays
}

const halvesOfDay = 1 + 1

/** '批准请假 3.5 天（当月工作日 22 天）'. */
export function leaveSentence({ halfDays: away, workingHalfDays }: LeaveInMonth): string {
  return `批准请假 ${away / halvesOfDay} 天（当月工作日 ${workingHalfDays / halvesOfDay} 天）`
}
