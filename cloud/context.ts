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
import { checkInsRoutes } from './features/check-ins/check-ins.routes'
import { createCheckInsService } from './features/check-ins/check-ins.service'
import { createCheckInsStore } from './features/check-ins/check-ins.store'
import { createTakeStore } from './features/check-ins/take-check-in.store'
import { insertNotices } from './features/notices/notices.store'
import { equipmentRoutes } from './features/equipment/equipment.routes'
import { createEquipment } from './features/equipment/equipment.service'
import { createEquipmentStore } from './features/equipment/equipment.store'
import type { PayService } from './features/pay/pay.service'
import { createMonthsService } from './features/pay/months.service'
import { createMonthsStore } from './features/pay/months.store'
import type { PayrollService } from './features/payroll/payroll.service'
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
import { createLoop, createMatters } from './loop-context'
import { createLaw, createPaySide, type PaySide } from './pay-context'

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
  const law = createLaw(parts, { staff, areas })
  const { regulations } = law
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
    onLaterTruth: (truth) => paySide.pay.laterTruth(truth),
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
    onLateCheckIn: (truth) => paySide.pay.lateCheckIn(truth),
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
  // reports and check-ins tell pay of later truths, and pay reads them: bound by name
  const paySide: PaySide = createPaySide(parts, {
    areas,
    staff,
    months,
    lookup,
    law,
    checkIns,
    reports,
  })
  const personalFiles = createPersonalFiles({
    store: createPersonalFilesStore(database),
    accounts,
    assessment: paySide.assessment,
    areas,
    staff,
    notices: told,
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
    ...auditRoutes(audit),
    ...checkInsRoutes(checkIns),
    ...reportsRoutes(reports),
    ...personalFilesRoutes(personalFiles),
    ...equipmentRoutes(equipment),
    ...trainingRoutes(training),
    ...scoreboardsRoutes(scoreboards),
    ...paySide.routes,
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
    pay: paySide.pay,
    payroll: paySide.payroll,
    recover: paySide.recover,
    startBackgroundWork: jobs.start,
    runBackgroundWork: jobs.runOnce,
    settle: loop.idle,
    async close() {
      await jobs.stop()
      await checkIns.close()
      await loop.idle()
      await paySide.close()
      await database.close()
    },
  }
}
