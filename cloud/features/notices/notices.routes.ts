import { notices } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { NoticesService } from './notices.service'

export function noticesRoutes(service: NoticesService): Route[] {
  return [
    serve(notices.inbox, (input, { actor, nowMs }) => service.list(input, actor, nowMs)),
    serve(notices.badge, (_input, { actor, nowMs }) => service.badge(actor, nowMs)),
    serve(notices.markRead, ({ ids }, context) => service.markRead({ ids }, context)),
    serve(notices.markAllRead, ({ upTo }, context) => service.markRead({ upTo }, context)),
    serve(notices.messageTemplates, () => service.messageTemplates()),
    serve(notices.granted, (input, context) => service.granted(input, context)),
    serve(notices.preferences, (_input, { actor }) => service.preferences(actor)),
    serve(notices.setPreferences, (input, context) => service.setPreferences(input, context)),
    serve(notices.deliveries, (_input, { actor, nowMs }) => service.deliveries(actor, nowMs)),
  ]
}
