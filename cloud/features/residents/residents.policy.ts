import { type Actor, reaches } from '../../http/actor'
import type { Role } from '../../contract/permissions'

export const residentsPolicy = {
  /** Who prints cards and codes, each for his own area. */
  printers: [
    'gridHead',
    'villageHead',
    'townshipOffice',
    'countyCentre',
  ] satisfies Role[] as Role[],

  mayPrint(actor: Actor, gridCode: string): boolean {
    return reaches(actor, residentsPolicy.printers, gridCode)
  },
}
