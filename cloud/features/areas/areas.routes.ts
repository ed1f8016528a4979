import { areas } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { AreasService } from './areas.service'

export function areasRoutes(service: AreasService): Route[] {
  return [
    serve(areas.children, ({ code }, { nowMs }) => service.children(code, nowMs)),
    serve(areas.gridDetail, ({ code }) => service.gridDetail(code)),
    serve(areas.gridsOfArea, (input, { actor }) => service.gridsOfArea(input, actor)),
  ]
}
