import type { Role } from '../../contract/permissions'
import { type Actor, reaches } from '../../http/actor'
import { Refusal } from '../../http/refusal'

/** Who decides a leave, as the regulation has it on the day it is asked for. */
export type LeaveApprover = 'anyHead' | 'villageHead' | 'township'

/** Who sees leaves, each in his area. */
const readers: Role[] = [
  'gridHead',
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
]

/** The wider one may always decide what the nearer one may. */
const deciders: Record<LeaveApprover, Role[]> = {
  anyHead: ['gridHead', 'villageHead', 'townshipOffice'],
  villageHead: ['villageHead', 'townshipOffice'],
  township: ['townshipOffice'],
}

interface Decided {
  accountId: string
  gridCode: string
  approver: LeaveApprover
}

export const leavePolicy = {
  readers,

  /** Nobody decides on his own leave (P1). */
  mayDecide: (actor: Actor, { accountId, gridCode, approver }: Decided): boolean =>
    accountId !== actor.accountId && reaches(actor, deciders[approver], gridCode),

  /** Out of reach is not found; seen but not his to decide is refused; his own is another's case. */
  requireDecider(actor: Actor, leave: Decided): void {
    if (leave.accountId === actor.accountId) throw new Refusal('ownCase')
    if (!reaches(actor, readers, leave.gridCode)) throw new Refusal('notFound')
    if (!reaches(actor, deciders[leave.approver], leave.gridCode)) throw new Refusal('notAllowed')
  },
}
