import { changeLists } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { ChangeListService } from './change-list.service'

export function changeListRoutes(service: ChangeListService): Route[] {
  return [
    serve(changeLists.overview, (input, { actor, nowMs }) => service.overview(input, actor, nowMs)),
    serve(changeLists.detail, (input, { actor, nowMs }) => service.detail(input, actor, nowMs)),
    serve(changeLists.send, (input, context) => service.send(input, context)),
    serve(changeLists.decide, (input, context) => service.decide(input, context)),
    serve(changeLists.table, (input, { actor, nowMs }) => service.table(input, actor, nowMs)),
  ]
}
