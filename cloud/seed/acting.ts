import type { DemoAccount } from '../../prisma/demo/county'
import type { Actor } from '../http/actor'
import type { CallContext } from '../http/serve'
import { newId } from '../platform/ids'

/** Somebody of the demo as the service sees him once he is signed in. */
export function actorOf({ accountId, name, posts }: DemoAccount): Actor {
  return {
    accountId,
    name,
    mustChangePassword: false,
    posts: posts.filter((post) => post.endsOn === null).map((post) => ({ id: newId(), ...post })),
    formerPosts: [],
    sessionHash: new Uint8Array(32),
  }
}

export function callBy(account: DemoAccount, nowMs: number): CallContext {
  return { actor: actorOf(account), nowMs, requestId: newId(), remoteAddress: '' }
}
