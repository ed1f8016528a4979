import type { Route } from '../../http/serve'
import type { KeyRing } from '../../platform/crypto'
import type { Database } from '../../platform/database'
import type { Job } from '../../platform/jobs'
import { createDeliveriesStore } from './deliveries.store'
import { createEventsToTellStore } from './events-to-tell.store'
import { guardedPost } from './guarded-post'
import { createEventScan } from './scan-events'
import { createSender } from './send-deliveries'
import { webhooksRoutes } from './webhooks.routes'
import { createWebhooksService } from './webhooks.service'
import { createWebhooksStore } from './webhooks.store'

export interface WebhooksSideParts {
  database: Database
  personalKeys: KeyRing
  publicUrl: string
  privateAllowed: boolean
}

export interface WebhooksSide {
  routes: Route[]
  jobs: Job[]
}

const second = 1_000
const hour = 3_600_000

export function createWebhooksSide(parts: WebhooksSideParts): WebhooksSide {
  const { database, personalKeys, publicUrl, privateAllowed } = parts
  const store = createWebhooksStore(database)
  const deliveries = createDeliveriesStore(database)
  const events = createEventsToTellStore(database)
  const scan = createEventScan({ webhooks: store, events, deliveries, publicUrl })
  const post = guardedPost
  const sender = createSender({ webhooks: store, deliveries, personalKeys, post, privateAllowed })
  const service = createWebhooksService({ store, deliveries, personalKeys, privateAllowed })
  return {
    routes: webhooksRoutes(service),
    jobs: [
      {
        name: 'webhooks.scan',
        everyMs: 3 * second,
        run: ({ nowMs, stopping }) => scan.scan(nowMs(), stopping),
      },
      {
        name: 'webhooks.send',
        everyMs: 2 * second,
        run: ({ nowMs, stopping }) => sender.send(nowMs, stopping),
      },
      {
        name: 'webhooks.forget',
        everyMs: hour,
        run: ({ nowMs, stopping }) => scan.forget(nowMs(), stopping),
      },
    ],
  }
}
