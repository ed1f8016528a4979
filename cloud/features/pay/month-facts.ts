import type { FactSort, HeldLeave, HeldMonth, MonthFacts } from '../../rules'
import { bitCount, monthEnd, shanghaiMonth } from '../../platform/clock'
import { idText } from '../../platform/ids'
import type { DayCount } from '../check-ins/check-ins.service'
import type { MonthRows } from '../assessment/assessment.service'
import type { BoundRegulation } from '../regulations/regulations.service'
import type { WorkerInMonth } from '../staff/staff.service'
import type { AdjustmentRow, EarlierStatement } from './pay.store'

/** All that is known of one worker's month, in the service's own words. */
export interface WorkerSources {
  worker: WorkerInMonth
  days: DayCount
  validReports: number
  provincial: { checkIns: number; validReports: number } | null
  records: MonthRows
  earlierCommendations: MonthRows['commendations']
  adjustments: AdjustmentRow[]
  history: EarlierStatement[]
  /** Approved leave of the month; null: none. */
  leave: HeldLeave | null
  /** What the street's records say of him, and his earlier ranks; nothing where no pack asks. */
  ofStreet: Partial<HeldMonth>
}

export function isFullMonth(worker: WorkerInMonth, month: string): boolean {
  const ended = worker.serviceTo !== null && worker.serviceTo < monthEnd(month)
  return worker.serviceFrom <= `${month}-01` && !ended
}

type DecisionFact = NonNullable<MonthFacts['decisions']>[number]
type CommendationFact = NonNullable<MonthFacts['commendations']>[number]

/** Of decisions that exclude one another the newest holds; adjustments of money add up. */
function decisionsOf(rows: MonthRows['decisions']): DecisionFact[] {
  // who employs somebody holds for many months and is told apart
  const ofMonth = rows.filter((row) => row.kind !== 'employment')
  const facts = ofMonth.map(
    (row) => ({ kind: row.kind, ...(row.value as object), reason: row.reason }) as DecisionFact,
  )
  return facts.filter(
    (fact, index) =>
      fact.kind === 'manualAdjustment' ||
      !facts.slice(index + 1).some((later) => later.kind === fact.kind),
  )
}

/** What earlier months paid for a report is the reward of the highest level it had then (A-DN-10). */
function commendationsOf(
  { records, earlierCommendations }: WorkerSources,
  rewardOf: (level: string) => number,
): CommendationFact[] {
  return records.commendations.map((row) => {
    const reportId = idText(row.reportId)
    const paid = earlierCommendations
      .filter((one) => idText(one.reportId) === reportId)
      .map((one) => rewardOf(one.level))
    return {
      reportId,
      level: row.level as CommendationFact['level'],
      alreadyPaidFen: Math.max(0, ...paid),
    }
  })
}

function findingsOf(rows: MonthRows['findings']) {
  const standing = rows.filter((row) => row.withdrawnAt === null)
  const of = (...kinds: string[]) => standing.filter((row) => kinds.includes(row.kind))
  return {
    findings: of('unreportedHazard', 'disobeyedCommand', 'uncooperativeNotice').map((row) => ({
      id: idText(row.id),
      kind: row.kind as 'unreportedHazard',
      incident: row.incident,
    })),
    criticismNotices: of('criticismNotice').map((row) => ({
      id: idText(row.id),
      level: (row.level ?? 'county') as 'county' | 'city' | 'province',
    })),
    fraud: of('fraud').map((row) => ({ id: idText(row.id), incident: row.incident })),
  }
}

function majorReportsOf(rows: MonthRows['majorReports'], month: string) {
  return rows
    .filter((row) => row.state === 'approved' && row.month === month)
    .map((row) => ({
      reportId: idText(row.reportId),
      grade: row.grade,
      amountFen: row.amountFen ?? 0,
      ...(row.deliberation ? { deliberation: row.deliberation } : {}),
    }))
}

function spotChecksOf(rows: MonthRows['spotChecks'], month: string) {
  return rows
    .filter((row) => shanghaiMonth(row.calledAt.getTime()) <= month)
    .map((row) => ({
      calledAtMs: row.calledAt.getTime(),
      answered: row.answered,
      ...(row.calledBackAt ? { calledBackAtMs: row.calledBackAt.getTime() } : {}),
    }))
}

/** What people recorded; of most workers nothing. */
function recordedOf(
  regulation: BoundRegulation,
  month: string,
  sources: WorkerSources,
): Partial<MonthFacts> {
  const { records } = sources
  const nothing = Object.values(records).every((rows) => rows.length === 0)
  if (nothing) return {}
  const reads = (sort: FactSort) => regulation.reads.includes(sort)
  const rewardOf = (level: string) =>
    Number(regulation.parameter(`commendation.${level}`, month).value)
  const recorded = {
    ...findingsOf(records.findings),
    commendations: reads('commendations') ? commendationsOf(sources, rewardOf) : [],
    majorReports: majorReportsOf(records.majorReports, month),
    decisions: decisionsOf(records.decisions),
    spotChecks: spotChecksOf(records.spotChecks, month),
  }
  return Object.fromEntries(Object.entries(recorded).filter(([, list]) => list.length > 0))
}

function adjustmentOf(row: AdjustmentRow) {
  return {
    id: idText(row.id),
    correctedMonth: row.correctedMonth,
    payDeltaFen: row.payDeltaFen,
    accrualDeltaFen: row.accrualDeltaFen,
    reason: row.reason,
    article: row.article,
  }
}

/** All that is held of the month, for the regulation's pack to take from. What did not happen is left out. */
export function heldMonthOf(
  regulation: BoundRegulation,
  month: string,
  sources: WorkerSources,
): HeldMonth {
  const { worker, days, validReports, provincial, adjustments, history } = sources
  const { countyValues, countyStartsOn } = regulation
  return {
    regulation: regulation.id,
    month,
    worker: {
      reference: worker.accountId,
      kind: worker.workerKind,
      serviceFrom: worker.serviceFrom,
      ...(worker.serviceTo ? { serviceTo: worker.serviceTo } : {}),
      ...(worker.kindHistory.length > 1 ? { kindHistory: worker.kindHistory } : {}),
    },
    counts: {
      local: {
        checkInDays: bitCount(days.countedDays),
        rawCheckIns: days.checkIns,
        validReports,
      },
      provincial,
    },
    ...(sources.leave ? { leave: sources.leave } : {}),
    ...recordedOf(regulation, month, sources),
    ...(adjustments.length > 0 ? { adjustments: adjustments.map(adjustmentOf) } : {}),
    ...(history.length > 0 ? { history } : {}),
    ...(countyValues.length > 0 ? { countyValues: [...countyValues] } : {}),
    ...(countyStartsOn === null ? {} : { countyStartsOn }),
    ...sources.ofStreet,
  }
}
