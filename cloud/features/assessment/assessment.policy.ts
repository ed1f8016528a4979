import type { Role } from '../../contract/permissions'
import { type Actor, reaches } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { WorkerInMonth } from '../staff/staff.service'

const readers: Role[] = [
  'gridHead',
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
]
const recorders: Role[] = ['townshipOffice', 'countyCentre']

export const assessmentPolicy = {
  readers,
  recorders,

  mayRecord(actor: Actor, gridCode: string): boolean {
    return reaches(actor, recorders, gridCode)
  },

  mayDecideMajor(actor: Actor, gridCode: string): boolean {
    return reaches(actor, ['countyCentre'], gridCode)
  },

  /** The worker must be within reach (else he is not found), and nobody acts on himself (P1). */
  workerToRecord(actor: Actor, worker: WorkerInMonth | null): WorkerInMonth {
    if (!worker || !assessmentPolicy.mayRecord(actor, worker.gridCode))
      throw new Refusal('notFound')
    if (worker.accountId === actor.accountId) throw new Refusal('ownCase')
    return worker
  },
}
