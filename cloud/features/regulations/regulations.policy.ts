import type { Role } from '../../contract/permissions'
import { type Actor, reaches } from '../../http/actor'
import { Refusal } from '../../http/refusal'

const readers: Role[] = ['countyCentre', 'countyPolicy']
const owners: Role[] = ['countyPolicy']
const countyDigits = 6

/** A county's office owns its regulation: one person drafts, another publishes. */
export const regulationsPolicy = {
  /** The county whose regulation the actor reads. */
  countyOf(actor: Actor, roles: readonly Role[] = readers): string {
    const post = actor.posts.find(
      (one) => roles.includes(one.role) && one.scopeCode.length === countyDigits,
    )
    if (!post) throw new Refusal('notFound')
    return post.scopeCode
  },

  /** The county in which the actor may draft and publish. */
  ownCounty(actor: Actor): string {
    return regulationsPolicy.countyOf(actor, owners)
  },

  mayRead(actor: Actor, county: string): boolean {
    return reaches(actor, readers, county)
  },

  /** Whoever may begin one for the county may call it off: only one runs at a time. */
  mayCancelSimulation(actor: Actor, county: string): boolean {
    return regulationsPolicy.mayRead(actor, county)
  },

  mayChange(actor: Actor, county: string): boolean {
    return reaches(actor, owners, county)
  },
}
