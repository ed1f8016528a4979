import type { MatterClassCode, MatterLevel } from '../../contract/matter-taxonomy'
import { shanghaiDay } from '../../platform/clock'
import { type ClockName, clockHours, clockLabel } from './clock-hours'
import { addWorkingTime, hourMs, hoursOfWorkingDay, workingTimeBetween } from './working-time'

export { type ClockName, clockLabel } from './clock-hours'

export interface Timed {
  classCode: MatterClassCode
  level: MatterLevel
}

/** An emergency does not wait for the office to open. */
const aroundTheClock = (level: MatterLevel): boolean => level === 'emergency'

/** What holds for a clock that starts at this instant. */
export function clockRule(clock: ClockName, { classCode, level }: Timed, fromMs: number) {
  const day = shanghaiDay(fromMs)
  const values = clockHours[clock]
  // a device may say a day before the first value
  const value = values.findLast(({ from }) => from <= day) ?? values[0]
  if (!value) throw new Error(`${clock} has no value`)
  const { from, source, hours, classes } = value
  return { hours: (classes[classCode] ?? hours)[level], from, source }
}

/** When a clock that starts at `fromMs` runs out. */
export function dueAtOf(clock: ClockName, timed: Timed, fromMs: number): number {
  return addWorkingMs(fromMs, clockRule(clock, timed, fromMs).hours * hourMs, timed.level)
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

function lengthText(hours: number, level: MatterLevel, day: string): string {
  if (hours < 1) return `${hours * 60} 分钟`
  if (aroundTheClock(level)) return `${hours} 小时（不分昼夜）`
  const days = hours / hoursOfWorkingDay(day)
  return Number.isInteger(days) ? `${days} 个工作日` : `${hours} 个工作小时`
}

const dayWords = (day: string) => {
  const [year, month, date] = day.split('-').map(Number)
  return `${year}年${month}月${date}日`
}

/** e.g. '处置时限 5 个工作日（系统默认值，2022年1月1日起，办法没有写明）' */
export function clockSentence(clock: ClockName, timed: Timed, fromMs: number): string {
  const { hours, from, source } = clockRule(clock, timed, fromMs)
  const why = source === 'product' ? `系统默认值，${dayWords(from)}起，办法没有写明` : source
  return `${clockLabel[clock]} ${lengthText(hours, timed.level, shanghaiDay(fromMs))}（${why}）`
}
