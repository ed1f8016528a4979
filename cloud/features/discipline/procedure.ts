import { addMonths, monthEnd } from '../../platform/clock'
import { addWorkingDays } from '../../platform/working-days'

/**
 * Windows of the procedure. No regulation of the collection sets them, so they are the product's
 * own defaults, dated like every figure: a later value is added, never written over.
 */
export const procedureParameters = {
  replyWindowWorkingDays: {
    label: '申辩期',
    unit: '个工作日',
    values: [{ from: '2022-01-01', value: 5 }],
  },
  appealWindowWorkingDays: {
    label: '申诉期',
    unit: '个工作日',
    values: [{ from: '2022-01-01', value: 5 }],
  },
  /** How long a reminder or a yellow card stands in the record of somebody's cases. */
  warningMonths: {
    label: '提醒和黄牌的有效期',
    unit: '个月',
    values: [{ from: '2022-01-01', value: 3 }],
  },
  /** Each of the two public notices of an election (A-XC-05). */
  noticeWorkingDays: {
    label: '公示期',
    unit: '个工作日',
    values: [{ from: '2022-01-01', value: 5 }],
  },
} as const satisfies Record<
  string,
  { label: string; unit: string; values: readonly { from: string; value: number }[] }
>

export type ProcedureParameter = keyof typeof procedureParameters

export function procedureValue(name: ProcedureParameter, day: string) {
  const inForce = procedureParameters[name].values.filter((one) => one.from <= day).at(-1)
  if (!inForce) throw new Error(`${name} has no value on ${day}`)
  return inForce
}

/** The last day of a window that a deed opens on a day; the day itself is not counted. */
export function windowEnd(name: ProcedureParameter, day: string): string {
  return addWorkingDays(day, procedureValue(name, day).value)
}

/** The day of the month some months on, or that month's last. */
export function warningEnd(day: string): string {
  const month = addMonths(day.slice(0, 7), procedureValue('warningMonths', day).value)
  const same = `${month}-${day.slice(8)}`
  return same < monthEnd(month) ? same : monthEnd(month)
}

/** e.g. '申辩期 5 个工作日（系统默认值，自 2022-01-01，办法没有写明）' */
export function procedureSentences(day: string): string[] {
  const shown: ProcedureParameter[] = ['replyWindowWorkingDays', 'appealWindowWorkingDays']
  return [...shown, 'warningMonths' as const].map((name) => {
    const { label, unit } = procedureParameters[name]
    const { from, value } = procedureValue(name, day)
    return `${label} ${value} ${unit}（系统默认值，自 ${from}，办法没有写明）`
  })
}
