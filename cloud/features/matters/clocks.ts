import type { MatterClassCode, MatterLevel } from '../../contract/matter-taxonomy'
import { shanghaiDay, wholeDayInWords } from '../../platform/clock'
import { type ClockName, clockLabel } from '../../contract/clocks'
import { clockHours } from './clock-hours'
import { addWorkingTime, hourMs, hoursOfWorkingDay, workingTimeBetween } from './working-time'

export { type ClockName, clockLabel } from '../../contract/clocks'

export interface Timed {
  classCode: MatterClassCode
  level: MatterLevel
  /** Where it lies: the county's own values hold there. */
  gridCode: string
}

/** How long a clock is, since when, and by what: an article, a county's decision, or `product`. */
export interface ClockRule {
  hours: number
  from: string
  source: string
}

/** What counties have set; null: this one has set nothing for a clock that starts on that day. */
export type CountyClocks = (clock: ClockName, timed: Timed, day: string) => ClockRule | null

/** No county has set anything. */
export const productClocks: CountyClocks = () => null

/** An emergency does not wait for the office to open. */
const aroundTheClock = (level: MatterLevel): boolean => level === 'emergency'

/** The product's own, for a clock that starts on this day. */
export function productRule(
  clock: ClockName,
  { classCode, level }: Omit<Timed, 'gridCode'>,
  day: string,
): ClockRule {
  const values = clockHours[clock]
  // a device may say a day before the first value
  const value = values.findLast(({ from }) => from <= day) ?? values[0]
  if (!value) throw new Error(`${clock} has no value`)
  const { from, source, hours, classes } = value
  return { hours: (classes[classCode] ?? hours)[level], from, source }
}

/** What holds for a clock that starts at this instant. */
export function clockRule(
  clock: ClockName,
  timed: Timed,
  fromMs: number,
  county: CountyClocks,
): ClockRule {
  const day = shanghaiDay(fromMs)
  return county(clock, timed, day) ?? productRule(clock, timed, day)
}

/** When a clock that starts at `fromMs` runs out. */
export function dueAtOf(
  clock: ClockName,
  timed: Timed,
  fromMs: number,
  county: CountyClocks,
): number {
  const { hours } = clockRule(clock, timed, fromMs, county)
  return addWorkingMs(fromMs, Math.round(hours * hourMs), timed.level)
}

/** Working time from one instant to another; negative when `toMs` lies before `fromMs`. */
export function workingMsBetween(
  fromMs: number,
  toMs: number,
  level: MatterLevel = 'ordinary',
): number {
  return aroundTheClock(level) ? toMs - fromMs : workingTimeBetween(fromMs, toMs)
}

/** The instant that lies so much working time after `fromMs`; before it, if negative. */
export function addWorkingMs(
  fromMs: number,
  workingMs: number,
  level: MatterLevel = 'ordinary',
): number {
  return aroundTheClock(level) ? fromMs + workingMs : addWorkingTime(fromMs, workingMs)
}

/** e.g. '5 个工作日', '2 个工作小时', '30 分钟', '24 小时（不分昼夜）' */
export function lengthText(hours: number, level: MatterLevel, day: string): string {
  if (hours < 1) return `${Math.round(hours * 60)} 分钟`
  const rounded = Math.round(hours * 100) / 100
  if (aroundTheClock(level)) return `${rounded} 小时（不分昼夜）`
  const days = rounded / hoursOfWorkingDay(day)
  return Number.isInteger(days) ? `${days} 个工作日` : `${rounded} 个工作小时`
}

/** e.g. '处置时限 5 个工作日（系统默认值，2022年1月1日起，办法没有写明）' */
export function clockSentence(
  clock: ClockName,
  timed: Timed,
  fromMs: number,
  county: CountyClocks,
): string {
  const { hours, from, source } = clockRule(clock, timed, fromMs, county)
  const why =
    source === 'product'
      ? `系统默认值，${wholeDayInWords(from)}起，办法没有写明`
      : `本县自定，${wholeDayInWords(from)}起：${source}`
  return `${clockLabel[clock]} ${lengthText(hours, timed.level, shanghaiDay(fromMs))}（${why}）`
}
