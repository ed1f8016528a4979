import { assessmentRoutes } from './features/assessment/assessment.routes'
import { createAssessmentService } from './features/assessment/assessment.service'
import { createAssessmentStore } from './features/assessment/assessment.store'
import { createStatisticsService } from './features/assessment/import-statistics'
import { changeListRoutes } from './features/discipline/change-list.routes'
import { createChangeLists } from './features/discipline/change-list.service'
import { createChangeListStore } from './features/discipline/change-list.store'
import { electionsRoutes } from './features/discipline/elections.routes'
import { createElections } from './features/discipline/elections.service'
import { createElectionsStore } from './features/discipline/elections.store'
import { scoresRoutes } from './features/discipline/scores.routes'
import { createScores } from './features/discipline/scores.service'
import { createScoresStore } from './features/discipline/scores.store'
import { disciplineRoutes } from './features/discipline/discipline.routes'
import { createDisciplineService } from './features/discipline/discipline.service'
import { createDisciplineStore } from './features/discipline/discipline.store'
import { insertNotices } from './features/notices/notices.store'
import { officialTextsRoutes } from './features/official-texts/official-texts.routes'
import { createOfficialTextsService } from './features/official-texts/official-texts.service'
import { createOfficialTextsStore } from './features/official-texts/official-texts.store'
import { createClosingStore } from './features/pay/closing.store'
import { createLaterTruthStore } from './features/pay/later-truth.store'
import { householdFilesRoutes } from './features/household-files/household-files.routes'
import { createHouseholdFiles } from './features/household-files/household-files.service'
import { createHouseholdFilesStore } from './features/household-files/household-files.store'
import { createMonthCounts } from './features/matters/month-counts.service'
import { createMonthCountsStore } from './features/matters/month-counts.store'
import { recordedFactsRoutes } from './features/recorded-facts/recorded-facts.routes'
import { createRecordedFacts } from './features/recorded-facts/recorded-facts.service'
import { createRecordedFactsStore } from './features/recorded-facts/recorded-facts.store'
import { createSurveyCounts } from './features/residents/survey-counts.service'
import { createSurveysStore } from './features/residents/surveys.store'
import { leaveRoutes } from './features/leave/leave.routes'
import { createLeaveMonths } from './features/leave/leave-months.service'
import { createLeaveMonthsStore } from './features/leave/leave-months.store'
import { createLeaveService } from './features/leave/leave.service'
import { createLeaveStore } from './features/leave/leave.store'
import { payRoutes } from './features/pay/pay.routes'
import { createPayService, type PayService } from './features/pay/pay.service'
import { createPayStore } from './features/pay/pay.store'
import { createTalliesStore } from './features/pay/tallies.store'
import { createChangesService } from './features/regulations/changes.service'
import { createChangesStore } from './features/regulations/changes.store'
import { createLedgerStore } from './features/payroll/ledger.store'
import { createPayTablesStore } from './features/payroll/pay-tables.store'
import { payrollRoutes } from './features/payroll/payroll.routes'
import { createPayrollService, type PayrollService } from './features/payroll/payroll.service'
import { regulationsRoutes } from './features/regulations/regulations.routes'
import { createRegulationsService } from './features/regulations/regulations.service'
import { createRegulationsStore } from './features/regulations/regulations.store'
import { createSimulationsService } from './features/regulations/simulations.service'
import { createSimulationsStore } from './features/regulations/simulations.store'
import type { Route } from './http/serve'
import type { Parts } from './parts'
import { payRegulations as packs, regulations as library } from './regulations'
import type { PeopleLookup } from './features/accounts/people-lookup.store'
import type { AreasService } from './features/areas/areas.service'
import type { AssessmentService } from './features/assessment/assessment.service'
import type { CheckInsService } from './features/check-ins/check-ins.service'
import type { MonthsService } from './features/pay/months.service'
import type { ReportsService } from './features/reports/reports.service'
import type { StaffService } from './features/staff/staff.service'

interface LawParts {
  staff: StaffService
  areas: AreasService
}

/** What pay is computed from and by, beside the outside world. */
interface PaySideParts extends LawParts {
  months: MonthsService
  lookup: PeopleLookup
  law: ReturnType<typeof createLaw>
  checkIns: CheckInsService
  reports: ReportsService
}

export interface PaySide {
  pay: PayService
  payroll: PayrollService
  assessment: AssessmentService
  routes: Route[]
  /** Marks what a stop cut off; once at start. */
  recover(): Promise<void>
  /** Waits for closings and simulations under way. */
  close(): Promise<void>
}

