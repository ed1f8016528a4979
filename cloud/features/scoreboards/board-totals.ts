import type { OutputOf } from '../../contract/define'
import type * as contract from '../../contract/scoreboards'
import type { MonthRules } from './estimate-pay'
import type { Alike, PayOfCounts } from './scoreboards.store'

export type Totals = OutputOf<typeof contract.workers>['totals']
export type Distribution = OutputOf<typeof contract.mine>['distribution']

type Counted = Omit<Alike, 'partCode' | 'workers'>

/** The statement's word once the month is computed, the estimate's before. */
export function outcomeOf(counted: Counted, rules: MonthRules) {
  const { statementPayFen, statementVerdict } = counted
  if (statementPayFen !== null && statementVerdict !== null) {
    return { payFen: statementPayFen, verdict: statementVerdict }
  }
  return rules.estimate(counted)
}

export function waitingOf({ reports, validReports, invalidReports }: Counted): number {
  return Math.max(0, reports - validReports - invalidReports)
}

export function totalsOf(rows: readonly Alike[], rules: MonthRules): Totals {
  const totals: Totals = {
    workers: 0,
    checkInDays: 0,
    reports: 0,
    validReports: 0,
    waitingReports: 0,
    reachedCheckIns: 0,
    reachedReports: 0,
    payFen: 0,
  }
  for (const row of rows) {
    const { workers } = row
    const quotas = rules.quotas(row.workerKind)
    totals.workers += workers
    totals.checkInDays += workers * row.checkInDays
    totals.reports += workers * row.reports
    totals.validReports += workers * row.validReports
    totals.waitingReports += workers * waitingOf(row)
    if (row.checkInDays >= quotas.checkInDays) totals.reachedCheckIns += workers
    if (quotas.validReports !== null && row.validReports >= quotas.validReports) {
      totals.reachedReports += workers
    }
    totals.payFen += workers * outcomeOf(row, rules).payFen
  }
  return totals
}

/** The same as the store's, of workers in hand. */
export function alikeOf(rows: readonly Counted[]): Alike[] {
  const groups = new Map<string, Alike>()
  for (const row of rows) {
    const { workerKind, checkInDays, reports, validReports, invalidReports } = row
    const { statementPayFen, statementVerdict } = row
    const counts = `${checkInDays} ${reports} ${validReports} ${invalidReports}`
    const key = `${workerKind} ${counts} ${statementPayFen} ${statementVerdict}`
    const group = groups.get(key)
    if (group) group.workers += 1
    else {
      groups.set(key, {
        partCode: '',
        workerKind,
        checkInDays,
        reports,
        validReports,
        invalidReports,
        statementPayFen,
        statementVerdict,
        workers: 1,
      })
    }
  }
  return [...groups.values()]
}

export function groupByPart(rows: readonly Alike[]): Map<string, Alike[]> {
  const parts = new Map<string, Alike[]>()
  for (const row of rows) {
    const part = parts.get(row.partCode)
    if (part) part.push(row)
    else parts.set(row.partCode, [row])
  }
  return parts
}

/** What each combination of counts is estimated to be paid, once. */
export function paysOf(rows: readonly Alike[], rules: MonthRules): PayOfCounts[] {
  const pays = new Map<string, PayOfCounts>()
  for (const row of rows) {
    const { workerKind, checkInDays, validReports } = row
    const key = `${workerKind} ${checkInDays} ${validReports}`
    if (pays.has(key)) continue
    pays.set(key, { workerKind, checkInDays, validReports, payFen: rules.estimate(row).payFen })
  }
  return [...pays.values()]
}

const step = 5

/** How many workers have how many valid reports; the others are nameless. */
export function distributionOf(rows: readonly Alike[], mine: number | null): Distribution {
  const most = Math.max(mine ?? 0, ...rows.map((row) => row.validReports))
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => {
    const [from, to] = [index * step, index * step + step - 1]
    const within = (count: number) => count >= from && count <= to
    const workers = rows.reduce((sum, row) => sum + (within(row.validReports) ? row.workers : 0), 0)
    return { from, to, workers, mine: mine !== null && within(mine) }
  })
}

/** One more than the workers who have more; equal ones share a place. */
export function placeOf(rows: readonly Alike[], mine: number): number {
  return 1 + rows.reduce((sum, row) => sum + (row.validReports > mine ? row.workers : 0), 0)
}
