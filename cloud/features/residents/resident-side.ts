import type { Route } from '../../http/serve'
import type { Clock } from '../../platform/clock'
import type { KeyRing } from '../../platform/crypto'
import type { Database } from '../../platform/database'
import type { Job } from '../../platform/jobs'
import type { Logger } from '../../platform/log'
import type { SmsPort } from '../../platform/sms'
import type { WechatPort } from '../../platform/wechat'
import type { AreasService } from '../areas/areas.service'
import { type ContactsService, createContactsService } from './contacts.service'
import { createContactsStore } from './contacts.store'
import { createContentCheck } from './content-check'
import { contactsRoutes, followRoutes } from './follow.routes'
import { createFollowService } from './follow.service'
import { createGridFinder } from './grid-finder'
import { opinionsRoutes } from './opinions.routes'
import { createOpinionsService, type OpinionsParts } from './opinions.service'
import { createOpinionsStore } from './opinions.store'
import { createPasses } from './passes'
import { createPhoneCodes } from './phone-codes'
import { raisingRoutes } from './raising.routes'
import { createRaisingService } from './raising.service'
import { createRateLimits } from './rate-limits'
import { createRateLimitsStore } from './rate-limits.store'
import { createTokens } from './resident-keys'
import type {
  AlikeOfResidents,
  MattersOfResidents,
  NoticesOfResidents,
  PhotosOfResidents,
} from './residents-ports'
import { createResidentsStore } from './residents.store'
import { createSupportContactsStore } from './support-contacts.store'
import { createSupportNotices } from './support-notices.service'
import { supportRoutes } from './support.routes'
import { createSupportService } from './support.service'
import { createSupportStore } from './support.store'
import { surveysRoutes } from './surveys.routes'
import { createSurveysService } from './surveys.service'
import { createSurveysStore } from './surveys.store'

export interface ResidentSideParts extends Pick<OpinionsParts, 'workerOfBadge'> {
  database: Database
  clock: Clock
  areas: AreasService
  matters: MattersOfResidents
  alike: AlikeOfResidents
  notices: NoticesOfResidents
  photos: PhotosOfResidents
  wechat: WechatPort
  sms: SmsPort
  signingKey: Uint8Array
  personalKeys: KeyRing
  publicUrl: string
  /** Where WeChat tells what it found of photos; null: it is not asked of any. */
  pushKey: string | null
  log: Logger
}

export interface ResidentSide {
  routes: Route[]
  jobs: Job[]
  contacts: Pick<ContactsService, 'residentContact' | 'flagged'>
  idle(): Promise<void>
}

const checkEveryMs = 60_000

/** Everything residents do without an account, and what the offices do with it. */
export function createResidentSide(parts: ResidentSideParts): ResidentSide {
  const { database, clock, areas, matters } = parts
  const passes = createPasses(parts)
  const limits = createRateLimits(createRateLimitsStore(database))
  const store = createContactsStore(database)
  const supportStore = createSupportStore(database)
  const shared = { ...parts, passes, limits, store, support: supportStore }
  const supportTokens = createTokens(parts.signingKey, 'matter-support')
  const supportNotices = createSupportNotices({
    ...shared,
    supportContacts: createSupportContactsStore(database),
    supportTokens,
    codes: createPhoneCodes(shared),
  })
  const content = createContentCheck(shared)
  const finder = createGridFinder({ shapes: createResidentsStore(database).shapes, areas })
  const contacts = createContactsService({ ...shared, followToken: matters.followToken })
  const raising = createRaisingService({
    ...shared,
    finder,
    onRaised: () => content.kick(clock.nowMs()),
  })
  const follow = createFollowService(shared)
  const opinions = createOpinionsService({ ...shared, store: createOpinionsStore(database) })
  const support = createSupportService({ ...shared, supportTokens, supportNotices })
  const surveys = createSurveysService({ ...shared, store: createSurveysStore(database) })
  return {
    routes: [
      ...raisingRoutes(raising),
      ...followRoutes(follow),
      ...contactsRoutes(contacts, content),
      ...opinionsRoutes(opinions),
      ...supportRoutes(support, supportNotices),
      ...surveysRoutes(surveys),
    ],
    jobs: [
      {
        name: 'residentContent',
        everyMs: checkEveryMs,
        run: (run) => content.checkAll(run.nowMs()),
      },
      supportNotices.job,
    ],
    contacts: {
      flagged: contacts.flagged,
      // an id is a matter's or that of somebody who met with one: never both
      residentContact: async (id) =>
        (await contacts.residentContact(id)) ?? supportNotices.wayToTell(id),
    },
    idle: content.idle,
  }
}
