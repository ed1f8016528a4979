import type { Role } from '../../contract/permissions'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'

/** A worker sees his grid, heads and offices their area. */
const readers: Role[] = [
  'worker',
  'gridHead',
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
]
/** Which grids nobody hears from is for those who look after them. */
const silenceReaders: Role[] = readers.filter((role) => role !== 'worker')

export const mapsPolicy = {
  /** What of a place is on somebody's map; none of it is as good as no such place. */
  scopesIn(actor: Actor, code: string): string[] {
    const scopes = visibleScopes(actor, readers, code)
    if (scopes.length === 0) throw new Refusal('notFound')
    return scopes
  },

  silenceScopes(actor: Actor, code: string): string[] {
    return visibleScopes(actor, silenceReaders, code)
  },
}
