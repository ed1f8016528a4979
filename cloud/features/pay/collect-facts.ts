import { createHash } from 'node:crypto'
import { addMonths } from '../../platform/clock'
import { idText } from '../../platform/ids'
import type { MonthFacts, Regulation } from '../../rules'
import type { MonthRows } from '../assessment/assessment.store'
import type { AssessmentService } from '../assessment/assessment.service'
import type { CheckInsService } from '../check-ins/check-ins.service'
import type { RegulationsService } from '../regulations/regulations.service'
import type { ReportsService } from '../reports/reports.service'
import type { StaffService, WorkerInMonth } from '../staff/staff.service'
import { type WorkerSources, monthFactsOf } from './month-facts'
import type { PayStore } from './pay.store'

export interface FactSources {
  store: PayStore
  staff: StaffService
  regulations: RegulationsService
  assessment: Pick<AssessmentService, 'recordsOf' | 'provincialOf'>
  checkIns: Pick<CheckInsService, 'countDays'>
  reports: Pick<ReportsService, 'countReports'>
}

export interface WorkerFacts {
  worker: WorkerInMonth
  regulation: Regulation
  facts: MonthFacts
}

/** How many months a rule may look back: two calendar years cover every streak. */
const lookBackMonths = 24

export function factsHash(facts: MonthFacts, packVersion: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash('sha256').update(packVersion).update(JSON.stringify(facts)).digest())
}

type Records = MonthRows & { earlierCommendations: MonthRows['commendations'] }

function byAccount<Row extends { accountId: Uint8Array }>(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const id = idText(row.accountId)
    const group = groups.get(id)
    if (group) group.push(row)
    else groups.set(id, [row])
  }
  return groups
}

function groupRecords(records: Records) {
  const groups = {
    findings: byAccount(records.findings),
    commendations: byAccount(records.commendations),
    majorReports: byAccount(records.majorReports),
    spotChecks: byAccount(records.spotChecks),
    decisions: byAccount(records.decisions),
    earlier: byAccount(records.earlierCommendations),
  }
  return (accountId: string): Pick<WorkerSources, 'records' | 'earlierCommendations'> => ({
    records: {
      findings: groups.findings.get(accountId) ?? [],
      commendations: groups.commendations.get(accountId) ?? [],
      majorReports: groups.majorReports.get(accountId) ?? [],
      spotChecks: groups.spotChecks.get(accountId) ?? [],
      decisions: groups.decisions.get(accountId) ?? [],
    },
    earlierCommendations: groups.earlier.get(accountId) ?? [],
  })
}

/**
 * The facts of every worker of these areas in a month: a fixed number of questions to the
 * database, however many workers there are. Counts come from the records themselves, never from
 * the running tallies.
 */
export function createCollectFacts(parts: FactSources) {
  const { store, staff, regulations, assessment, checkIns, reports } = parts

  async function regulationsOf(workers: readonly WorkerInMonth[], month: string) {
    const townships = [...new Set(workers.map((worker) => worker.townshipCode))]
    const found = await Promise.all(townships.map((code) => regulations.ofMonth(code, month)))
    return new Map(townships.map((code, index) => [code, found[index]]))
  }

  return async function collectFacts(scopes: readonly string[], month: string, accountId?: string): Promise<WorkerFacts[]> {
    const all = await staff.workersOf(scopes, month)
    const workers = accountId ? all.filter((worker) => worker.accountId === accountId) : all
    if (workers.length === 0) return []
    const who = accountId ? { accountIds: [accountId] } : { scopes }
    const [days, reported, records, provincial, adjustments, history, packs] = await Promise.all([
      checkIns.countDays(who, month),
      reports.countReports(scopes, month),
      assessment.recordsOf(month),
      assessment.provincialOf(month),
      store.adjustmentsInto(month, accountId),
      store.history(scopes.map((scope) => scope.slice(0, 9)), addMonths(month, -lookBackMonths), month, accountId),
      regulationsOf(workers, month),
    ])
    const recordsOf = groupRecords(records)
    const adjustmentsOf = byAccount(adjustments)
    return workers.map((worker) => {
      const regulation = packs.get(worker.townshipCode)
      if (!regulation) throw new Error(`no regulation for ${worker.townshipCode}`)
      const facts = monthFactsOf(regulation, month, {
        worker,
        days: days.get(worker.accountId) ?? { countedDays: 0, checkIns: 0 },
        validReports: reported.get(worker.accountId)?.valid ?? 0,
        provincial: provincial.get(worker.accountId) ?? null,
        ...recordsOf(worker.accountId),
        adjustments: adjustmentsOf.get(worker.accountId) ?? [],
        history: history.get(worker.accountId) ?? [],
      })
      return { worker, regulation, facts }
    })
  }
}
export type CollectFacts = ReturnType<typeof createCollectFacts>
