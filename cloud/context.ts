import { createApp } from './app'
import { systemRoutes } from './features/system/system.routes'
import { createIdentity } from './http/identity'
import type { Route } from './http/serve'
import type { Parts } from './parts'

export interface Service {
  app: ReturnType<typeof createApp>
  routes: readonly Route[]
  /** Waits for what is under way (lanes, closings) and lets go of the database. */
  close(): Promise<void>
}

/** The wiring, by hand: stores → services → routes. */
export function createService(parts: Parts): Service {
  const { database, clock, keys, log, env } = parts
  const identity = createIdentity(database, clock, keys.signing)

  const routes: Route[] = [...systemRoutes(database, keys.signing)]
  // MARKER: switched on when every feature is there
  // assertComplete(routes)

  const app = createApp({
    routes,
    database,
    identity,
    clock,
    signingKey: keys.signing,
    log,
    pagesFolder: env.PAGES_FOLDER,
    behindProxy: env.BEHIND_PROXY,
  })
  return {
    app,
    routes,
    async close() {
      await database.close()
    },
  }
}
