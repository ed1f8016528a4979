import type { OutputOf } from '../../contract/define'
import type * as contract from '../../contract/scoreboards'
import { workerKindLabel } from '../../contract/primitives'
import type { Sheet } from '../../platform/spreadsheets'
import { outcomeOf, type Totals, waitingOf } from './board-totals'
import type { MonthRules } from './estimate-pay'
import type { BoardRow } from './scoreboards.store'

export type WorkerScore = OutputOf<typeof contract.workers>['workers'][number]
export type AreaScores = OutputOf<typeof contract.areas>

export interface AroundRow {
  accountId: string
  name: string
  gridName: string
  rules: MonthRules
}

export function presentScore(
  row: Omit<BoardRow, 'accountId'>,
  { accountId, name, gridName, rules }: AroundRow,
): WorkerScore {
  const { payFen, verdict } = outcomeOf(row, rules)
  return {
    accountId,
    name,
    gridCode: row.gridCode,
    gridName,
    workerKind: row.workerKind,
    checkInDays: row.checkInDays,
    reports: row.reports,
    validReports: row.validReports,
    invalidReports: row.invalidReports,
    waitingReports: waitingOf(row),
    verdict,
    payFen,
  }
}

const notes = [
  '签到天数：一天签到多次只算一天，已同意的补签计算在内。',
  '补助：已月结的为结算金额，未月结的按目前次数估算。',
]

export function workerSheet(
  areaName: string,
  month: string,
  scores: readonly WorkerScore[],
): Sheet {
  return {
    name: '网格员',
    heading: `${areaName} ${month} 网格员记分板`,
    columns: [
      { title: '序号', kind: 'number' },
      { title: '姓名' },
      { title: '网格' },
      { title: '网格编码' },
      { title: '类别' },
      { title: '签到天数', kind: 'number' },
      { title: '上报', kind: 'number' },
      { title: '有效', kind: 'number' },
      { title: '无效', kind: 'number' },
      { title: '待研判', kind: 'number' },
      { title: '考核' },
      { title: '补助（元）', kind: 'money' },
    ],
    rows: scores.map((score, index) => [
      index + 1,
      score.name,
      score.gridName,
      score.gridCode,
      workerKindLabel[score.workerKind],
      score.checkInDays,
      score.reports,
      score.validReports,
      score.invalidReports,
      score.waitingReports,
      score.verdict === 'pass' ? '合格' : '不合格',
      score.payFen,
    ]),
    notes,
  }
}

function totalsCells(name: string, totals: Totals) {
  return [
    name,
    totals.workers,
    totals.checkInDays,
    totals.reachedCheckIns,
    totals.reports,
    totals.validReports,
    totals.waitingReports,
    totals.reachedReports,
    totals.payFen,
  ]
}

export function areaSheet({ areaName, rows, totals }: AreaScores, month: string): Sheet {
  return {
    name: '下级区域',
    heading: `${areaName} ${month} 各下级区域`,
    columns: [
      { title: '区域' },
      { title: '网格员', kind: 'number' },
      { title: '签到天数合计', kind: 'number' },
      { title: '签到达标人数', kind: 'number' },
      { title: '上报', kind: 'number' },
      { title: '有效', kind: 'number' },
      { title: '待研判', kind: 'number' },
      { title: '上报达标人数', kind: 'number' },
      { title: '补助（元）', kind: 'money' },
    ],
    rows: [
      ...rows.map((row) => totalsCells(row.areaName, row.totals)),
      totalsCells('合计', totals),
    ],
    notes,
  }
}

export function daySheet({ areaName, days }: AreaScores, month: string): Sheet {
  return {
    name: '每日',
    heading: `${areaName} ${month} 每日签到和上报`,
    columns: [
      { title: '日期' },
      { title: '签到人数', kind: 'number' },
      { title: '上报条数', kind: 'number' },
    ],
    rows: days.map(({ day, checkIns, reports }) => [day, checkIns, reports]),
  }
}
