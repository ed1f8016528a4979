import { codes } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { CodesService } from './codes.service'

export function codesRoutes(service: CodesService): Route[] {
  return [
    serve(codes.overview, (input, { actor, nowMs }) => service.overview(input, actor, nowMs)),
    serve(codes.print, (input, context) => service.print(input, context)),
    serve(codes.sheet, ({ printId }, { actor, nowMs }) => service.sheet(printId, actor, nowMs)),
    serve(codes.picture, (input, { actor, nowMs }) => service.picture(input, actor, nowMs)),
    serve(codes.revoke, (input, context) => service.revoke(input, context)),
    serve(codes.badge, ({ badgeCode }, { nowMs }) => service.badge(badgeCode, nowMs)),
    serve(codes.handOuts, (input, { actor }) => service.handOuts(input, actor)),
    serve(codes.handOut, (input, context) => service.handOut(input, context)),
  ]
}
