import type { Role } from '../../contract/permissions'
import { type Actor, reaches, visibleScopes } from '../../http/actor'

const readers: Role[] = [
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
]
/** See every office's scores; another office sees its own items. */
const wholeReaders: Role[] = ['townshipOffice', 'townshipSigner', 'countyCentre', 'countyPolicy']

export const scoresPolicy = {
  /** Empty: nothing of this township. */
  scopes: (actor: Actor, townshipCode: string): string[] =>
    visibleScopes(actor, readers, townshipCode),

  seesAll(actor: Actor, townshipCode: string): boolean {
    return reaches(actor, wholeReaders, townshipCode)
  },

  mayManage(actor: Actor, townshipCode: string): boolean {
    return reaches(actor, ['townshipOffice'], townshipCode)
  },

  /** Whether the role that scores the item is held anywhere in the township. */
  mayScore(actor: Actor, role: Role, townshipCode: string): boolean {
    return visibleScopes(actor, [role], townshipCode).length > 0
  },

  /** Of whom: those whom the scoring post reaches. */
  mayScoreWorker(actor: Actor, role: Role, gridCode: string): boolean {
    return reaches(actor, [role], gridCode)
  },
}
