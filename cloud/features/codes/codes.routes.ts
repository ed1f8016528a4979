import { codes, workerBadges } from '../../contract'
import { type Route, serve, serveUpload } from '../../http/serve'
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
    serve(workerBadges.mine, (_input, { actor, nowMs }) => service.mine(actor, nowMs)),
    serve(workerBadges.issueMine, (_input, context) => service.issueMine(context)),
    serveUpload(workerBadges.setPortrait, service.preparePortrait, service.setPortrait),
    serve(workerBadges.removePortrait, service.removePortrait),
    serve(workerBadges.portrait, (input, { nowMs }) => service.portrait(input, nowMs)),
    serve(workerBadges.postNotice, service.postNotice),
    serve(workerBadges.noticePostings, (input, { actor }) => service.noticePostings(input, actor)),
    serve(workerBadges.noticePhoto, (input, { actor }) => service.noticePhoto(input, actor)),
  ]
}
