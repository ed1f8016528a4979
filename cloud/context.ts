import type { RequestListener } from 'node:http'
import path from 'node:path'
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
import { codesRoutes } from './features/codes/codes.routes'
import { createCodesService } from './features/codes/codes.service'
import { createCodesStore } from './features/codes/codes.store'
import { createHandOutsStore } from './features/codes/hand-outs.store'
import { disciplineRoutes } from './features/discipline/discipline.routes'
import { createDisciplineService } from './features/discipline/discipline.service'
import { createDisciplineStore } from './features/discipline/discipline.store'
import { createBehindFiguresStore } from './features/loop-figures/behind-figures.store'
import { createKeepFigures } from './features/loop-figures/keep-figures'
import { loopFiguresRoutes } from './features/loop-figures/loop-figures.routes'
import { createLoopFiguresService } from './features/loop-figures/loop-figures.service'
import { createLoopFiguresStore } from './features/loop-figures/loop-figures.store'
import { createRecountStore } from './features/loop-figures/recount.store'
import { workingMsBetween } from './features/matters/clocks'
import { createClocksStore } from './features/matters/clocks.store'
import { createFindAlike } from './features/matters/find-alike'
import { likenessRoutes } from './features/matters/likeness.routes'
import { createLikenessStore } from './features/matters/likeness.store'
import { mattersRoutes } from './features/matters/matters.routes'
import { createMattersService, type MattersService } from './features/matters/matters.service'
import { createMattersStore } from './features/matters/matters.store'
import { createMoveStore } from './features/matters/move.store'
import { noticeInsertText } from './features/notices/notices.store'
import { answersFor } from './features/matters/holders'
import { createExpander, type ResidentContact } from './features/notices/expand-notices'
import { createInboxStore } from './features/notices/inbox.store'
import { messageTemplatesOf, standInTemplates } from './features/notices/message-templates'
import { createMessagesStore } from './features/notices/messages.store'
import { noticesRoutes } from './features/notices/notices.routes'
import { createNoticesService, type NoticesService } from './features/notices/notices.service'
import { createOutboxStore } from './features/notices/outbox.store'
import { createRecipientsStore } from './features/notices/recipients.store'
import { createSender } from './features/notices/send-messages'
import { mapsRoutes } from './features/maps/maps.routes'
import { createMapsService, type MapTiles } from './features/maps/maps.service'
import { createMapsStore } from './features/maps/maps.store'
import { mattersPolicy } from './features/matters/matters.policy'
import { officialTextsRoutes } from './features/official-texts/official-texts.routes'
import { createOfficialTextsService } from './features/official-texts/official-texts.service'
import { createOfficialTextsStore } from './features/official-texts/official-texts.store'
import { createOpen311Side } from './features/open311/open311-side'
import { open311OpenApi } from './features/open311/open311.openapi'
import { createClosingStore } from './features/pay/closing.store'
import { createLaterTruthStore } from './features/pay/later-truth.store'
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
import { createPayrollService } from './features/payroll/payroll.service'
import { regulationsRoutes } from './features/regulations/regulations.routes'
import { createRegulationsService } from './features/regulations/regulations.service'
import { createRegulationsStore } from './features/regulations/regulations.store'
import { createSimulationsService } from './features/regulations/simulations.service'
import { createSimulationsStore } from './features/regulations/simulations.store'
import { createPhotosStore } from './features/reports/photos.store'
import { createReportCountsStore } from './features/reports/report-counts.store'
import { reportsRoutes } from './features/reports/reports.routes'
import { createReportsService } from './features/reports/reports.service'
import { createReportsStore } from './features/reports/reports.store'
import { createResidentSide } from './features/residents/resident-side'
import { residentsRoutes } from './features/residents/residents.routes'
import { createResidentsService } from './features/residents/residents.service'
import { createResidentsStore } from './features/residents/residents.store'
import { scoreboardsRoutes } from './features/scoreboards/scoreboards.routes'
import { createScoreboardsService } from './features/scoreboards/scoreboards.service'
import { createScoreboardsStore } from './features/scoreboards/scoreboards.store'
import { createStaffService } from './features/staff/staff.service'
import { createStaffStore } from './features/staff/staff.store'
import { createManageRouting } from './features/units/manage-routing'
import { createManageUnits } from './features/units/manage-units'
import { unitsRoutes } from './features/units/units.routes'
import { createUnitsService } from './features/units/units.service'
import { createUnitsStore } from './features/units/units.store'
import { systemRoutes } from './features/system/system.routes'
import { createWebhooksSide } from './features/webhooks/webhooks-side'
import { webhooksOpenApi } from './features/webhooks/webhooks.openapi'
import { assertComplete } from './http/completeness'
import { domainFiles } from './http/domain-files'
import { createIdentity } from './http/identity'
import { openApiOf } from './http/openapi'
import { openApi } from './http/openapi-routes'
import type { Route } from './http/serve'
import type { Parts } from './parts'
import { createJobs, createLeaseStore } from './platform/jobs'
import { payRegulations as packs, regulations as library } from './regulations'

