import type { Role } from '../../contract/permissions'
import { type Actor, reaches, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { ChangeListContent } from '../../contract/change-lists'

const readers: Role[] = ['townshipOffice', 'townshipSigner', 'countyCentre', 'countyPolicy']

export const changeListPolicy = {
  scopes: (actor: Actor): string[] => visibleScopes(actor, readers),

  mayRead(actor: Actor, townshipCode: string): boolean {
    return reaches(actor, readers, townshipCode)
  },

  maySend(actor: Actor, townshipCode: string): boolean {
    return reaches(actor, ['townshipOffice'], townshipCode)
  },

  mayDecide(actor: Actor, townshipCode: string): boolean {
    return reaches(actor, ['countyCentre'], townshipCode)
  },

  /** Nobody carries a list on which he himself stands (P1). */
  refuseOwn(actor: Actor, { leaving, newcomers }: ChangeListContent): void {
    const isOn = [...leaving, ...newcomers].some((one) => one.accountId === actor.accountId)
    if (isOn) throw new Refusal('ownCase')
  },
}
