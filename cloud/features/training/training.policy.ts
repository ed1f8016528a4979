import type { Role } from '../../contract/permissions'
import { type Actor, reaches, visibleScopes } from '../../http/actor'

const readers: Role[] = [
  'gridHead',
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
]
const publishers: Role[] = ['townshipOffice', 'countyCentre']

export const trainingPolicy = {
  readers,
  publishers,

  mayPublish: (actor: Actor, areaCode: string): boolean => reaches(actor, publishers, areaCode),

  /** Of an item's area what this office sees: all of it, or its own part. */
  partOf: (actor: Actor, areaCode: string): string[] => visibleScopes(actor, readers, areaCode),
}
