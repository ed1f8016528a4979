import { type LeaveHalf, leaveHalfLabel } from '@contract/leave'
import { dayText } from './format'

export interface LeaveSpan {
  from: string
  fromHalf: LeaveHalf
  to: string
  toHalf: LeaveHalf
}

/** '7月6日', '7月6日 上午', '7月6日 下午至 7月8日'. */
export function leaveSpanText({ from, fromHalf, to, toHalf }: LeaveSpan): string {
  const first = dayText(from)
  if (from === to) return fromHalf === toHalf ? `${first} ${leaveHalfLabel[fromHalf]}` : first
  const start = fromHalf === 'afternoon' ? `${first} 下午` : first
  return `${start}至 ${dayText(to)}${toHalf === 'morning' ? ' 上午' : ''}`
}

/** Whether it ends no earlier than it begins. */
export function isSpan({ from, fromHalf, to, toHalf }: LeaveSpan): boolean {
  return from < to || (from === to && !(fromHalf === 'afternoon' && toHalf === 'morning'))
}

/** Half days in words of days: 3 → '1.5'. */
export const daysOfHalves = (halfDays: number): number => halfDays / 2
