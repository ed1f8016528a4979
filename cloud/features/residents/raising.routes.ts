import { raising } from '../../contract'
import { type Route, serve, serveOwn, serveUpload } from '../../http/serve'
import type { RaisingService } from './raising.service'

export function raisingRoutes(service: RaisingService): Route[] {
  return [
    serve(raising.challenge, async ({ purpose }, { nowMs }) => service.challenge(purpose, nowMs)),
    serve(raising.gridAt, (position, { nowMs }) => service.gridAt(position, nowMs)),
    serveOwn(raising.raise, service.raise),
    serveUpload(raising.uploadPhoto, service.preparePhoto, service.recordPhoto),
  ]
}
