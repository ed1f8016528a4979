import { scores } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { ScoresService } from './scores.service'

export function scoresRoutes(service: ScoresService): Route[] {
  return [
    serve(scores.sheet, (input, { actor }) => service.sheet(input, actor)),
    serve(scores.setScheme, (input, context) => service.setScheme(input, context)),
    serve(scores.enter, (input, context) => service.enter(input, context)),
    serve(scores.reopen, (input, context) => service.reopen(input, context)),
    serve(scores.close, (input, context) => service.close(input, context)),
  ]
}
