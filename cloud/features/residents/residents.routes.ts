import { residents } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { ResidentsService } from './residents.service'

export function residentsRoutes(service: ResidentsService): Route[] {
  return [serve(residents.gridCard, ({ code }, { nowMs }) => service.gridCard(code, nowMs))]
}
