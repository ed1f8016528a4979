import { outlastsPost, type Permission, permits, type Role } from '../contract/permissions'
import type { WorkerKind } from '../contract/primitives'

export interface ActorPost {
  id: string
  role: Role
  scopeCode: string
  workerKind: WorkerKind | null
  startsOn: string
  endsOn: string | null
  /** Whose leave it is that gives this post for its days; his own posts have none (DYW-21.6). */
  standsInFor?: string
}

/** Who calls, as the database knows him at the moment of the call: an ended session ends at once. */
export interface Actor {
  accountId: string
  name: string
  mustChangePassword: boolean
  /** Posts held on the day of the call, his own before those he stands in for. */
  posts: ActorPost[]
  /**
   * Posts that ended lately. They open nothing but what was done while they were held: records
   * taken in the field and sent later.
   */
  formerPosts: ActorPost[]
  sessionHash: Uint8Array<ArrayBuffer>
}

export function rolesOf(actor: Actor): Role[] {
  return [...new Set(actor.posts.map((post) => post.role))]
}

/** Whether the actor may use endpoints of this permission: by today's posts, or by one that ended lately. */
export function mayUse(actor: Actor, permission: Permission): boolean {
  if (permits(permission, rolesOf(actor))) return true
  return (
    outlastsPost(permission) &&
    permits(
      permission,
      actor.formerPosts.map((post) => post.role),
    )
  )
}

export const isOwnPost = (post: ActorPost): boolean => post.standsInFor === undefined

/** His own posts first, the one that began last before the others. */
export const byNearness = (a: ActorPost, b: ActorPost): number =>
  Number(isOwnPost(b)) - Number(isOwnPost(a)) || b.startsOn.localeCompare(a.startsOn)

/** The actor as he was on a day: with the posts he held then. */
export function actorOn(actor: Actor, day: string): Actor {
  const held = [...actor.posts, ...actor.formerPosts].filter(
    (post) => post.startsOn <= day && (post.endsOn === null || post.endsOn >= day),
  )
  return { ...actor, posts: held }
}

/** Code prefixes the actor reaches in one of these roles. */
export function scopesOf(actor: Actor, roles: readonly Role[]): string[] {
  return actor.posts.filter((post) => roles.includes(post.role)).map((post) => post.scopeCode)
}

/** Whether one of the posts with these roles reaches the area or grid of this code. */
export function reaches(actor: Actor, roles: readonly Role[], code: string): boolean {
  return scopesOf(actor, roles).some((scope) => code.startsWith(scope))
}

/**
 * What of `areaCode` the actor may see in these roles, as code prefixes: the area itself when a
 * post covers it, else the posts' areas inside it. Empty: nothing of it (answered as not found).
 */
export function visibleScopes(actor: Actor, roles: readonly Role[], areaCode?: string): string[] {
  const scopes = [...new Set(scopesOf(actor, roles))]
  const widest = scopes.filter(
    (one) => !scopes.some((other) => other !== one && one.startsWith(other)),
  )
  if (areaCode === undefined) return widest
  if (widest.some((scope) => areaCode.startsWith(scope))) return [areaCode]
  return widest.filter((scope) => scope.startsWith(areaCode))
}

/** What stands where a photo's sender would: nobody who could sign in or hold a post. */
export const actorWithoutPosts = (accountId: string): Actor => ({
  accountId,
  name: '',
  mustChangePassword: false,
  posts: [],
  formerPosts: [],
  sessionHash: new Uint8Array(0),
})
