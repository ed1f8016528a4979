import { support } from '../../contract'
import { type Route, serve, serveOwn } from '../../http/serve'
import type { SupportNotices } from './support-notices.service'
import type { SupportService } from './support.service'

export function supportRoutes(service: SupportService, notices: SupportNotices): Route[] {
  return [
    serveOwn(support.alike, service.alike),
    serveOwn(support.give, service.give),
    serve(support.view, ({ token }, { nowMs }) => service.view(token, nowMs)),
    serveOwn(support.withdraw, ({ token }, { nowMs }) => service.withdraw(token, nowMs)),
    serveOwn(support.sendCode, notices.sendCode),
    serveOwn(support.confirmPhone, notices.confirmPhone),
    serveOwn(support.wantWechat, notices.wantWechat),
    serveOwn(support.stopNotices, ({ token }) => notices.stopNotices(token)),
  ]
}
