import { idText } from '../../platform/ids'
import type { Directory } from '../areas/areas.service'
import { outcomeOf, waitingOf } from './board-totals'
import type { MonthRules } from './estimate-pay'
import { presentScore, type WorkerScore } from './scoreboards.present'
import type { BoardPage, BoardSort, NamedRow } from './scoreboards.store'

// in the order of a Chinese dictionary
const dictionary = new Intl.Collator('zh-Hans-CN')

const numberBy: Partial<Record<BoardSort, (row: NamedRow, rules: MonthRules) => number>> = {
  checkInDays: (row) => row.checkInDays,
  validReports: (row) => row.validReports,
  waitingReports: waitingOf,
  payFen: (row, rules) => outcomeOf(row, rules).payFen,
}

/** The rows come in the order of the grids, in which equals stay; only that order itself turns whole. */
function sorted(
  rows: readonly NamedRow[],
  { sort, descending }: BoardPage,
  rules: MonthRules,
): NamedRow[] {
  if (sort === 'gridCode') return descending ? rows.toReversed() : [...rows]
  const sign = descending ? -1 : 1
  const value = numberBy[sort]
  if (!value) {
    return rows.toSorted((one, other) => sign * dictionary.compare(one.name, other.name))
  }
  return rows
    .map((row) => ({ row, value: value(row, rules) }))
    .sort((one, other) => sign * (one.value - other.value))
    .map(({ row }) => row)
}

/** A page of a board that is in hand as a whole. */
export function inHand(
  rows: readonly NamedRow[],
  page: BoardPage,
  rules: MonthRules,
  directory: Pick<Directory, 'areaName'>,
): WorkerScore[] {
  return sorted(rows, page, rules)
    .slice(page.offset, page.offset + page.limit)
    .map((row) =>
      presentScore(row, {
        accountId: idText(row.id),
        name: row.name,
        gridName: directory.areaName(row.gridCode),
        rules,
      }),
    )
}
