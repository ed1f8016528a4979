import { createHash } from 'node:crypto'
import { addMonths } from '../../platform/clock'
import { idText } from '../../platform/ids'
import { Refusal } from '../../http/refusal'
import { type HeldMonth, type MonthFacts, type PackFacts, RuleError } from '../../rules'
import type { AssessmentService } from '../assessment/assessment.service'
import type { MonthRows } from '../assessment/assessment.service'
import type { CheckInsService, DayCount } from '../check-ins/check-ins.service'
import type { DisciplineService } from '../discipline/discipline.service'
import type { LeaveMonthsService } from '../leave/leave-months.service'
import type { BoundRegulation, RegulationsService } from '../regulations/regulations.service'
import type { ReportsService } from '../reports/reports.service'
import type { StaffService, WorkerInMonth } from '../staff/staff.service'
import { earlierScoresOf } from './earlier-scores'
import { heldMonthOf, type WorkerSources } from './month-facts'
import type { EarlierStatement, PayStore } from './pay.store'
import { everyMonth } from './rank-months'
import { createStreetFacts, heldOfStreet, type Street, type StreetSources } from './street-facts'

export interface FactSources extends StreetSources {
  store: PayStore
  staff: StaffService
  regulations: RegulationsService
  assessment: Pick<AssessmentService, 'recordsOf' | 'provincialOf' | 'dispatchedIn' | 'onLeaveIn'>
  checkIns: Pick<CheckInsService, 'countDays'>
  reports: Pick<ReportsService, 'countReports'>
  discipline: Pick<DisciplineService, 'keptMonths'>
  leaveMonths: Pick<LeaveMonthsService, 'inMonth'>
}

/** What was counted of a worker's month from the facts themselves. */
export interface Recount {
  days: DayCount
  reports: { submitted: number; valid: number; invalid: number }
}

export interface WorkerFacts<Facts extends PackFacts = PackFacts> {
  worker: WorkerInMonth
  regulation: BoundRegulation
  recount: Recount
  held: HeldMonth
  /** In the pack's own words. */
  facts: Facts
}

type OwnRecords = Pick<
  WorkerSources,
  'records' | 'earlierCommendations' | 'provincial' | 'adjustments' | 'leave'
>

/** What people recorded of a month; few beside its check-ins and reports. */
export interface MonthRecords {
  of(accountId: string): OwnRecords
  /** Asked once for each township. */
  regulationOf(townshipCode: string): Promise<BoundRegulation>
  /** Likewise. */
  streetOf(townshipCode: string): Promise<Street>
}

/** The calendar year before it and every streak a rule asks about. */
const lookBackMonths = 12
/** Workers whose facts are asked for together. */
export const workersAtOnce = 500

const nothingCounted: Recount = {
  days: { countedDays: 0, checkIns: 0 },
  reports: { submitted: 0, valid: 0, invalid: 0 },
}

/** Of the facts as they are stored, and of the pack that computes with them. */
export function factsHash(factsJson: string, packVersion: string): Buffer {
  return createHash('sha256').update(packVersion).update(factsJson).digest()
}

export function inChunks<Item>(items: readonly Item[], size: number): Item[][] {
  const chunks: Item[][] = []
  for (let at = 0; at < items.length; at += size) chunks.push(items.slice(at, at + size))
  return chunks
}

function byAccount<Row extends { accountId: Uint8Array }>(
  rows: readonly Row[],
): (accountId: string) => Row[] {
  const groups = new Map<string, Row[]>()
  for (const row of rows) {
    const id = idText(row.accountId)
    const group = groups.get(id)
    if (group) group.push(row)
    else groups.set(id, [row])
  }
  const none: Row[] = []
  return (accountId) => groups.get(accountId) ?? none
}

