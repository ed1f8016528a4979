import { regulations } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { RegulationsService } from './regulations.service'

export function regulationsRoutes(service: RegulationsService): Route[] {
  return [serve(regulations.book, (input, { actor, nowMs }) => service.book(input, actor, nowMs))]
}
