import type { Role } from '../../contract/permissions'
import { type Actor, reaches } from '../../http/actor'

const readers: Role[] = ['townshipOffice', 'townshipSigner', 'countyCentre', 'countyPolicy']

export const payPolicy = {
  readers,

  mayRead(actor: Actor, townshipCode: string): boolean {
    return reaches(actor, readers, townshipCode)
  },

  mayClose(actor: Actor, townshipCode: string): boolean {
    return reaches(actor, ['townshipOffice', 'countyCentre'], townshipCode)
  },

  mayFreeze(actor: Actor, townshipCode: string): boolean {
    return reaches(actor, ['townshipOffice'], townshipCode)
  },
}