function onceFor<Result>(
  ask: (code: string) => Promise<Result>,
): (code: string) => Promise<Result> {
  const asked = new Map<string, Promise<Result>>()
  return (code) => {
    const known = asked.get(code) ?? ask(code)
    asked.set(code, known)
    return known
  }
}

type Records = MonthRows & { earlierCommendations: MonthRows['commendations'] }

function groupRecords(records: Records) {
  const findings = byAccount(records.findings)
  const commendations = byAccount(records.commendations)
  const majorReports = byAccount(records.majorReports)
  const spotChecks = byAccount(records.spotChecks)
  const decisions = byAccount(records.decisions)
  const earlier = byAccount(records.earlierCommendations)
  return (accountId: string): Pick<OwnRecords, 'records' | 'earlierCommendations'> => ({
    records: {
      findings: findings(accountId),
      commendations: commendations(accountId),
      majorReports: majorReports(accountId),
      spotChecks: spotChecks(accountId),
      decisions: decisions(accountId),
    },
    earlierCommendations: earlier(accountId),
  })
}

/** Why a worker's month cannot be put in its regulation's words, naming him. */
function factsOf(worker: WorkerInMonth, regulation: BoundRegulation, held: HeldMonth): PackFacts {
  try {
    return regulation.factsOf(held)
  } catch (error) {
    if (error instanceof RuleError)
      throw new Refusal('monthNotReady', { message: `${worker.name}：${error.message}` })
    throw error
  }
}

export type CollectFacts = ReturnType<typeof createCollectFacts>

/**
 * The facts of workers in a month: a fixed number of questions to the database for each few
 * hundred of them. Counts come from the records themselves, never from the running tallies.
 */
