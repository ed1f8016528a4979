import type { MonthProgress } from '../../contract/check-ins'
import { daysInMonth } from '../../platform/clock'

/** The bit of a day in `worker_month.countedDays`. */
export function dayBit(day: string): number {
  return 2 ** (Number(day.slice(8, 10)) - 1)
}

export function bitCount(bits: number): number {
  let count = 0
  for (let rest = bits >>> 0; rest !== 0; rest = (rest & (rest - 1)) >>> 0) count += 1
  return count
}

export function withDay(bits: number, day: string): number {
  return (bits | dayBit(day)) >>> 0
}

export function hasDay(bits: number, day: string): boolean {
  return (bits & dayBit(day)) >>> 0 !== 0
}

export function daysOfBits(bits: number, month: string): string[] {
  const days: string[] = []
  for (let number = 1; number <= 31; number += 1) {
    const day = `${month}-${String(number).padStart(2, '0')}`
    if (hasDay(bits, day)) days.push(day)
  }
  return days
}

/** Days of the month that can still be counted: today while it is not counted yet, and those after. */
export function daysLeft(bits: number, month: string, today: string): number {
  const thisMonth = today.slice(0, 7)
  if (month < thisMonth) return 0
  const days = daysInMonth(month)
  if (month > thisMonth) return days
  const after = days - Number(today.slice(8, 10))
  return hasDay(bits, today) ? after : after + 1
}

/** How far the month's distinct counted days are, and whether the quota can still be reached. */
export function monthProgress(
  tally: { countedDays: number; checkIns: number },
  { month, today, quotaDays }: { month: string; today: string; quotaDays: number },
): MonthProgress {
  const countedDays = bitCount(tally.countedDays)
  const left = daysLeft(tally.countedDays, month, today)
  return {
    month,
    countedDays,
    checkIns: tally.checkIns,
    quotaDays,
    daysLeft: left,
    reachable: countedDays + left >= quotaDays,
  }
}
