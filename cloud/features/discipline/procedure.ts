import { addDays, addMonths, monthEnd } from '../../platform/clock'
import { addWorkingDays, chineseCalendar, RuleError } from '../../rules'
import { Refusal } from '../../http/refusal'
import type { BoundRegulation, RegulationsService } from '../regulations/regulations.service'

/**
 * Windows of the procedure are dated parameters of the bound regulation, which the county may set.
 * No text of the collection names them; where nothing binds, the product's own default holds.
 */
export const windowDefaults = {
  replyWindow: { label: '申辩期', value: 5, text: '5 个工作日' },
  appealWindow: { label: '申诉期', value: 5, text: '5 个工作日' },
  /** How long a reminder or a yellow card stands in the record of somebody's cases. */
  warningMonths: { label: '提醒和黄牌的有效期', value: 3, text: '3 个月' },
  /** The two public notices of an election (A-XC-05). */
  'noticeDays.village': { label: '村里公示', value: 5, text: '5 天' },
  'noticeDays.township': { label: '乡镇公示', value: 5, text: '5 天' },
} as const

export type Window = keyof typeof windowDefaults
/** The regulation that binds the place on a day; null: none does. */
export type Binding = Pick<
  BoundRegulation,
  'parameter' | 'article' | 'countyValues' | 'book' | 'startsOn'
> | null

export interface WindowValue {
  label: string
  value: number
  text: string
  /** Whose value it is, e.g. '县定，自 2026-05-01'. */
  whose: string
}

const townshipDigits = 9
const silent = '条文没有写，系统默认值'

/** A window as it stands on a day. */
export function windowOn(name: Window, day: string, binding: Binding): WindowValue {
  const found = held(name, day, binding)
  return found ?? { ...windowDefaults[name], whose: silent }
}

function held(name: Window, day: string, binding: Binding): WindowValue | null {
  if (!binding) return null
  try {
    const { label, value, text, validFrom, article } = binding.parameter(name, day.slice(0, 7))
    if (typeof value !== 'number') return null
    const isSet = binding.countyValues.some((one) => one.name === name && one.from <= day)
    const { title } = binding.article(article)
    const whose = isSet ? `县定，自 ${validFrom}` : silent
    return { label, value, text, whose: `${whose}，${title}` }
  } catch (error) {
    if (error instanceof RuleError) return null
    throw error
  }
}

/** Whether the regulation counts the days of a public notice by the calendar. */
function isByCalendar(day: string, binding: Binding): boolean {
  try {
    return binding?.parameter('noticeDaysAre', day.slice(0, 7)).value === 'calendar'
  } catch (error) {
    if (error instanceof RuleError) return false
    throw error
  }
}

/** The last day of a window of working days that a deed opens on a day; the day itself is not counted. */
export function windowEnd(
  name: 'replyWindow' | 'appealWindow',
  day: string,
  binding: Binding,
): string {
  return addWorkingDays(chineseCalendar, day, windowOn(name, day, binding).value)
}

/** The last day on which a public notice hangs; the day of posting is not counted. */
export function noticeEnd(place: 'village' | 'township', day: string, binding: Binding): string {
  const { value } = windowOn(`noticeDays.${place}`, day, binding)
  return isByCalendar(day, binding)
    ? addDays(day, value)
    : addWorkingDays(chineseCalendar, day, value)
}

/** The day of the month some months on, or that month's last. */
export function warningEnd(day: string, binding: Binding): string {
  const month = addMonths(day.slice(0, 7), windowOn('warningMonths', day, binding).value)
  const same = `${month}-${day.slice(8)}`
  return same < monthEnd(month) ? same : monthEnd(month)
}

/** e.g. '申辩期 5 个工作日（条文没有写，系统默认值，第十三条）' */
export function procedureSentences(day: string, binding: Binding): string[] {
  const shown: Window[] = ['replyWindow', 'appealWindow', 'warningMonths']
  return shown.map((name) => {
    const { label, text, whose } = windowOn(name, day, binding)
    return `${label} ${text}（${whose}）`
  })
}

/** The regulation that binds a place on a day; a place that none binds has the product's defaults. */
export async function bindingOn(
  { on }: Pick<RegulationsService, 'on'>,
  code: string,
  day: string,
): Promise<Binding> {
  try {
    return await on(code.slice(0, townshipDigits), day)
  } catch (error) {
    if (error instanceof Refusal) return null
    throw error
  }
}

export interface Measure {
  value: string
  text: string
}

/** The regulation's ladder of measures (DYW-21.7), in its order; none where it has no such list. */
export function measuresOn(day: string, binding: Binding): Measure[] {
  if (!binding) return []
  try {
    const { value } = binding.parameter('measures', day.slice(0, 7))
    if (!Array.isArray(value)) return []
    const { histories } = binding.book(day)
    const choices = histories.find((one) => one.name === 'measures')?.choices
    return value.map((one) => ({ value: one, text: choices?.get(one) ?? one }))
  } catch (error) {
    if (error instanceof RuleError) return []
    throw error
  }
}
