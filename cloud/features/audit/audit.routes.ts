import { audit } from '../../contract'
import { type Route, serve } from '../../http/serve'
import type { AuditService } from './audit.service'

export function auditRoutes(service: AuditService): Route[] {
  return [serve(audit.list, (input, { actor }) => service.list(input, actor))]
}
