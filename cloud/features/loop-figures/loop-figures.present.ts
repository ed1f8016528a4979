import type * as z from 'zod/mini'
import type { OutputOf } from '../../contract/define'
import type * as contract from '../../contract/loop-figures'
import type { ColumnKind, Sheet } from '../../platform/spreadsheets'
import type { Counts, Figures } from './figures'
import { quantileMinutes } from './spread'

export type Shown = z.infer<typeof contract.figures>
export type AreaFigures = OutputOf<typeof contract.areas>
export type UnitFigures = OutputOf<typeof contract.units>['rows'][number]

/** In thousandths; of nothing there is no share. */
export function perMille(part: number, whole: number): number | null {
  return whole > 0 ? Math.round((part * 1000) / whole) : null
}

export function presentFigures(figures: Figures): Shown {
  const { workingMinutes, elapsedMinutes } = figures
  return {
    received: figures.received,
    accepted: figures.accepted,
    handled: figures.handled,
    inTime: figures.inTime,
    overdue: figures.overdue,
    reopened: figures.reopened,
    selfHandled: figures.selfHandled,
    evaluated: figures.evaluated,
    satisfied: figures.satisfied,
    unsatisfied: figures.unsatisfied,
    inTimePerMille: perMille(figures.inTime, figures.handled),
    selfHandledPerMille: perMille(figures.selfHandled, figures.handled),
    satisfiedPerMille: perMille(figures.satisfied, figures.evaluated),
    workingMedianMinutes: quantileMinutes(workingMinutes, 50),
    workingNinetiethMinutes: quantileMinutes(workingMinutes, 90),
    elapsedMedianMinutes: quantileMinutes(elapsedMinutes, 50),
    elapsedNinetiethMinutes: quantileMinutes(elapsedMinutes, 90),
  }
}

export function presentMonth(month: string, counts: Counts): AreaFigures['months'][number] {
  const { received, handled, inTime, overdue } = counts
  return { month, received, handled, inTime, overdue }
}

/** Fewer than this might point at somebody. */
const fewestTold = 5

const told = (count: number): number | null => (count === 0 || count >= fewestTold ? count : null)

const toldShare = (part: number, whole: number): number | null =>
  // whole percents: a share to the thousandth gives away how many are missing
  whole >= fewestTold ? Math.round((part * 100) / whole) * 10 : null

type PublicTotals = OutputOf<typeof contract.publicTotals>

export function presentPublic(
  figures: Figures,
): Omit<PublicTotals, 'countyName' | 'month' | 'months' | 'countedThroughMs' | 'demo'> {
  const { received, handled, inTime, evaluated, satisfied, elapsedMinutes } = figures
  const enough = handled >= fewestTold
  return {
    received: told(received),
    handled: told(handled),
    inTimePerMille: toldShare(inTime, handled),
    satisfiedPerMille: toldShare(satisfied, evaluated),
    elapsedMedianMinutes: enough ? quantileMinutes(elapsedMinutes, 50) : null,
    elapsedNinetiethMinutes: enough ? quantileMinutes(elapsedMinutes, 90) : null,
  }
}

export function presentPublicMonth(month: string, counts: Counts): PublicTotals['months'][number] {
  return { month, received: told(counts.received), handled: told(counts.handled) }
}

const notes = [
  '按收到的月份统计：这个月收到的事项，到现在办得怎样。撤回的、无效的、并入别的事项的不计。',
  '按时：受理和处置都没有超过时限。超期：受理或处置超过了时限，或正在走的时限已经过了。',
  '中位：一半的事项不超过这个时间。九成：十件里有九件不超过这个时间。工作小时只算工作日的上班时间。',
  '没有可以计算的，留空。',
]

const number: ColumnKind = 'number'
const figureTitles = [
  '收到',
  '受理',
  '办理',
  '按时',
  '按时率（%）',
  '超期',
  '重办',
  '自办自结',
  '自办自结率（%）',
  '评价',
  '满意',
  '不满意',
  '满意率（%）',
  '中位（工作小时）',
  '九成（工作小时）',
  '中位（小时）',
  '九成（小时）',
]
const figureColumns = figureTitles.map((title) => ({ title, kind: number }))

const percent = (thousandths: number | null) => (thousandths === null ? null : thousandths / 10)
const hours = (minutes: number | null) =>
  minutes === null ? null : Math.round((minutes * 10) / 60) / 10

function cellsOf(figures: Shown): (number | null)[] {
  return [
    figures.received,
    figures.accepted,
    figures.handled,
    figures.inTime,
    percent(figures.inTimePerMille),
    figures.overdue,
    figures.reopened,
    figures.selfHandled,
    percent(figures.selfHandledPerMille),
    figures.evaluated,
    figures.satisfied,
    figures.unsatisfied,
    percent(figures.satisfiedPerMille),
    hours(figures.workingMedianMinutes),
    hours(figures.workingNinetiethMinutes),
    hours(figures.elapsedMedianMinutes),
    hours(figures.elapsedNinetiethMinutes),
  ]
}

export function areaSheet({ areaName, rows, figures }: AreaFigures, month: string): Sheet {
  return {
    name: '各区域',
    heading: `${areaName} ${month} 闭环记分板`,
    columns: [{ title: '区域' }, { title: '编码' }, ...figureColumns],
    rows: [
      ...rows.map((row) => [row.areaName, row.code, ...cellsOf(row.figures)]),
      ['合计', '', ...cellsOf(figures)],
    ],
    notes,
  }
}

export function unitSheet(areaName: string, month: string, rows: readonly UnitFigures[]): Sheet {
  return {
    name: '各部门',
    heading: `${areaName} ${month} 各部门`,
    columns: [
      { title: '部门' },
      { title: '编码' },
      { title: '退单', kind: number },
      ...figureColumns,
    ],
    rows: rows.map((row) => [row.unitName, row.code, row.handedBack, ...cellsOf(row.figures)]),
    notes: ['按接到任务的月份统计，改派走的不计。评价、重办只算主办的部门。', ...notes.slice(1)],
  }
}
