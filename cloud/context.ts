import type { RequestListener } from 'node:http'
import { createListener } from './app'
import { accountsRoutes } from './features/accounts/accounts.routes'
import { createAccountsService } from './features/accounts/accounts.service'
import { createAccountsStore } from './features/accounts/accounts.store'
import { createWorkerImport } from './features/accounts/import-workers'
import { createPlaces } from './features/accounts/places'
import { createPeopleLookup } from './features/accounts/people-lookup.store'
import { createServiceDays } from './features/accounts/service-days'
import { areasRoutes } from './features/areas/areas.routes'
import { createAreasService } from './features/areas/areas.service'
import { createAreasStore } from './features/areas/areas.store'
import { createTableImport } from './features/areas/import-table'
import { importRoutes } from './features/areas/import.routes'
import { createImportStore } from './features/areas/import.store'
import { auditRoutes } from './features/audit/audit.routes'
import { createAuditService } from './features/audit/audit.service'
import { createAuditStore } from './features/audit/audit.store'
import { assessmentRoutes } from './features/assessment/assessment.routes'
import { createAssessmentService } from './features/assessment/assessment.service'
import { createAssessmentStore } from './features/assessment/assessment.store'
import { createStatisticsService } from './features/assessment/import-statistics'
import { checkInsRoutes } from './features/check-ins/check-ins.routes'
import { createCheckInsService } from './features/check-ins/check-ins.service'
import { createCheckInsStore } from './features/check-ins/check-ins.store'
import { createTakeStore } from './features/check-ins/take-check-in.store'
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
import { equipmentRoutes } from './features/equipment/equipment.routes'
import { createEquipment } from './features/equipment/equipment.service'
import { createEquipmentStore } from './features/equipment/equipment.store'
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
import { createMonthsService } from './features/pay/months.service'
import { createMonthsStore } from './features/pay/months.store'
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
import { createPhotosStore } from './features/reports/photos.store'
import { createReportCountsStore } from './features/reports/report-counts.store'
import { reportsRoutes } from './features/reports/reports.routes'
import { createReportsService } from './features/reports/reports.service'
import { personalFilesRoutes } from './features/personal-files/personal-files.routes'
import { createPersonalFiles } from './features/personal-files/personal-files.service'
import { createPersonalFilesStore } from './features/personal-files/personal-files.store'
import { createReportsStore } from './features/reports/reports.store'
import { scoreboardsRoutes } from './features/scoreboards/scoreboards.routes'
import { createScoreboardsService } from './features/scoreboards/scoreboards.service'
import { createScoreboardsStore } from './features/scoreboards/scoreboards.store'
import { createStaffService } from './features/staff/staff.service'
import { createStaffStore } from './features/staff/staff.store'
import { trainingRoutes } from './features/training/training.routes'
import { createTraining } from './features/training/training.service'
import { createTrainingStore } from './features/training/training.store'
import { createUnitsService } from './features/units/units.service'
import { createUnitsStore } from './features/units/units.store'
import { systemRoutes } from './features/system/system.routes'
import { assertComplete } from './http/completeness'
import { createIdentity } from './http/identity'
import type { Route } from './http/serve'
import type { Parts } from './parts'
import { createJobs, createLeaseStore } from './platform/jobs'
import { payRegulations as packs, regulations as library } from './regulations'
import { createLoop, createMatters } from './loop-context'

export interface Service {
  listener: RequestListener
  routes: readonly Route[]
  /** The month's closing, for the demo's seed, which closes months without HTTP. */
  pay: Pick<PayService, 'close' | 'freeze' | 'progress' | 'idle'>
  /** The pay table's way, for the same. */
  payroll: Pick<PayrollService, 'prepare' | 'carrying' | 'batches' | 'batch'>
  /** Begins what goes on in the background, on whichever node has its turn. */
  startBackgroundWork(): void
  /** One turn of one piece of it, now; false when another node is at it. */
  runBackgroundWork(name: string): Promise<boolean>
  /** Marks what a stop of the service cut off, so that it can be begun again; once at start. */
  recover(): Promise<void>
  /** Waits for what goes on beside the requests that began it. */
  settle(): Promise<void>
  /** Waits for what is under way (lanes, closings) and lets go of the database. */
  close(): Promise<void>
}

