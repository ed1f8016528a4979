import { areas } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { AreasService } from './areas.service'

export function areasRoutes(service: AreasService): Route[] {
  return [
    serve(areas.children, ({ code }, { actor, nowMs }) => service.children(code, actor, nowMs)),
    serve(areas.gridDetail, ({ code }, { actor }) => service.gridDetail(code, actor)),
    serve(areas.gridsOfArea, ({ code }, { actor }) => service.gridsOfArea(code, actor)),
  ]
}