/** The regulations that are in force where, what a county changed in them, and their official texts. */
export function createLaw({ database, files, env }: Parts, { staff, areas }: LawParts) {
  const regulationsStore = createRegulationsStore(database)
  const regulations = createRegulationsService({
    store: regulationsStore,
    packs,
    library,
    staff,
    areas,
  })
  const changes = createChangesService({
    store: regulationsStore,
    changes: createChangesStore(database),
    packs,
    library,
    staff,
    areas,
  })
  const officialTexts = createOfficialTextsService({
    store: createOfficialTextsStore(database),
    files,
    staff,
    regulations,
    library,
    lawBookFolder: env.LAW_BOOK_FOLDER,
  })
  return { regulations, changes, officialTexts }
}

/** The wiring of all that a month's pay comes from, and of the pay itself. */
export function createPaySide(
  parts: Parts,
  { areas, staff, months, lookup, law, checkIns, reports }: PaySideParts,
): PaySide {
  const { database, clock, keys, log } = parts
  const { regulations, changes, officialTexts } = law
  const leave = createLeaveService({
    store: createLeaveStore(database),
    staff,
    areas,
    notices: { insert: insertNotices },
    regulationOn: regulations.on,
  })
  const assessmentStore = createAssessmentStore(database)
  const assessment = createAssessmentService({
    store: assessmentStore,
    staff,
    months,
    reportSummary: reports.reportSummary,
    unreadFault: regulations.unreadFault,
    majorAmountFault: async (gridCode, on, amount) =>
      (await regulations.on(gridCode.slice(0, 12), on)).validateMajorReportAmount({
        ...amount,
        on,
      }),
  })
  const leaveMonths = createLeaveMonths(createLeaveMonthsStore(database))
  /** Away all month: by an approved leave, or as the office decided. */
  const onLeaveIn = async (month: string) =>
    new Set([...(await assessment.onLeaveIn(month)), ...(await leaveMonths.wholeIn(month))])
  const statistics = createStatisticsService({
    store: assessmentStore,
    staff,
    areas,
    months,
    accountsByKey: lookup.accountsByKey,
    localCounts: (scopes, month) => pay.localCounts(scopes, month),
    laterTruth: ({ deed, ...truth }) => pay.laterTruth({ ...truth, ...deed }),
    agreeing: (tx, rows, month) => pay.agreeing(tx, rows, month),
  })
  const discipline = createDisciplineService({
    store: createDisciplineStore(database),
    staff,
    areas,
    regulations,
  })
  const simulations = createSimulationsService({
    simulations: createSimulationsStore(database),
    changes,
    regulations,
    discipline,
    packs,
    staff,
    areas,
    clock,
    log,
  })
  const changeLists = createChangeLists({
    lists: createChangeListStore(database),
    staff,
    areas,
    regulations,
  })
  const scores = createScores({
    scores: createScoresStore(database),
    staff,
    areas,
    months,
    onLeaveIn,
  })
  const householdFiles = createHouseholdFiles({
    store: createHouseholdFilesStore(database),
    staff,
    areas,
    months,
  })
  const recordedFacts = createRecordedFacts({
    store: createRecordedFactsStore(database),
    staff,
    areas,
    months,
    regulations,
  })
  const elections = createElections({
    elections: createElectionsStore(database),
    areas,
    regulations,
  })
  // reports, check-ins and assessment tell pay of later truths, and pay reads them: bound by name
  const pay: PayService = createPayService({
    store: createPayStore(database),
    closing: createClosingStore(database),
    tallies: createTalliesStore(database),
    laterTruths: createLaterTruthStore(database),
    staff,
    regulations,
    assessment: { ...assessment, onLeaveIn },
    leaveMonths,
    checkIns,
    reports,
    discipline,
    scores,
    householdFiles,
    recordedFacts,
    matterCounts: createMonthCounts(createMonthCountsStore(database)),
    surveyCounts: createSurveyCounts(createSurveysStore(database)),
    areas,
    months,
    packs,
    database,
    clock,
    log,
  })
  const payroll = createPayrollService({
    store: createPayTablesStore(database),
    ledger: createLedgerStore(database),
    files: parts.files,
    personalKeys: keys.personal,
    areas,
    staff,
    regulations,
    pay,
  })
  return {
    pay,
    payroll,
    assessment,
    routes: [
      ...regulationsRoutes(regulations, changes, simulations),
      ...officialTextsRoutes(officialTexts),
      ...leaveRoutes(leave),
      ...assessmentRoutes(assessment, statistics),
      ...payRoutes(pay),
      ...payrollRoutes(payroll),
      ...disciplineRoutes(discipline),
      ...changeListRoutes(changeLists),
      ...scoresRoutes(scores),
      ...householdFilesRoutes(householdFiles),
      ...recordedFactsRoutes(recordedFacts),
      ...electionsRoutes(elections),
    ],
    async recover() {
      await pay.recover()
      await simulations.recover()
    },
    async close() {
      await pay.idle()
      await simulations.stop()
    },
  }
}