export interface Service {
  listener: RequestListener
  routes: readonly Route[]
  /** The month's closing, for the demo's seed, which closes months without HTTP. */
  pay: Pick<PayService, 'close' | 'freeze' | 'progress' | 'idle'>
  /** Begins what goes on in the background, on whichever node has its turn. */
  startBackgroundWork(): void
  /** One turn of one piece of it, now; false when another node is at it. */
  runBackgroundWork(name: string): Promise<boolean>
  /** Marks what a stop of the service cut off, so that it can be begun again; once at start. */
  recover(): Promise<void>
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
  const manageUnits = createManageUnits({ store: unitsStore, units, areas })
  const manageRouting = createManageRouting({ store: unitsStore, units, areas, staff })
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
  const simulations = createSimulationsService({
    simulations: createSimulationsStore(database),
    changes,
    regulations,
    packs,
    staff,
    areas,
    clock,
    log,
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
  const mattersStore = createMattersStore(database)
  const alike = createFindAlike({
    store: mattersStore,
    likeness: createLikenessStore(database),
    areas,
    units,
  })
  const matters: MattersService = createMattersService({
    store: mattersStore,
    moves: createMoveStore(database),
    clocks: createClocksStore(database),
    areas,
    units,
    staff,
    signingKey: keys.signing,
    noticeText: noticeInsertText,
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
    takeStores: [createTakeStore(database)],
    areas,
    staff,
    months,
    clock,
    signingKey: keys.signing,
    regulationQuota: async (gridCode, month, kind) =>
      (await regulations.ofMonth(gridCode.slice(0, 12), month)).quotas(kind, month).checkIns.value,
    onLateCheckIn: (truth) => pay.lateCheckIn(truth),
  })
  const assessmentStore = createAssessmentStore(database)
  const assessment = createAssessmentService({
    store: assessmentStore,
    staff,
    months,
    reportSummary: reports.reportSummary,
    majorAmountFault: async (gridCode, on, amount) =>
      (await regulations.on(gridCode.slice(0, 12), on)).validateMajorReportAmount({
        ...amount,
        on,
      }),
  })
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
  const changeLists = createChangeLists({
    lists: createChangeListStore(database),
    staff,
    areas,
    regulations,
  })
  const scores = createScores({ scores: createScoresStore(database), staff, areas })
  const elections = createElections({ elections: createElectionsStore(database), areas })
  // reports, check-ins and assessment tell pay of later truths, and pay reads them: bound by name
  const pay: PayService = createPayService({
    store: createPayStore(database),
    closing: createClosingStore(database),
    tallies: createTalliesStore(database),
    laterTruths: createLaterTruthStore(database),
    staff,
    regulations,
    assessment,
    checkIns,
    reports,
    discipline,
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
  const loopFigures = createLoopFiguresService({
    store: createLoopFiguresStore(database),
    behind: createBehindFiguresStore(database),
    keep: createKeepFigures({
      store: createRecountStore(database),
      workingMs: workingMsBetween,
      log,
    }),
    areas,
    sightOf: mattersPolicy.sight,
  })
  const codes = createCodesService({
    store: createCodesStore(database),
    handOuts: createHandOutsStore(database),
    areas,
    staff,
    wechat: parts.wechat,
    publicUrl: parts.publicUrl,
    signingKey: keys.signing,
  })
  const maps = createMapsService({
    store: createMapsStore(database),
    areas,
    sightOf: mattersPolicy.sight,
    tiles: mapTiles(env),
  })
  const residents = createResidentsService({
    store: createResidentsStore(database),
    areas,
    codes,
  })

  const residentSide = createResidentSide({
    database,
    clock,
    areas,
    matters,
    photos: reports.photos,
    wechat: parts.wechat,
    sms: parts.sms,
    log,
    signingKey: keys.signing,
    personalKeys: keys.personal,
    publicUrl: parts.publicUrl,
    workerOfBadge: codes.workerOfBadge,
    pushKey: env.WECHAT_PUSH_KEY ?? null,
  })

  const notices = createNotices(parts, residentSide.contacts.residentContact)
  const open311 = createOpen311Side({
    database,
    clock,
    log,
    personalKeys: keys.personal,
    publicUrl: parts.publicUrl,
    areas,
    units,
    staff,
    matters,
  })
  const webhooks = createWebhooksSide({
    database,
    personalKeys: keys.personal,
    publicUrl: parts.publicUrl,
    privateAllowed: env.WEBHOOKS_TO_PRIVATE,
  })
  const document = () =>
    openApiOf(parts.publicUrl, {
      tags: [...open311OpenApi.tags, ...webhooksOpenApi.tags],
      paths: open311OpenApi.paths,
      webhooks: webhooksOpenApi.webhooks,
      schemas: { ...open311OpenApi.schemas, ...webhooksOpenApi.schemas },
    })

  const jobs = createJobs({
    jobs: [
      ...matters.jobs,
      ...notices.jobs,
      ...residentSide.jobs,
      ...webhooks.jobs,
      ...loopFigures.jobs(),
    ],
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
    ...noticesRoutes(notices),
    ...officialTextsRoutes(officialTexts),
    ...auditRoutes(audit),
    ...checkInsRoutes(checkIns),
    ...reportsRoutes(reports),
    ...mattersRoutes(matters, reports.photos),
    ...likenessRoutes(alike),
    ...assessmentRoutes(assessment, statistics),
    ...payRoutes(pay),
    ...payrollRoutes(payroll),
    ...disciplineRoutes(discipline),
    ...changeListRoutes(changeLists),
    ...scoresRoutes(scores),
    ...electionsRoutes(elections),
    ...scoreboardsRoutes(scoreboards),
    ...loopFiguresRoutes(loopFigures),
    ...mapsRoutes(maps),
    ...unitsRoutes(manageUnits, manageRouting),
    ...residentsRoutes(residents),
    ...codesRoutes(codes),
    ...residentSide.routes,
    ...open311.routes,
    ...webhooks.routes,
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
    beside: [
      domainFiles(path.join(env.DATA_FOLDER, 'domain-files')),
      open311.middleware,
      openApi(document),
    ],
  })
  return {
    listener,
    routes,
    pay,
    async recover() {
      await pay.recover()
      await simulations.recover()
    },
    startBackgroundWork: jobs.start,
    runBackgroundWork: jobs.runOnce,
    async close() {
      await jobs.stop()
      await checkIns.close()
      await residentSide.idle()
      await matters.close()
      await pay.idle()
      await simulations.stop()
      await loopFigures.idle()
      await database.close()
    },
  }
}

/** Where WeChat or its stand-in is asked, people may be asked for their consent. */
function createNotices(
  { database, wechat, sms, keys, env }: Parts,
  residentContact: (matterId: string) => Promise<ResidentContact | null>,
): NoticesService {
  const recipients = createRecipientsStore(database, keys)
  const isProduction = env.NODE_ENV === 'production'
  const templates = messageTemplatesOf(env.WECHAT_MESSAGES)
  const used = templates.length === 0 && !isProduction ? standInTemplates : templates
  const shared = { recipients, templates: used, residentContact }
  return createNoticesService({
    inbox: createInboxStore(database),
    recipients,
    templates: used,
    smsAvailable: sms.available,
    expand: createExpander({ ...shared, outbox: createOutboxStore(database), answersFor }),
    send: createSender({
      ...shared,
      messages: createMessagesStore(database),
      wechat,
      sms,
      chance: Math.random,
    }),
  })
}

function mapTiles(env: Parts['env']): MapTiles | null {
  if (!env.MAP_TILE_URL) return null
  return {
    url: env.MAP_TILE_URL,
    datum: env.MAP_TILE_DATUM,
    attribution: env.MAP_TILE_ATTRIBUTION,
    mostZoom: env.MAP_TILE_MOST_ZOOM,
  }
}
