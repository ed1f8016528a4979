import compress from 'koa-compress'
import Koa, { type Middleware } from 'koa'
import { errorHandler } from './http/error-handler'
import { pages } from './http/pages'
import { Refusal } from './http/refusal'
import { createDirectRoutes, createRouter, type RouterParts } from './http/router'
import type { Route } from './http/serve'
import { newId } from './platform/ids'
import type { Logger } from './platform/log'

export interface AppParts extends RouterParts {
  routes: readonly Route[]
  log: Logger
  pagesFolder: string
  /** Set when a trusted proxy stands in front and its X-Forwarded-For may be believed. */
  behindProxy: boolean
}

const requestId: Middleware = (ctx, next) => {
  ctx.state.requestId = newId()
  ctx.set('X-Request-Id', ctx.state.requestId)
  return next()
}

/** What the service itself makes (the card sheet) has styles and pictures within it, and runs nothing. */
const ownDocuments =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
const yearSeconds = 31_536_000

const safeHeaders: Middleware = (ctx, next) => {
  ctx.set('X-Content-Type-Options', 'nosniff')
  ctx.set('X-Frame-Options', 'DENY')
  ctx.set('Referrer-Policy', 'same-origin')
  ctx.set('Content-Security-Policy', ownDocuments)
  if (ctx.path.startsWith('/api/')) ctx.set('Cache-Control', 'no-store')
  // true only where a trusted proxy says that it was asked over TLS
  if (ctx.app.proxy && ctx.secure) ctx.set('Strict-Transport-Security', `max-age=${yearSeconds}`)
  return next()
}

/** The router notes which addresses match, whatever the method. */
const nothingHere: Middleware = (ctx) => {
  const matched: unknown[] = ctx.matched ?? []
  throw new Refusal(matched.length > 0 ? 'methodNotAllowed' : 'notFound')
}

/** The middleware in order: this is the whole of a request's way. */
export function createApp(parts: AppParts): Koa {
  // of the addresses a request claims to come from only the last, the proxy's own word, is believed
  const app = new Koa({ proxy: parts.behindProxy, maxIpsCount: 1 })
  const router = createRouter(parts.routes, parts)
  app.use(requestId)
  app.use(safeHeaders)
  app.use(errorHandler(parts.log))
  app.use(createDirectRoutes(parts.routes, parts))
  app.use(compress({ threshold: 2048, br: false }))
  app.use(router.routes())
  app.use(pages(parts.pagesFolder))
  app.use(nothingHere)
  // errors after the answer has begun (a client gone away) are not ours to answer
  app.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET')
      parts.log.warn({ err: error }, 'connection error')
  })
  return app
}
