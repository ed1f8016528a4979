import { type PayRegulation, RuleError } from '../../rules'

/** What one pay table is about: a quarter 'YYYY-Qn' or a month 'YYYY-MM', as the bound pack says. */
export type PeriodKind = 'quarter' | 'month'

const quarterNames = ['一', '二', '三', '四']
const twoDigits = (number: number) => String(number).padStart(2, '0')

const periodParameter = 'payTablePeriod'

/**
 * The pack's parameter `payTablePeriod` as it stands in the month, with its article. A pack that
 * does not say pays by the month, which is what every pack computes.
 */
export function periodRuleOf(
  regulation: Pick<PayRegulation, 'parameter'>,
  month: string,
): { kind: PeriodKind; article: string } {
  try {
    const { value, article } = regulation.parameter(periodParameter, month)
    return { kind: value === 'quarter' ? 'quarter' : 'month', article }
  } catch (error) {
    if (error instanceof RuleError && error.code === 'notInPack')
      return { kind: 'month', article: '' }
    throw error
  }
}

/** An article as people name it; one that the pack no longer has is its own name. */
export function articleTitleOf(regulation: Pick<PayRegulation, 'article'>, id: string): string {
  try {
    return regulation.article(id).title
  } catch (error) {
    if (error instanceof RuleError) return id
    throw error
  }
}

export function kindOfPeriod(period: string): PeriodKind {
  return period.includes('Q') ? 'quarter' : 'month'
}

export function periodsOf(kind: PeriodKind, year: string): string[] {
  return kind === 'quarter'
    ? [1, 2, 3, 4].map((number) => `${year}-Q${number}`)
    : Array.from({ length: 12 }, (_none, index) => `${year}-${twoDigits(index + 1)}`)
}

/** '2026-Q2' → ['2026-04', '2026-05', '2026-06']. */
export function monthsOfPeriod(period: string): string[] {
  if (kindOfPeriod(period) === 'month') return [period]
  const [year = '', quarter = ''] = period.split('-Q')
  const first = (Number(quarter) - 1) * 3 + 1
  return [first, first + 1, first + 2].map((month) => `${year}-${twoDigits(month)}`)
}

export function lastMonthOf(period: string): string {
  return monthsOfPeriod(period).at(-1) ?? period
}

/** The year whose saved-up reward this period pays; null: it is not the year's last. */
export function yearPaidIn(period: string): string | null {
  const last = lastMonthOf(period)
  return last.endsWith('-12') ? last.slice(0, 4) : null
}

export function periodLabel(period: string): string {
  const year = period.slice(0, 4)
  if (kindOfPeriod(period) === 'month') return `${year} 年 ${Number(period.slice(5))} 月`
  return `${year} 年第${quarterNames[Number(period.slice(-1)) - 1]}季度`
}

/** '2026-05' → '2026 年 5 月'. */
export const monthLabel = periodLabel
