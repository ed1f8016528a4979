import { currentAccountId, useSessionStore } from '../session'
import { keptNames } from '../storage'

async function startSending() {
  const { startOutbox } = await import(/* webpackChunkName: "outbox" */ '../outbox')
  startOutbox()
}

/** The pages themselves are kept for a person only, after all that he waits for. */
async function startKeepingPages() {
  const { startOfflineShell } = await import(/* webpackChunkName: "outbox" */ './offline-shell')
  startOfflineShell()
}

function startForPerson() {
  void startSending()
  if (document.readyState === 'complete') void startKeepingPages()
  else window.addEventListener('load', () => void startKeepingPages(), { once: true })
}

/**
 * What runs beside the pages. A resident who only opens a grid's card never signs in and has
 * nothing to send, so the outbox is fetched when there is a person.
 */
export function start() {
  // what a resident sent without a network goes on when he is back, whatever he opens
  const hasWaiting = keptNames('outbox:resident:').length > 0
  if (currentAccountId() !== null) return startForPerson()
  if (hasWaiting) void startSending()
  const stop = useSessionStore.subscribe(() => {
    if (currentAccountId() === null) return
    stop()
    startForPerson()
  })
}
