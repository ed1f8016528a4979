import { open311 } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { ApiKeysService } from './api-keys.service'

export function open311Routes(service: ApiKeysService): Route[] {
  return [
    serve(open311.keys, (input, { actor }) => service.keys(input, actor)),
    serve(open311.createKey, service.createKey),
    serve(open311.revokeKey, service.revokeKey),
    serve(open311.revealContact, service.revealContact),
  ]
}
