import type { Role } from '../../contract/permissions'
import { type Actor, reaches } from '../../http/actor'

export const codesPolicy = {
  /** Who prints cards and codes, each for his own area. */
  printers: [
    'gridHead',
    'villageHead',
    'townshipOffice',
    'countyCentre',
  ] satisfies Role[] as Role[],

  /** A code hangs in public or is worn: the township and the county end it, no single hand below. */
  revokers: ['townshipOffice', 'countyCentre'] satisfies Role[] as Role[],

  /** Who notes which household was given a card: whoever goes from door to door, and his offices. */
  handers: ['worker', 'gridHead', 'villageHead', 'townshipOffice'] satisfies Role[] as Role[],

  mayPrint: (actor: Actor, gridCode: string) => reaches(actor, codesPolicy.printers, gridCode),
  mayRevoke: (actor: Actor, code: string) => reaches(actor, codesPolicy.revokers, code),
  mayHandOut: (actor: Actor, gridCode: string) => reaches(actor, codesPolicy.handers, gridCode),
}
