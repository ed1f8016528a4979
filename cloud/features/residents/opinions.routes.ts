import { opinions } from '../../contract'
import { type Route, serve, serveOwn } from '../../http/serve'
import type { OpinionsService } from './opinions.service'

export function opinionsRoutes(service: OpinionsService): Route[] {
  return [
    serve(opinions.subjects, (input, { nowMs }) => service.subjects(input, nowMs)),
    serveOwn(opinions.give, service.give),
    serve(opinions.follow, ({ token }) => service.follow(token)),
    serve(opinions.eraseContact, ({ token }, context) => service.eraseContact(token, context)),
    serve(opinions.list, service.list),
    serve(opinions.look, service.look),
    serve(opinions.decide, service.decide),
    serve(opinions.revealContact, service.revealContact),
    serve(opinions.aboutMe, (input, { actor }) => service.aboutMe(input, actor)),
  ]
}
