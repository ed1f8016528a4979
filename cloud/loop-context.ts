import path from 'node:path'
import { codesRoutes } from './features/codes/codes.routes'
import { createCodesService } from './features/codes/codes.service'
import { createCodesStore } from './features/codes/codes.store'
import { createPortraitsStore } from './features/codes/portraits.store'
import { createHandOutsStore } from './features/codes/hand-outs.store'
import { createKeepFigures } from './features/loop-figures/keep-figures'
import { loopFiguresRoutes } from './features/loop-figures/loop-figures.routes'
import { createLoopFiguresService } from './features/loop-figures/loop-figures.service'
import { createLoopFiguresStore } from './features/loop-figures/loop-figures.store'
import { createRecountStore } from './features/loop-figures/recount.store'
import { workingMsBetween } from './features/matters/clocks'
import { createClockValues } from './features/matters/clock-values.service'
import { createClockValuesStore } from './features/matters/clock-values.store'
import { createClocksStore } from './features/matters/clocks.store'
import { createFindAlike } from './features/matters/find-alike'
import { likenessRoutes } from './features/matters/likeness.routes'
import { createLikenessStore } from './features/matters/likeness.store'
import { mattersRoutes } from './features/matters/matters.routes'
import { createManageClocks } from './features/matters/manage-clocks'
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
import { shownBrief } from './features/matters/matters.present'
import { createOpen311Side } from './features/open311/open311-side'
import { open311OpenApi } from './features/open311/open311.openapi'
import { createResidentSide } from './features/residents/resident-side'
import { residentsRoutes } from './features/residents/residents.routes'
import { createResidentsService } from './features/residents/residents.service'
import { createResidentsStore } from './features/residents/residents.store'
import { createManageRouting } from './features/units/manage-routing'
import { createManageUnits } from './features/units/manage-units'
import { unitsRoutes } from './features/units/units.routes'
import { createWebhooksSide } from './features/webhooks/webhooks-side'
import { webhooksOpenApi } from './features/webhooks/webhooks.openapi'
import { domainFiles } from './http/domain-files'
import { openApiOf } from './http/openapi'
import { openApi } from './http/openapi-routes'
import type { Route } from './http/serve'
import type { Parts } from './parts'
import type { Middleware } from 'koa'
import type { AreasService } from './features/areas/areas.service'
import type { MattersParts } from './features/matters/matters.service'
import type { PhotosService } from './features/reports/photos.service'
import type { StaffService } from './features/staff/staff.service'
import type { UnitsService } from './features/units/units.service'
import type { UnitsStore } from './features/units/units.store'
import type { Job } from './platform/jobs'

/** What the loop is built on beside the outside world. */
interface LoopParts {
  areas: AreasService
  staff: StaffService
  units: UnitsService
  unitsStore: UnitsStore
  matters: MattersService
  alike: ReturnType<typeof createFindAlike>
  photos: PhotosService
}

interface Loop {
  routes: Route[]
  jobs: Job[]
  /** What is answered beside the contract's endpoints. */
  beside: Middleware[]
  /** Waits for what is under way. */
  idle(): Promise<void>
}

/** Matters themselves, which reports bring with them. */
export function createMatters(
  { database, keys, clock }: Parts,
  {
    areas,
    units,
    staff,
    openPhoto,
  }: Pick<LoopParts, 'areas' | 'units' | 'staff'> & Pick<MattersParts, 'openPhoto'>,
) {
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
    clockValues: createClockValues({ store: createClockValuesStore(database), clock }),
    areas,
    units,
    staff,
    signingKey: keys.signing,
    noticeText: noticeInsertText,
    openPhoto,
  })
  return { matters, alike }
}

/** The wiring of everything around a matter: who is told, residents, codes, maps, figures, other systems. */
export function createLoop(
  parts: Parts,
  { areas, staff, units, unitsStore, matters, alike, photos }: LoopParts,
): Loop {
  const { database, clock, keys, log, env } = parts
  const manageUnits = createManageUnits({ store: unitsStore, units, areas })
  const manageRouting = createManageRouting({ store: unitsStore, units, areas, staff })
  const manageClocks = createManageClocks({
    store: createClockValuesStore(database),
    values: matters.clockValues,
    areas,
    staff,
  })
  const loopFigures = createLoopFiguresService({
    store: createLoopFiguresStore(database),
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
    portraits: createPortraitsStore(database),
    photos,
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
    briefOf: shownBrief,
    tiles: mapTiles(env),
  })
  const residents = createResidentsService({
    store: createResidentsStore(database),
    areas,
    codes,
  })

  const notices = createNotices(parts, (matterId) =>
    residentSide.contacts.residentContact(matterId),
  )
  const residentSide = createResidentSide({
    database,
    clock,
    areas,
    matters,
    alike,
    notices,
    photos,
    wechat: parts.wechat,
    sms: parts.sms,
    log,
    signingKey: keys.signing,
    personalKeys: keys.personal,
    publicUrl: parts.publicUrl,
    workerOfBadge: codes.workerOfBadge,
    pushKey: env.WECHAT_PUSH_KEY ?? null,
  })
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
    photos,
    flagged: residentSide.contacts.flagged,
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

  return {
    routes: [
      ...mattersRoutes(matters, photos, manageClocks),
      ...likenessRoutes(alike),
      ...unitsRoutes(manageUnits, manageRouting),
      ...noticesRoutes(notices),
      ...loopFiguresRoutes(loopFigures),
      ...mapsRoutes(maps),
      ...residentsRoutes(residents),
      ...residentSide.routes,
      ...codesRoutes(codes),
      ...open311.routes,
      ...webhooks.routes,
    ],
    jobs: [
      ...matters.jobs,
      ...notices.jobs,
      ...residentSide.jobs,
      ...webhooks.jobs,
      ...loopFigures.jobs(),
    ],
    beside: [
      domainFiles(path.join(env.DATA_FOLDER, 'domain-files')),
      open311.middleware,
      openApi(document),
    ],
    async idle() {
      await residentSide.idle()
      await matters.close()
      await loopFigures.idle()
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
