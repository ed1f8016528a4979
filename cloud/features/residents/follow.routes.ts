import { follow, residentContacts } from '../../contract'
import { type Route, serve, serveOwn } from '../../http/serve'
import type { ContactsService } from './contacts.service'
import type { ContentCheck } from './content-check'
import type { FollowService } from './follow.service'

export function followRoutes(service: FollowService): Route[] {
  return [
    serve(follow.view, ({ token }, { nowMs }) => service.view(token, nowMs)),
    serveOwn(follow.makeMove, service.move),
    serve(follow.photo, (input, { nowMs }) => service.photo(input, nowMs)),
    serveOwn(follow.sendCode, service.sendCode),
    serveOwn(follow.confirmPhone, service.confirmPhone),
    serveOwn(follow.wantWechat, service.wantWechat),
    serveOwn(follow.stopNotices, ({ token }) => service.stopNotices(token)),
    serveOwn(follow.erase, ({ token }, context) => service.erase(token, context)),
  ]
}

export function contactsRoutes(service: ContactsService, content: ContentCheck): Route[] {
  return [
    serve(residentContacts.pushCheck, async ({ key, echostr }) => content.echo(key, echostr)),
    serve(residentContacts.push, (input) => content.told(input)),
    serve(residentContacts.contact, ({ matterId }, { actor }) => service.contact(matterId, actor)),
    serve(residentContacts.revealContact, service.reveal),
  ]
}
