import { currentAccountId, useSessionStore } from '../session'

async function startSending() {
  const { startOutbox } = await import(/* webpackChunkName: "outbox" */ '../outbox')
  startOutbox()
}

/**
 * What runs beside the pages. A resident who only opens a grid's card never signs in and has
 * nothing to send, so the outbox is fetched when there is a person.
 */
export function start() {
  if (currentAccountId() !== null) {
    void startSending()
    return
  }
  const stop = useSessionStore.subscribe(() => {
    if (currentAccountId() === null) return
    stop()
    void startSending()
  })
}
