import { support } from '../../contract'
import { type Route, serve, serveOwn } from '../../http/serve'
import type { SupportService } from './support.service'

export function supportRoutes(service: SupportService): Route[] {
  return [
    serveOwn(support.alike, service.alike),
    serveOwn(support.give, service.give),
    serve(support.view, ({ token }, { nowMs }) => service.view(token, nowMs)),
    serveOwn(support.withdraw, ({ token }, { nowMs }) => service.withdraw(token, nowMs)),
  ]
}
