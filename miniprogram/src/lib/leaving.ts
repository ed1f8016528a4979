import { signOut } from '@contract/accounts'
import { goHome } from './navigation'
import { forgetAnswers } from './query'
import { call } from './request'
import { currentAccountId, leaveSession } from './session'
import { dropKept, keptNames } from './storage'

/**
 * Signs out. Copies of what the person saw go with him; what waits to be sent stays on the phone
 * under his account and goes on when he signs in again.
 */
export async function leave() {
  const accountId = currentAccountId()
  try {
    await call(signOut, {})
  } catch {
    // without a network the session ends here at least; the service ends it by its age
  }
  for (const name of keptNames(`copy:${accountId}:`)) dropKept(name)
  leaveSession()
  forgetAnswers()
  goHome()
}
