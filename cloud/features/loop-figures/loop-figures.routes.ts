import { loopFigures } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { LoopFiguresService } from './loop-figures.service'

export function loopFiguresRoutes(service: LoopFiguresService): Route[] {
  return [
    serve(loopFigures.areas, (input, { actor, nowMs }) => service.areas(input, actor, nowMs)),
    serve(loopFigures.units, (input, { actor, nowMs }) => service.units(input, actor, nowMs)),
    serve(loopFigures.table, (input, context) => service.table(input, context)),
    serve(loopFigures.publicTotals, (input, { nowMs }) => service.publicTotals(input, nowMs)),
  ]
}
