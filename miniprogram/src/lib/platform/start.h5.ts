import { currentAccountId, useSessionStore } from '../session'
import { keptNames } from '../storage'

async function startSending() {
  const { startOutbox } = await import(/* webpackChunkName: "outbox" */ '../outbox')
  startOutbox()
}

/**
 * What runs beside the pages. A resident who only opens a grid's card never signs in and has
 * nothing to send, so the outbox is fetched when there is a person.
 */
export function start() {
  // what a resident sent without a network goes on when he is back, whatever he opens
  const hasWaiting = keptNames('outbox:resident:').length > 0
  if (currentAccountId() !== null || hasWaiting) {
    void startSending()
    return
  }
  const stop = useSessionStore.subscribe(() => {
    if (currentAccountId() === null) return
    stop()
    void startSending()
  })
}
