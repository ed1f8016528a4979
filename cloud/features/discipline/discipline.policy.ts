import type { Role } from '../../contract/permissions'
import { type Actor, reaches, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { WorkerInMonth } from '../staff/staff.service'
import type { Mover } from './moves'

const readers: Role[] = [
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
]
const openers: Role[] = ['townshipOffice', 'countyCentre']

export const disciplinePolicy = {
  readers,

  scopes(actor: Actor, areaCode?: string): string[] {
    return visibleScopes(actor, readers, areaCode)
  },

  maySee(actor: Actor, gridCode: string): boolean {
    return reaches(actor, readers, gridCode)
  },

  /** With the roles that reach the place; what each may do is the table of moves. */
  mover(actor: Actor, gridCode: string): Mover {
    const reaching = actor.posts.filter((post) => gridCode.startsWith(post.scopeCode))
    return { accountId: actor.accountId, roles: reaching.map((post) => post.role) }
  },

  /** The worker must be within reach (else he is not found), and nobody opens a case of himself (P1). */
  workerToOpen(actor: Actor, worker: WorkerInMonth | null): WorkerInMonth {
    if (!worker || !reaches(actor, openers, worker.gridCode)) throw new Refusal('notFound')
    if (worker.accountId === actor.accountId) throw new Refusal('ownCase')
    return worker
  },
}
