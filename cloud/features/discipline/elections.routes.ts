import { elections } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { ElectionsService } from './elections.service'

export function electionsRoutes(service: ElectionsService): Route[] {
  return [
    serve(elections.list, (input, { actor, nowMs }) => service.list(input, actor, nowMs)),
    serve(elections.record, (input, context) => service.record(input, context)),
    serve(elections.step, (input, context) => service.step(input, context)),
  ]
}
