import type { RequestListener } from 'node:http'
import compress from 'koa-compress'
import Koa, { type Middleware } from 'koa'
import { notKept, safeHeaders, strictTransport } from './http/answer-headers'
import { createDirectListener } from './http/direct'
import { errorHandler } from './http/error-handler'
import { pages } from './http/pages'
import { Refusal } from './http/refusal'
import { createRouter, type RouterParts } from './http/router'
import type { Route } from './http/serve'
import { createSerialIds } from './platform/ids'
import type { Logger } from './platform/log'

export interface AppParts extends RouterParts {
  routes: readonly Route[]
  log: Logger
  pagesFolder: string
  /** Address of the maps' ground, whose host the pages may show pictures of. */
  tileUrl?: string | undefined
  /** Set when a trusted proxy stands in front and its X-Forwarded-For may be believed. */
  behindProxy: boolean
  /** What stands beside the contract: paths of published specifications, the contract's own document. */
  beside?: readonly Middleware[]
}

function requestId(): Middleware {
  const newRequestId = createSerialIds()
  return (ctx, next) => {
    ctx.state.requestId = newRequestId()
    ctx.set('X-Request-Id', ctx.state.requestId)
    return next()
  }
}

const withSafeHeaders: Middleware = (ctx, next) => {
  for (const [name, value] of safeHeaders) ctx.set(name, value)
  if (ctx.path.startsWith('/api/')) ctx.set(...notKept)
  if (ctx.app.proxy && ctx.secure) ctx.set(...strictTransport)
  return next()
}

/** The router notes which addresses match, whatever the method. */
const nothingHere: Middleware = (ctx) => {
  const matched: unknown[] = ctx.matched ?? []
  throw new Refusal(matched.length > 0 ? 'methodNotAllowed' : 'notFound')
}

/**
 * A request's way: what comes by the thousand is answered directly, everything else goes through
 * the middleware in its order.
 */
export function createListener(parts: AppParts): RequestListener {
  return createDirectListener(parts.routes, parts, createKoa(parts).callback())
}

function createKoa(parts: AppParts): Koa {
  // of the addresses a request claims to come from only the last, the proxy's own word, is believed
  const app = new Koa({ proxy: parts.behindProxy, maxIpsCount: 1 })
  const router = createRouter(parts.routes, parts)
  app.use(requestId())
  app.use(withSafeHeaders)
  app.use(errorHandler(parts.log))
  app.use(compress({ threshold: 2048, br: false }))
  app.use(router.routes())
  for (const middleware of parts.beside ?? []) app.use(middleware)
  app.use(pages(parts.pagesFolder, parts.tileUrl))
  app.use(nothingHere)
  // errors after the answer has begun (a client gone away) are not ours to answer
  app.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET')
      parts.log.warn({ err: error }, 'connection error')
  })
  return app
}
