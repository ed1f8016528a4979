import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming, parametersOf, textFact } from '../figures'
import { multiplyRatio } from '../money'
import { daysBetween } from '../months'
import { addDays, hasWorkingDay, type WorkingCalendar, workingDaysFrom } from './working-days'

export type Half = 'morning' | 'afternoon'

/** A leave in half days, both ends included: from Monday morning to Monday morning is half a day. */
export interface Leave {
  from: string
  fromHalf: Half
  to: string
  toHalf: Half
}

const halvesOfDay = 2
/** Nobody is on leave for longer; it keeps out what cannot be meant. */
const mostDays = 366

/** Order of the halves of a day; the same for all leaves, so that they can be compared. */
function startsAt({ from, fromHalf }: Leave): string {
  return `${from} ${fromHalf === 'morning' ? '0' : '1'}`
}

function endsAt({ to, toHalf }: Leave): string {
  return `${to} ${toHalf === 'morning' ? '0' : '1'}`
}

export function isOrdered(leave: Leave): boolean {
  return startsAt(leave) <= endsAt(leave)
}

export function isTooLong({ from, to }: Leave): boolean {
  return daysBetween(from, to) > mostDays
}

/** Whether two leaves take the same half day. */
export function overlap(one: Leave, other: Leave): boolean {
  return startsAt(one) <= endsAt(other) && startsAt(other) <= endsAt(one)
}

/** Half days of work that the leave takes; days off inside it do not count. */
export function halfDaysOf(calendar: WorkingCalendar, leave: Leave): number {
  const days = workingDaysFrom(calendar, leave.from, leave.to).length
  const late = leave.fromHalf === 'afternoon' && calendar.isWorkingDay(leave.from) ? 1 : 0
  const early = leave.toHalf === 'morning' && calendar.isWorkingDay(leave.to) ? 1 : 0
  return Math.max(0, days * halvesOfDay - late - early)
}

/** Whether no half day of work lies between two leaves that do not overlap. */
export function touches(calendar: WorkingCalendar, one: Leave, other: Leave): boolean {
  const [first, second] = startsAt(one) <= startsAt(other) ? [one, other] : [other, one]
  if (overlap(first, second)) return true
  const sameDay = first.to === second.from
  if (sameDay) return true
  const afternoonLeft = first.toHalf === 'morning' && calendar.isWorkingDay(first.to)
  const morningLeft = second.fromHalf === 'afternoon' && calendar.isWorkingDay(second.from)
  if (afternoonLeft || morningLeft) return false
  return !hasWorkingDay(calendar, addDays(first.to, 1), addDays(second.from, -1))
}

/** In order of time. */
function ordered<L extends Leave>(leaves: readonly L[]): L[] {
  return [...leaves].sort((one, other) => (startsAt(one) < startsAt(other) ? -1 : 1))
}

/** Whether two of the leaves take the same half day. */
export function anyOverlap(leaves: readonly Leave[]): boolean {
  const inTime = ordered(leaves)
  return inTime.some((one, index) => {
    const next = inTime[index + 1]
    return next !== undefined && overlap(one, next)
  })
}

/** The leave and all others that touch it, directly or through one another, in order of time. None may overlap. */
export function chainOf(
  calendar: WorkingCalendar,
  asked: Leave,
  others: readonly Leave[],
): Leave[] {
  const inTime = ordered([asked, ...others])
  const linked = (index: number) => {
    const [one, next] = [inTime[index], inTime[index + 1]]
    return one !== undefined && next !== undefined && touches(calendar, one, next)
  }
  let from = inTime.indexOf(asked)
  let to = from
  while (linked(from - 1)) from -= 1
  while (linked(to)) to += 1
  return inTime.slice(from, to + 1)
}

/** 'YYYY-MM-DD 上午 至 …' of a leave. */
export function leaveText({ from, fromHalf, to, toHalf }: Leave): string {
  const half = (one: Half) => (one === 'morning' ? '上午' : '下午')
  return `${from} ${half(fromHalf)}至 ${to} ${half(toHalf)}`
}

/** Days of leave in working days, halves included, over leaves that touch. */
export function leaveDays(
  naming: Naming,
  calendar: WorkingCalendar,
): (chain: readonly Leave[]) => { figure: Figure; halfDays: number } {
  const parameters = parametersOf(naming)
  return (chain) => {
    const each = chain.map((leave) => halfDaysOf(calendar, leave))
    const halfDays = each.reduce((sum, one) => sum + one, 0)
    const days = halfDays / halvesOfDay
    const terms = each.map((one) => `${one / halvesOfDay} 天`).join(' + ')
    const figure = makeFigure(naming, {
      value: days,
      unit: 'days',
      sentence:
        chain.length > 1 ? `前后相连的假合并计算：${terms} = ${days} 天` : `按工作日计 ${days} 天`,
      block: 'leaveDays',
      parameters,
      facts: chain.map((leave, index) => textFact(`leave.${index}`, '请假', leaveText(leave))),
    })
    return { figure, halfDays }
  }
}

/** So much for a day, over half days; half up to the fen. */
export function byHalfDays(fenPerDay: number, halfDays: number): { value: number; days: number } {
  return { value: multiplyRatio(fenPerDay, halfDays, halvesOfDay), days: halfDays / halvesOfDay }
}
