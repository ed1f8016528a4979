import type { Role } from '../../contract/permissions'
import { type Actor, reaches } from '../../http/actor'
import { Refusal } from '../../http/refusal'
import type { Webhook } from './webhooks.store'

const keepers: Role[] = ['countyCentre', 'systemAdministrator']

export const webhooksPolicy = {
  /** Another county's webhooks are as if they were not. */
  countyToKeep(actor: Actor, countyCode: string): void {
    if (!reaches(actor, keepers, countyCode)) throw new Refusal('notFound')
  },

  toKeep(actor: Actor, hook: Webhook | null): Webhook {
    if (!hook || !reaches(actor, keepers, hook.countyCode)) throw new Refusal('notFound')
    return hook
  },
}
