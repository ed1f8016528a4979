import { may, useSessionStore } from '../session'
import { onShow } from './connection'

/** In browsers alone. Without one (an old browser, no https), the pages need the network as ever. */
const workerFile = '/offline-worker.js'
const cachePrefix = 'mingge-shell-'

async function keep(container: ServiceWorkerContainer) {
  await container.register(workerFile)
}

/** Everything that was ever kept of the pages goes; what waits to be sent is no part of it. */
async function drop(container: ServiceWorkerContainer) {
  for (const registration of await container.getRegistrations()) await registration.unregister()
  for (const name of await caches.keys()) {
    if (name.startsWith(cachePrefix)) await caches.delete(name)
  }
}

async function lookForNewBuild(container: ServiceWorkerContainer) {
  const registration = await container.getRegistration()
  await registration?.update()
}

/**
 * Keeps the pages on the phone of who works in the field, from the first sign-in until he signs out.
 * An ended session leaves them: he may open the app without a network and find what waits.
 */
export function startOfflineShell() {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (!container) return
  const quietly = (doing: Promise<void>) => void doing.catch(() => undefined)
  const follow = () => {
    const { kept, endedName } = useSessionStore.getState()
    if (kept && may(kept.me, 'checkIns.take')) quietly(keep(container))
    else if (!kept && endedName === null) quietly(drop(container))
  }
  follow()
  useSessionStore.subscribe((now, before) => {
    if (now.kept?.me.accountId !== before.kept?.me.accountId) follow()
  })
  onShow(() => quietly(lookForNewBuild(container)))
}
