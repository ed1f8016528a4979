import { safeParse } from 'zod/mini'
import { id } from '../contract/primitives'
import { newId } from '../platform/ids'
import { type Actor, mayUse } from './actor'
import type { Identity } from './identity'
import { parseInput } from './input'
import { Refusal } from './refusal'
import type { Route } from './serve'

/** Endpoints open to somebody who has yet to choose a password. */
const beforeOwnPassword = new Set([
  'accounts.changePassword',
  'accounts.whoAmI',
  'accounts.signOut',
])

export interface Credentials {
  /** The Authorization header, '' without one. */
  authorization: string
  /** A download's signed address part. */
  pass?: string | undefined
}

export const bearerPrefix = 'Bearer '

/** Who calls, or a refusal: not signed in, first password not chosen. */
export async function authenticate(
  { authorization, pass }: Credentials,
  { entry }: Route,
  identity: Identity,
): Promise<Actor | null> {
  const actor = authorization.startsWith(bearerPrefix)
    ? await identity.ofToken(authorization.slice(bearerPrefix.length))
    : pass
      ? await identity.ofPass(pass)
      : null
  if (entry.permission === 'public') return actor
  if (!actor) throw new Refusal('notSignedIn')
  if (actor.mustChangePassword && !beforeOwnPassword.has(entry.name))
    throw new Refusal('passwordMustChange')
  return actor
}

export function isAllowed(actor: Actor | null, { entry }: Route): boolean {
  return entry.permission === 'public' || (actor !== null && mayUse(actor, entry.permission))
}

/** Who calls; without the permission he may only ask for a first answer, where one can be stored. */
export async function callerOf(
  credentials: Credentials,
  route: Route & { kind: 'command' | 'own' | 'upload' },
  identity: Identity,
): Promise<{ actor: Actor | null; allowed: boolean }> {
  const actor = await authenticate(credentials, route, identity)
  const allowed = isAllowed(actor, route)
  if (!allowed && route.entry.replay === 'none') throw new Refusal('notAllowed')
  return { actor, allowed }
}

export function commandIdOf(value: unknown, replay: 'stored' | 'none'): string {
  if (value === undefined && replay === 'none') return newId()
  return parseInput(id, value)
}

/**
 * Asked for by somebody without the permission: what he did while he had it is answered as it was
 * the first time, all else is not his to do.
 */
export async function answerRepeat(
  given: unknown,
  firstAnswer: (commandId: string) => Promise<unknown>,
): Promise<unknown> {
  const commandId = safeParse(id, given)
  const first = commandId.success ? await firstAnswer(commandId.data) : null
  if (first === null) throw new Refusal('notAllowed')
  return first
}
