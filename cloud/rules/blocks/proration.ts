import type { FactRef, Figure } from '../../contract/trace'
import { countFact, makeFigure, type Naming, textFact } from '../figures'
import { daysBetween, daysInMonth, firstDay, lastDay } from '../months'
import { multiplyRatio, yuanText } from '../money'

/** How much of a month somebody served. */
export interface Service {
  days: number
  ofDays: number
  facts: FactRef[]
}

/** The calendar days of the month inside the service; null when it covers the whole month. */
export function partialService(
  month: string,
  from: string | undefined,
  to: string | null | undefined,
): Service | null {
  const first = firstDay(month)
  const startsLate = from !== undefined && from > first
  const last = startsLate || to ? lastDay(month) : ''
  const endsEarly = to !== null && to !== undefined && to < last
  if (!startsLate && !endsEarly) return null
  const start = startsLate ? from : first
  const end = endsEarly ? to : last
  const days = daysBetween(start, end)
  const ofDays = daysInMonth(month)
  const facts = [
    countFact('serviceDays', '在岗天数', days, '天'),
    countFact('daysInMonth', '当月天数', ofDays, '天'),
  ]
  if (startsLate) facts.push(textFact('serviceFrom', '上岗日期', start))
  if (endsEarly) facts.push(textFact('serviceTo', '离岗日期', end))
  return { days, ofDays, facts }
}

/** An amount by the calendar days served, half up to the fen. */
export function proratedAmount(naming: Naming, whole: Figure, service: Service): Figure {
  const value = multiplyRatio(whole.value, service.days, service.ofDays)
  return makeFigure(naming, {
    value,
    unit: 'fen',
    sentence: `${yuanText(whole.value)} × ${service.days} ÷ ${service.ofDays} 天 = ${yuanText(value)}`,
    block: 'proration',
    facts: service.facts,
    inputs: [whole],
  })
}

/** A quota by the calendar days served, rounded down. */
export function proratedQuota(
  naming: Naming,
  whole: Figure,
  service: Service,
  measure: string,
): Figure {
  const value = Math.floor((whole.value * service.days) / service.ofDays)
  return makeFigure(naming, {
    value,
    unit: 'count',
    sentence: `${whole.value} ${measure} × ${service.days} ÷ ${service.ofDays} 天，舍去零头，为 ${value} ${measure}`,
    block: 'proration',
    facts: service.facts,
    inputs: [whole],
  })
}
