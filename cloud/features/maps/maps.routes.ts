import { maps } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { MapsService } from './maps.service'

export function mapsRoutes(service: MapsService): Route[] {
  return [
    serve(maps.outlines, (input, { actor }) => service.outlines(input, actor)),
    serve(maps.situation, (input, { actor, nowMs }) => service.situation(input, actor, nowMs)),
    serve(maps.settings, async () => service.settings()),
  ]
}
