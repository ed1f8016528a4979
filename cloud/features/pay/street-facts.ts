import type { FactSort, HeldFact, HeldMatters, HeldMonth, HeldScore, Standing } from '../../rules'
import type { AssessmentService } from '../assessment/assessment.service'
import type { ScoresService } from '../discipline/scores.service'
import type {
  HouseholdFilesService,
  HouseholdsInMonth,
} from '../household-files/household-files.service'
import type { MonthCountsService } from '../matters/month-counts.service'
import type { RecordedFactsService } from '../recorded-facts/recorded-facts.service'
import type { BoundRegulation } from '../regulations/regulations.service'
import type { GridSurvey, SurveyCountsService } from '../residents/survey-counts.service'
import type { StaffService, WorkerInMonth } from '../staff/staff.service'

export interface StreetSources {
  staff: Pick<StaffService, 'workersOf' | 'firstDays'>
  assessment: Pick<AssessmentService, 'dispatchedIn' | 'onLeaveIn'>
  scores: Pick<ScoresService, 'officeScores'>
  householdFiles: Pick<HouseholdFilesService, 'inMonth'>
  recordedFacts: Pick<RecordedFactsService, 'inMonth'>
  matterCounts: MonthCountsService
  surveyCounts: SurveyCountsService
}

/** What is recorded of a street (township) as a whole and bears on each of its workers. */
export interface Street {
  /** By account; null: not all are in, and then nothing may be computed from them. */
  officeScores: ReadonlyMap<string, HeldScore[]> | null
  /** By grid. */
  households: ReadonlyMap<string, HouseholdsInMonth>
  dispatched: ReadonlyMap<string, boolean>
  onLeave: ReadonlySet<string>
  standings: ReadonlyMap<string, Standing>
  /** By account. */
  recorded: ReadonlyMap<string, Record<string, HeldFact>>
  /** By grid; null: the regulation does not count them. */
  matters: ReadonlyMap<string, HeldMatters> | null
  /** By grid. */
  surveys: ReadonlyMap<string, GridSurvey>
}

const sorts: readonly FactSort[] = [
  'officeScores',
  'ranks',
  'households',
  'employment',
  'patrols',
  'problems',
  'events',
  'partScores',
  'attendance',
  'surveys',
]

const none = {
  officeScores: null,
  households: new Map(),
  dispatched: new Map(),
  onLeave: new Set<string>(),
  standings: new Map(),
  recorded: new Map(),
  matters: null,
  surveys: new Map(),
} satisfies Street

const noMatters: HeldMatters = { known: 0, found: 0, due: 0, closed: 0 }

const sumOf = (items: readonly HeldScore[]) =>
  items.reduce((sum, one) => sum + (one.scoreHundredths ?? 0), 0)

/** A few questions a street and month, however many work there; none where the regulation reads none. */
export function createStreetFacts(sources: StreetSources) {
  const { staff, assessment, scores, householdFiles } = sources

  async function standingsOf(
    regulation: BoundRegulation,
    townshipCode: string,
    month: string,
    { officeScores, onLeave }: Pick<Street, 'officeScores' | 'onLeave'>,
  ): Promise<Street['standings']> {
    if (!regulation.standings) return none.standings
    const workers = await staff.workersOf([townshipCode], month)
    const first = await staff.firstDays(
      workers.map((worker) => worker.accountId),
      townshipCode,
    )
    const people = workers.map(({ accountId, serviceFrom }) => {
      const items = officeScores?.get(accountId)
      return {
        reference: accountId,
        // who was moved within the county is no newcomer
        firstServiceOn: first.get(accountId) ?? serviceFrom,
        wholeMonthLeave: onLeave.has(accountId),
        scoreHundredths: items ? sumOf(items) : null,
      }
    })
    return regulation.standings(month, people, regulation.countyValues)
  }

  /** What people recorded of the month, and what the loop and the residents tell of its grids. */
  async function recordsOf(
    regulation: BoundRegulation,
    townshipCode: string,
    month: string,
  ): Promise<Pick<Street, 'recorded' | 'matters' | 'surveys'>> {
    const { recordedFacts, matterCounts, surveyCounts } = sources
    const reads = (sort: FactSort) => regulation.reads.includes(sort)
    const countsMatters = reads('problems') || reads('events')
    const [recorded, matters, surveys] = await Promise.all([
      regulation.recordedFacts(month).length > 0
        ? recordedFacts.inMonth(townshipCode, month)
        : none.recorded,
      countsMatters ? matterCounts.inMonth(townshipCode, month) : none.matters,
      reads('surveys') ? surveyCounts.inMonth(townshipCode, month) : none.surveys,
    ])
    return { recorded, matters, surveys }
  }

  return async function streetFacts(
    regulation: BoundRegulation,
    townshipCode: string,
    month: string,
  ): Promise<Street> {
    const reads = (sort: FactSort) => regulation.reads.includes(sort)
    if (!sorts.some(reads)) return none
    const [officeScores, households, dispatched, onLeave, rest] = await Promise.all([
      reads('officeScores') ? scores.officeScores(townshipCode, month) : none.officeScores,
      reads('households') ? householdFiles.inMonth(townshipCode, month) : none.households,
      reads('employment') ? assessment.dispatchedIn(month) : none.dispatched,
      reads('wholeMonthLeave') ? assessment.onLeaveIn(month) : none.onLeave,
      recordsOf(regulation, townshipCode, month),
    ])
    const standings = reads('ranks')
      ? await standingsOf(regulation, townshipCode, month, { officeScores, onLeave })
      : none.standings
    return { officeScores, households, dispatched, onLeave, standings, ...rest }
  }
}

/** The part of a street's facts that is one worker's. What did not happen is left out. */
export function heldOfStreet(street: Street, worker: WorkerInMonth): Partial<HeldMonth> {
  if (street === none) return {}
  const { accountId, gridCode } = worker
  const officeScores = street.officeScores?.get(accountId)
  const households = street.households.get(gridCode)
  const standing = street.standings.get(accountId)
  const recorded = street.recorded.get(accountId)
  const survey = street.surveys.get(gridCode)
  return {
    ...(street.dispatched.get(accountId) ? { dispatched: true } : {}),
    ...(street.onLeave.has(accountId) ? { wholeMonthLeave: true } : {}),
    ...(standing?.inProbation ? { inProbation: true } : {}),
    ...(standing?.ranking ? { ranking: standing.ranking } : {}),
    ...(officeScores ? { officeScores } : {}),
    ...(households?.file ? { householdFile: households.file } : {}),
    ...(recorded ? { recorded } : {}),
    ...(street.matters ? { matters: street.matters.get(gridCode) ?? noMatters } : {}),
    ...(survey ? { survey } : {}),
    ...(households?.exceptions.length ? { householdExceptions: households.exceptions } : {}),
  }
}
