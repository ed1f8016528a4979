import { mattersLikeness } from '../../contract'
import { type Route, serve, serveOwn } from '../../http/serve'
import type { FindAlike } from './find-alike'

export function likenessRoutes(alike: FindAlike): Route[] {
  return [
    serve(mattersLikeness.similar, alike.similar),
    serveOwn(mattersLikeness.similarToDraft, alike.similarToDraft),
  ]
}
