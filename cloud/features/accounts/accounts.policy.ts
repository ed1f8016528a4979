import type { Role } from '../../contract/permissions'
import { type Actor, visibleScopes } from '../../http/actor'
import { Refusal } from '../../http/refusal'

export interface PostScope {
  role: Role
  scopeCode: string
}

const readers: Role[] = [
  'gridHead',
  'villageHead',
  'townshipOffice',
  'townshipSigner',
  'countyCentre',
  'countyPolicy',
  'systemAdministrator',
]

const field: Role[] = ['worker', 'gridHead', 'villageHead']
const township: Role[] = ['townshipOffice', 'townshipSigner']

/** Whose accounts a role may end or give a new code: those below it. */
const below: Partial<Record<Role, readonly Role[]>> = {
  townshipOffice: [...field, 'department'],
  countyCentre: [...field, ...township, 'department'],
}

/** Which posts a role may fill; the county also its own office. */
const appoints: Partial<Record<Role, readonly Role[]>> = {
  townshipOffice: [...field, 'department'],
  countyCentre: [...field, ...township, 'department', 'countyCentre', 'countyPolicy'],
}

function covers(
  actor: Actor,
  powers: Partial<Record<Role, readonly Role[]>>,
  { role, scopeCode }: PostScope,
): boolean {
  return actor.posts.some(
    (own) => powers[own.role]?.includes(role) && scopeCode.startsWith(own.scopeCode),
  )
}

export const accountsPolicy = {
  readers,

  scopes(actor: Actor, areaCode?: string): string[] {
    return visibleScopes(actor, readers, areaCode)
  },

  maySee(actor: Actor, posts: readonly PostScope[]): boolean {
    const scopes = accountsPolicy.scopes(actor)
    return posts.some((post) => scopes.some((scope) => post.scopeCode.startsWith(scope)))
  },

  /** A superior: his area covers all posts of the person and his role is above each of them. */
  mayManage(actor: Actor, posts: readonly PostScope[]): boolean {
    return posts.length > 0 && posts.every((post) => covers(actor, below, post))
  },

  mayAppoint(actor: Actor, post: PostScope): boolean {
    return covers(actor, appoints, post)
  },

  /** The county centre, for somebody who once had a post in it. */
  mayReactivate(actor: Actor, posts: readonly PostScope[]): boolean {
    return accountsPolicy.mayReveal(actor, posts)
  },

  mayReveal(actor: Actor, posts: readonly PostScope[]): boolean {
    const scopes = visibleScopes(actor, ['countyCentre'])
    return posts.some((post) => scopes.some((scope) => post.scopeCode.startsWith(scope)))
  },

  /** Not within reach: not found. Oneself, or not a superior's: not allowed. */
  refuseUnlessManaged(actor: Actor, accountId: string, posts: readonly PostScope[]): void {
    if (accountId === actor.accountId) throw new Refusal('ownCase')
    if (!accountsPolicy.maySee(actor, posts)) throw new Refusal('notFound')
    if (!accountsPolicy.mayManage(actor, posts)) throw new Refusal('notAllowed')
  },
}
