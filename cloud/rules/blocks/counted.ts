import type { CountDifference, Figure } from '../../contract/trace'
import {
  countFact,
  makeFigure,
  type Naming,
  type NumberParameter,
  parametersOf,
  textFact,
} from '../figures'
import { monthOf, shanghaiDayOf } from '../months'
import { remembered, shared } from '../shared'

export interface CountRule {
  measure: string
  /** An imported figure of the provincial platform counts before the own one. */
  provinceFirst: boolean
}

/** How many there were: the provincial figure when one was imported, else the product's own. */
export function counted(
  naming: Naming,
  rule: CountRule,
): (local: number, provincial: number | null) => Figure {
  const { measure, provinceFirst } = rule
  const parameters = parametersOf(naming)
  return remembered((local: number, provincial: number | null) => {
    const facts = [countFact(`${naming.code}.local`, '本系统记录', local, measure)]
    if (provincial !== null)
      facts.push(countFact(`${naming.code}.provincial`, '省平台统计', provincial, measure))
    const byProvince = provincial !== null && provinceFirst
    const value = byProvince ? provincial : local
    return makeFigure(naming, {
      value,
      unit: 'count',
      sentence: byProvince
        ? `以省平台统计为准，${value} ${measure}`
        : `按本系统记录，${value} ${measure}`,
      block: 'counted',
      parameters,
      facts,
    })
  })
}

/** Local beside provincial, when they differ. */
export function differenceOf(
  naming: Naming,
  local: number,
  provincial: number,
  measure: string,
): CountDifference | null {
  if (local === provincial) return null
  const delta = local - provincial
  const side = delta > 0 ? '多' : '少'
  return {
    code: naming.code,
    label: naming.label,
    local,
    provincial,
    delta,
    sentence: `本系统 ${local} ${measure}，省平台 ${provincial} ${measure}，本系统${side} ${Math.abs(delta)} ${measure}`,
  }
}

/** A quota as a figure, so that it can be prorated, waived or lowered like any other. */
export function quotaFigure(naming: Naming, quota: NumberParameter, measure: string): Figure {
  return shared(
    makeFigure(naming, {
      value: quota.value,
      unit: 'count',
      sentence: `每月 ${quota.value} ${measure}`,
      block: 'quota',
      parameters: parametersOf(naming, quota),
    }),
  )
}

/** A quota that the office set for this month, with its reason; 0 waives it. */
export function decidedQuota(
  naming: Naming,
  whole: Figure,
  value: number,
  reason: string,
  measure: string,
): Figure {
  const what = value === 0 ? '免除数量要求' : '另定数量要求'
  return makeFigure(naming, {
    value,
    unit: 'count',
    sentence: `平安办决定本月${what}，为 ${value} ${measure}`,
    block: 'quota',
    facts: [textFact('reason', '理由', reason)],
    inputs: [whole],
  })
}

/** Distinct Shanghai days and raw number of instants, a month. */
export function countByMonth(
  instantsMs: readonly number[],
): Map<string, { days: number; raw: number }> {
  const days = new Map<string, number>()
  for (const atMs of instantsMs) {
    const day = shanghaiDayOf(atMs)
    days.set(day, (days.get(day) ?? 0) + 1)
  }
  const months = new Map<string, { days: number; raw: number }>()
  for (const [day, raw] of days) {
    const month = monthOf(day)
    const entry = months.get(month) ?? { days: 0, raw: 0 }
    entry.days += 1
    entry.raw += raw
    months.set(month, entry)
  }
  return months
}
