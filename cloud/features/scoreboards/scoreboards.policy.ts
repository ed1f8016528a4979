import type { Role } from '../../contract/permissions'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'

/** Who sees the boards: heads, township and county, each of his own area. */
const readers: Role[] = [
  'gridHead',
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
]

export const scoreboardsPolicy = {
  /** The visible part of an area as code prefixes; none of it is as good as no such area. */
  scopesIn(actor: Actor, areaCode: string): string[] {
    const scopes = visibleScopes(actor, readers, areaCode)
    if (scopes.length === 0) throw new Refusal('notFound')
    return scopes
  },
}
