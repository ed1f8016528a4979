import type { Role } from '../../contract/permissions'
import { type Actor, reaches } from '../../http/actor'
import { Refusal } from '../../http/refusal'

const keepers: Role[] = ['countyCentre', 'systemAdministrator']

export const open311Policy = {
  /** Another county's keys are as if they were not. */
  countyToKeep(actor: Actor, countyCode: string): void {
    if (!reaches(actor, keepers, countyCode)) throw new Refusal('notFound')
  },
}
