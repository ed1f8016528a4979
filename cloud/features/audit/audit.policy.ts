import type { Role } from '../../contract/permissions'
import { type Actor, scopesOf, visibleScopes } from '../../http/actor'

const readers: Role[] = ['townshipOffice', 'countyCentre', 'countyPolicy', 'systemAdministrator']

export const auditPolicy = {
  scopes(actor: Actor, areaCode?: string): string[] {
    return visibleScopes(actor, readers, areaCode)
  },

  /** Deeds outside any area are for those who look after the system. */
  seesWithoutArea(actor: Actor, areaCode?: string): boolean {
    return areaCode === undefined && scopesOf(actor, ['systemAdministrator']).length > 0
  },
}
