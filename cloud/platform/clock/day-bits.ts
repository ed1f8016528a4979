import { daysInMonth } from './shanghai'

/*
 * Days of one month as bits of a number, the 1st the lowest: what is counted of a worker's month.
 */

/** The bit of a day ('YYYY-MM-DD') in its month. */
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
