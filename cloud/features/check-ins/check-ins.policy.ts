import type { Role } from '../../contract/permissions'
import { type Actor, reaches } from '../../http/actor'
import { Refusal } from '../../http/refusal'

/** Who sees other people's check-ins: heads, township and county, each in his area. */
const readers: Role[] = [
  'gridHead',
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
]
/** Who decides on a missed day: the head of the grid or the township's office. */
const deciders: Role[] = ['gridHead', 'townshipOffice']

export const checkInsPolicy = {
  readers,
  deciders,

  mayRead: (actor: Actor, gridCode: string): boolean => reaches(actor, readers, gridCode),

  /** Nobody decides on his own day (P1). */
  mayDecide: (actor: Actor, correction: { accountId: string; gridCode: string }): boolean =>
    correction.accountId !== actor.accountId && reaches(actor, deciders, correction.gridCode),

  /** Out of reach is not found; seen but not his to decide is refused; his own is another's case. */
  requireDecider(actor: Actor, correction: { accountId: string; gridCode: string }): void {
    const own = correction.accountId === actor.accountId
    if (!own && !checkInsPolicy.mayRead(actor, correction.gridCode)) throw new Refusal('notFound')
    if (own) throw new Refusal('ownCase')
    if (!reaches(actor, deciders, correction.gridCode)) throw new Refusal('notAllowed')
  },
}
