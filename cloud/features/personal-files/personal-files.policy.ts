import type { Role } from '../../contract/permissions'
import { type Actor, reaches } from '../../http/actor'
import { Refusal } from '../../http/refusal'

const answerers: Role[] = ['townshipOffice', 'countyCentre']

export const personalFilesPolicy = {
  answerers,

  /** Nobody answers what he asked himself (P1). */
  mayAnswer: (actor: Actor, asked: { accountId: string; scopeCode: string }): boolean =>
    asked.accountId !== actor.accountId && reaches(actor, answerers, asked.scopeCode),

  requireAnswerer(actor: Actor, asked: { accountId: string; scopeCode: string }): void {
    if (asked.accountId === actor.accountId) throw new Refusal('ownCase')
    if (!reaches(actor, answerers, asked.scopeCode)) throw new Refusal('notFound')
  },
}
