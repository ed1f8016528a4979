import type { Figure } from '../../contract/trace'
import { makeFigure, type Naming, type NumberParameter, parametersOf, textFact } from '../figures'
import { minutesOf, minutesToMs, msOf, remainder, type Span } from '../local-times'

const minutesInHour = 60

/** A shift of every day, '08:00' to '16:00'; one that ends at or before its beginning runs over midnight. */
export interface Shift {
  from: string
  to: string
}

export interface ShiftCoverage {
  covered: Figure
  gap: Figure
  /** The stretches without anybody on duty, e.g. '23:00-24:00'. */
  gaps: string[]
}

/** Which part of the day the shifts cover, from 00:00 on for the hours asked. */
export function shiftCoverage(
  naming: Naming,
  hours: NumberParameter,
): (shifts: readonly Shift[]) => ShiftCoverage {
  const parameters = parametersOf(naming, hours)
  const day: Span = { fromMs: 0, toMs: minutesToMs(hours.value * minutesInHour) }
  return (shifts) => {
    const facts = shifts.map(({ from, to }, index) =>
      textFact(`shift.${index}`, '班次', `${from}-${to}`),
    )
    const open = remainder(day, shifts.flatMap(spansOf))
    const gaps = open.map(({ fromMs, toMs }) => `${clock(fromMs)}-${clock(toMs)}`)
    const gapMinutes = minutesOf(msOf(open))
    const total = hours.value * minutesInHour
    const figure = (code: string, label: string, value: number, sentence: string) =>
      makeFigure(
        { ...naming, code, label },
        { value, unit: 'count', sentence, block: 'shiftCoverage', parameters, facts },
      )
    return {
      gaps,
      covered: figure(
        'covered',
        '有人值守',
        total - gapMinutes,
        `全天 ${total} 分钟，有人值守 ${total - gapMinutes} 分钟`,
      ),
      gap: figure(
        'gap',
        '无人值守',
        gapMinutes,
        gaps.length === 0
          ? `全天都有人值守，空档 0 分钟`
          : `${gaps.join('、')} 无人值守，共 ${gapMinutes} 分钟`,
      ),
    }
  }
}

function spansOf({ from, to }: Shift): Span[] {
  const start = clockMs(from)
  const end = clockMs(to)
  if (start < end) return [{ fromMs: start, toMs: end }]
  return [
    { fromMs: start, toMs: clockMs('24:00') },
    { fromMs: 0, toMs: end },
  ]
}

function clockMs(text: string): number {
  const [hours = '0', minutes = '0'] = text.split(':')
  return minutesToMs(Number(hours) * minutesInHour + Number(minutes))
}

function clock(ms: number): string {
  const minutes = minutesOf(ms)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${two(Math.floor(minutes / minutesInHour))}:${two(minutes % minutesInHour)}`
}
