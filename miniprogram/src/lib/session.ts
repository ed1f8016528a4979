import type { Me } from '@contract/accounts'
import { type Permission, type Role, permits } from '@contract/permissions'
import { create } from 'zustand'
import { dropKept, readKept, writeKeptIfRoom } from './storage'

interface Kept {
  token: string
  expiresAtMs: number
  me: Me
}

interface SessionState {
  kept: Kept | null
  /** The session came to an end by itself; who it was, so that the sign-in page can say so. */
  endedName: string | null
}

const storageName = 'session'

export const useSessionStore = create<SessionState>()(() => ({
  kept: readKept<Kept>(storageName),
  endedName: null,
}))

export function startSession(signedIn: Kept) {
  writeKeptIfRoom(storageName, signedIn)
  useSessionStore.setState({ kept: signedIn, endedName: null })
}

/** Takes over what the service says about the person now. */
export function updateMe(me: Me) {
  const { kept } = useSessionStore.getState()
  if (kept) startSession({ ...kept, me })
}

/** The service does not know this session any more. What waits to be sent stays on the phone. */
export function endSession() {
  const { kept } = useSessionStore.getState()
  if (!kept) return
  dropKept(storageName)
  useSessionStore.setState({ kept: null, endedName: kept.me.name })
}

/** The person leaves on purpose. */
export function leaveSession() {
  dropKept(storageName)
  useSessionStore.setState({ kept: null, endedName: null })
}

export function currentToken(): string | null {
  return useSessionStore.getState().kept?.token ?? null
}

export function currentAccountId(): string | null {
  return useSessionStore.getState().kept?.me.accountId ?? null
}

/** The signed-in person, or null. */
export function useMe(): Me | null {
  return useSessionStore((state) => state.kept?.me ?? null)
}

export function rolesOf(me: Me): Role[] {
  return [...new Set(me.posts.map((post) => post.role))]
}

/** Whether the person may use endpoints of this permission at all. */
export function may(me: Me | null, permission: Permission): boolean {
  return me !== null && permits(permission, rolesOf(me))
}

export function useMay(permission: Permission): boolean {
  return may(useMe(), permission)
}
