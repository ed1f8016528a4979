import { scoreboards } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { ScoreboardsService } from './scoreboards.service'

export function scoreboardsRoutes(service: ScoreboardsService): Route[] {
  return [
    serve(scoreboards.workers, (input, { actor }) => service.workers(input, actor)),
    serve(scoreboards.areas, (input, { actor }) => service.areas(input, actor)),
    serve(scoreboards.table, (input, context) => service.table(input, context)),
    serve(scoreboards.mine, (input, { actor }) => service.mine(input, actor)),
  ]
}