/** The wiring, by hand: stores → services → routes. */
export function createService(parts: Parts): Service {
  const { database, clock, keys, log, env } = parts
  const identity = createIdentity(database, clock, keys.signing)

  const areas = createAreasService(createAreasStore(database), clock)
  const staff = createStaffService(createStaffStore(database))
  const unitsStore = createUnitsStore(database)
  const units = createUnitsService({ store: unitsStore, areas, clock })
  const months = createMonthsService(createMonthsStore(database))
  const serviceDays = createServiceDays(months)
  const accountsStore = createAccountsStore(database)
  const lookup = createPeopleLookup(database, keys)
  const places = createPlaces(areas, units)
  const accounts = createAccountsService({
    store: accountsStore,
    areas: places,
    wechat: parts.wechat,
    keys,
    clock,
    signingKey: keys.signing,
    demoAllowed: env.NODE_ENV !== 'production',
    serviceDays,
  })
  const imports = createTableImport({
    store: createImportStore(database),
    workers: createWorkerImport({
      store: accountsStore,
      lookup,
      areas: places,
      keys,
      serviceDays,
    }),
    changed: areas.invalidate,
  })
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
    files: parts.files,
    staff,
    regulations,
    library,
    lawBookFolder: env.LAW_BOOK_FOLDER,
  })
  const audit = createAuditService({ store: createAuditStore(database), staff })
  const { matters, alike } = createMatters(parts, {
    areas,
    units,
    staff,
    openPhoto: (...photo) => reports.photos.openFor(...photo),
  })
  const reports = createReportsService({
    store: createReportsStore(database),
    photosStore: createPhotosStore(database),
    countsStore: createReportCountsStore(database),
    areas,
    staff,
    clock,
    files: parts.files,
    signingKey: keys.signing,
    raiseMatter: (report, context) => matters.raiseFromReport(report, context),
    mergedReports: alike.mergedReports,
    reportQuota: async (gridCode, month, kind) =>
      (await regulations.ofMonth(gridCode.slice(0, 12), month)).quotas(kind, month).validReports
        ?.value ?? null,
    onLaterTruth: (truth) => pay.laterTruth(truth),
  })
  const checkIns = createCheckInsService({
    store: createCheckInsStore(database),
    takeStore: createTakeStore(database),
    areas,
    staff,
    months,
    clock,
    signingKey: keys.signing,
    regulationQuota: async (gridCode, month, kind) =>
      (await regulations.ofMonth(gridCode.slice(0, 12), month)).quotas(kind, month).checkIns
        ?.value ?? 0,
    onLateCheckIn: (truth) => pay.lateCheckIn(truth),
  })
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
  const told = { insert: insertNotices }
  const equipment = createEquipment({
    store: createEquipmentStore(database),
    areas,
    staff,
    notices: told,
    signingKey: keys.signing,
  })
  const training = createTraining({
    store: createTrainingStore(database),
    areas,
    staff,
    signingKey: keys.signing,
  })
  const personalFiles = createPersonalFiles({
    store: createPersonalFilesStore(database),
    accounts,
    assessment,
    areas,
    staff,
    notices: told,
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
  const scoreboards = createScoreboardsService({
    store: createScoreboardsStore(database),
    areas,
    staff,
    regulations,
    clock,
  })
  const loop = createLoop(parts, {
    areas,
    staff,
    units,
    unitsStore,
    matters,
    alike,
    photos: reports.photos,
  })
  const jobs = createJobs({
    jobs: loop.jobs,
    leases: createLeaseStore(database),
    clock,
    log,
  })

  const routes: Route[] = [
    ...systemRoutes(database, keys.signing),
    ...accountsRoutes(accounts),
    ...areasRoutes(areas),
    ...importRoutes(imports),
    ...regulationsRoutes(regulations, changes, simulations),
    ...officialTextsRoutes(officialTexts),
    ...auditRoutes(audit),
    ...checkInsRoutes(checkIns),
    ...leaveRoutes(leave),
    ...reportsRoutes(reports),
    ...assessmentRoutes(assessment, statistics),
    ...payRoutes(pay),
    ...payrollRoutes(payroll),
    ...disciplineRoutes(discipline),
    ...changeListRoutes(changeLists),
    ...scoresRoutes(scores),
    ...householdFilesRoutes(householdFiles),
    ...personalFilesRoutes(personalFiles),
    ...equipmentRoutes(equipment),
    ...trainingRoutes(training),
    ...recordedFactsRoutes(recordedFacts),
    ...electionsRoutes(elections),
    ...scoreboardsRoutes(scoreboards),
    ...loop.routes,
  ]
  assertComplete(routes)

  const listener = createListener({
    routes,
    database,
    identity,
    clock,
    signingKey: keys.signing,
    log,
    pagesFolder: env.PAGES_FOLDER,
    tileUrl: env.MAP_TILE_URL,
    behindProxy: env.BEHIND_PROXY,
    beside: loop.beside,
  })
  return {
    listener,
    routes,
    pay,
    payroll,
    async recover() {
      await pay.recover()
      await simulations.recover()
    },
    startBackgroundWork: jobs.start,
    runBackgroundWork: jobs.runOnce,
    settle: loop.idle,
    async close() {
      await jobs.stop()
      await checkIns.close()
      await loop.idle()
      await pay.idle()
      await simulations.stop()
      await database.close()
    },
  }
}
