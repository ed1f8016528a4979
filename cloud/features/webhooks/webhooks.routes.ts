import { webhooks } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { WebhooksService } from './webhooks.service'

export function webhooksRoutes(service: WebhooksService): Route[] {
  return [
    serve(webhooks.list, (input, { actor }) => service.list(input, actor)),
    serve(webhooks.create, service.create),
    serve(webhooks.setState, service.setState),
    serve(webhooks.rotateSecret, service.rotateSecret),
    serve(webhooks.deliveries, (input, { actor }) => service.deliveries(input, actor)),
    serve(webhooks.resend, service.resend),
  ]
}
