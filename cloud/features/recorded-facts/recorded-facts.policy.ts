import type { Role } from '../../contract/permissions'
import { type Actor, reaches } from '../../http/actor'

const readers: Role[] = ['townshipOffice', 'townshipSigner', 'countyCentre', 'countyPolicy']
const recorders: Role[] = ['townshipOffice', 'countyCentre']

export const recordedFactsPolicy = {
  mayRead: (actor: Actor, townshipCode: string): boolean => reaches(actor, readers, townshipCode),
  mayRecord: (actor: Actor, code: string): boolean => reaches(actor, recorders, code),
}
