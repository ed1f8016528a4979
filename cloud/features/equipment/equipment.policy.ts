import type { Role } from '../../contract/permissions'
import { type Actor, reaches } from '../../http/actor'

const readers: Role[] = [
  'gridHead',
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
]
const issuers: Role[] = ['townshipOffice', 'countyCentre']

export const equipmentPolicy = {
  readers,
  issuers,
  mayIssue: (actor: Actor, code: string): boolean => reaches(actor, issuers, code),
}