export function createCollectFacts(parts: FactSources) {
  const { store, staff, regulations, assessment, checkIns, reports, discipline, leaveMonths } =
    parts
  const streetFacts = createStreetFacts(parts)

  async function recordsOf(month: string, accountId?: string): Promise<MonthRecords> {
    const [records, provincial, adjustments, away] = await Promise.all([
      assessment.recordsOf(month, accountId),
      assessment.provincialOf(month, accountId),
      store.adjustmentsInto(month, accountId),
      leaveMonths.inMonth(month, accountId),
    ])
    const grouped = groupRecords(records)
    const adjustmentsOf = byAccount(adjustments)
    const regulationOf = onceFor((code) => regulations.ofMonth(code, month))
    return {
      of: (id) => ({
        ...grouped(id),
        provincial: provincial.get(id) ?? null,
        adjustments: adjustmentsOf(id),
        leave: away.get(id) ?? null,
      }),
      regulationOf,
      streetOf: onceFor(async (code) => streetFacts(await regulationOf(code), code, month)),
    }
  }

  async function townshipsOf(workers: readonly WorkerInMonth[], records: MonthRecords) {
    const codes = [...new Set(workers.map((worker) => worker.townshipCode))]
    const pairs = await Promise.all(
      codes.map(async (code) => {
        const [regulation, street] = await Promise.all([
          records.regulationOf(code),
          records.streetOf(code),
        ])
        return [code, { regulation, street }] as const
      }),
    )
    return new Map(pairs)
  }

  /** Earlier ranks of those whose regulation looks back on them; of the others nothing is asked. */
  async function ranksOf(
    workers: readonly WorkerInMonth[],
    month: string,
    records: MonthRecords,
  ): Promise<(accountId: string) => Partial<HeldMonth>> {
    const ranked: string[] = []
    for (const { accountId, townshipCode } of workers) {
      const { reads } = await records.regulationOf(townshipCode)
      if (reads.includes('ranks')) ranked.push(accountId)
    }
    const ranks = await store.ranksBefore(ranked, month)
    return (accountId) => {
      const own = ranks.get(accountId)
      return own ? { earlierRanks: everyMonth(own, month) } : {}
    }
  }

  /** Earlier scores and pay of those whose regulation rolls them up; of the others nothing is asked. */
  async function scoresOf(
    workers: readonly WorkerInMonth[],
    month: string,
    records: MonthRecords,
  ): Promise<(worker: WorkerInMonth, regulation: BoundRegulation) => Partial<HeldMonth>> {
    const rolled: string[] = []
    for (const { accountId, townshipCode } of workers) {
      const { reads } = await records.regulationOf(townshipCode)
      if (reads.includes('earlierScores')) rolled.push(accountId)
    }
    const from = addMonths(month, 1 - lookBackMonths)
    const months = await store.assessedBefore(rolled, from, month)
    return ({ accountId }, regulation) => {
      const own = months.filter((one) => one.accountId === accountId)
      return own.length > 0 ? { earlierScores: earlierScoresOf(own, regulation) } : {}
    }
  }

  /** Earlier months, with who was kept in which of them (A-DN-37). */
  async function historyOf(accountIds: readonly string[], month: string) {
    const from = addMonths(month, -lookBackMonths)
    const [history, kept] = await Promise.all([
      store.history(accountIds, from, month),
      discipline.keptMonths(accountIds, from, month),
    ])
    return (accountId: string): EarlierStatement[] =>
      (history.get(accountId) ?? []).map((earlier) =>
        kept.has(`${accountId} ${earlier.month}`) ? { ...earlier, kept: true } : earlier,
      )
  }

  async function ofChunk(
    workers: readonly WorkerInMonth[],
    month: string,
    records: MonthRecords,
  ): Promise<WorkerFacts[]> {
    const accountIds = workers.map((worker) => worker.accountId)
    const [days, reported, earlierOf, townships, earlierRanksOf, earlierScores] = await Promise.all(
      [
        checkIns.countDays({ accountIds }, month),
        reports.countReports({ accountIds }, month),
        historyOf(accountIds, month),
        townshipsOf(workers, records),
        ranksOf(workers, month, records),
        scoresOf(workers, month, records),
      ],
    )
    return workers.map((worker) => {
      const { accountId, townshipCode } = worker
      const township = townships.get(townshipCode)
      if (!township) throw new Error(`no regulation for ${townshipCode}`)
      const { regulation, street } = township
      const recount = {
        days: days.get(accountId) ?? nothingCounted.days,
        reports: reported.get(accountId) ?? nothingCounted.reports,
      }
      const held = heldMonthOf(regulation, month, {
        worker,
        days: recount.days,
        validReports: recount.reports.valid,
        ...records.of(accountId),
        history: earlierOf(accountId),
        ofStreet: {
          ...heldOfStreet(street, worker),
          ...earlierRanksOf(accountId),
          ...earlierScores(worker, regulation),
        },
      })
      return { worker, regulation, recount, held, facts: factsOf(worker, regulation, held) }
    })
  }

  async function ofOne(worker: WorkerInMonth, month: string): Promise<WorkerFacts | undefined> {
    const [own] = await ofChunk([worker], month, await recordsOf(month, worker.accountId))
    return own
  }

  return {
    recordsOf,
    /** At most `workersAtOnce` of them, with records that are already there. */
    ofChunk,

    async ofTownship(townshipCode: string, month: string): Promise<WorkerFacts[]> {
      const workers = await staff.workersOf([townshipCode], month)
      const records = await recordsOf(month)
      const collected: WorkerFacts[] = []
      for (const chunk of inChunks(workers, workersAtOnce)) {
        collected.push(...(await ofChunk(chunk, month, records)))
      }
      return collected
    },

    ofOne,

    /** By a regulation whose months are made of counted days and reports; refuses any other. */
    async ofWorker(
      worker: WorkerInMonth,
      month: string,
    ): Promise<WorkerFacts<MonthFacts> | undefined> {
      const own = await ofOne(worker, month)
      if (own && !own.regulation.reads.includes('checkIns')) throw new Refusal('notByCounts')
      return own && { ...own, facts: own.held }
    },
  }
}
