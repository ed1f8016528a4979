import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createSerialIds } from '../platform/ids'
import type { Logger } from '../platform/log'
import {
  createTimeHeaders,
  type HeaderPair,
  notKept,
  safeHeaders,
  strictTransport,
} from './answer-headers'
import type { Actor } from './actor'
import { answerRepeat, bearerPrefix, callerOf, commandIdOf, isAllowed } from './caller'
import { refusalOf } from './error-handler'
import { parseInput, readJson } from './input'
import type { RouterParts } from './router'
import { runOut } from './run-out'
import type { CallContext, Route } from './serve'

export interface DirectParts extends RouterParts {
  log: Logger
  behindProxy: boolean
}

type OwnRoute = Route & { kind: 'own' }

const alwaysSent = [
  ...safeHeaders,
  notKept,
  ['Content-Type', 'application/json; charset=utf-8'],
].flat()

/** Of the addresses a request claims to come from only the last, the proxy's own word, is believed. */
function remoteAddressOf(req: IncomingMessage, behindProxy: boolean): string {
  const claimed = behindProxy ? req.headers['x-forwarded-for'] : undefined
  const last = String(claimed ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  return last || req.socket.remoteAddress || ''
}

function isOverTls(req: IncomingMessage, behindProxy: boolean): boolean {
  if (!behindProxy) return false
  return (
    String(req.headers['x-forwarded-proto'] ?? '')
      .split(',')[0]
      ?.trim() === 'https'
  )
}

/** What a request asks of a route, whoever the caller turns out to be. */
interface Asked {
  req: IncomingMessage
  route: OwnRoute
  parts: DirectParts
  requestId: string
}

interface Caller {
  actor: Actor | null
  allowed: boolean
  identityRevision: string | null
}

function tokenOf({ req }: Asked): string | null {
  const { authorization = '' } = req.headers
  return authorization.startsWith(bearerPrefix) ? authorization.slice(bearerPrefix.length) : null
}

/** Somebody remembered who may do this; null: he must be looked up. */
function rememberedCaller(asked: Asked): Caller | null {
  const { route, parts } = asked
  const token = route.checksCaller ? tokenOf(asked) : null
  const found = token === null ? null : parts.identity.remembered(token)
  if (!found || found.actor.mustChangePassword || !isAllowed(found.actor, route)) return null
  return { actor: found.actor, allowed: true, identityRevision: found.revision }
}

async function lookedUpCaller({ req, route, parts }: Asked): Promise<Caller> {
  const credentials = { authorization: req.headers.authorization ?? '' }
  return { ...(await callerOf(credentials, route, parts.identity)), identityRevision: null }
}

async function answerCaller(
  { actor, allowed, identityRevision }: Caller,
  { req, route, parts, requestId }: Asked,
  body: Record<string, unknown>,
): Promise<unknown> {
  const { entry, repeat } = route
  const givenId = body.commandId
  // the schemas leave out what they do not name, the command's id too
  const read = () => parseInput(entry.input, body) as never
  const context = {
    // only entries with the permission 'public' are reached without an actor
    actor: actor as CallContext['actor'],
    nowMs: parts.clock.nowMs(),
    requestId,
    remoteAddress: remoteAddressOf(req, parts.behindProxy),
    identityRevision,
  }
  if (!allowed) {
    return answerRepeat(givenId, async (commandId) =>
      repeat ? repeat(read(), { ...context, commandId }) : null,
    )
  }
  return route.handle(read(), { ...context, commandId: commandIdOf(givenId, entry.replay) })
}

/**
 * A remembered caller needs no look into the database before his command. What fails for him is
 * asked again as the one he is now: he may have been given another post, or be signed out.
 */
async function answerOwn(asked: Asked): Promise<unknown> {
  const remembered = rememberedCaller(asked)
  if (!remembered) {
    const caller = await lookedUpCaller(asked)
    return answerCaller(caller, asked, await readJson(asked.req))
  }
  const body = await readJson(asked.req)
  try {
    return await answerCaller(remembered, asked, body)
  } catch {
    return answerCaller(await lookedUpCaller(asked), asked, body)
  }
}

/**
 * Commands that keep their own transaction, answered straight from Node's HTTP server: check-ins
 * come by the thousand, and what Koa adds to a request costs more than all they need. Everything
 * else, and every other method, goes on to `rest`.
 */
export function createDirectListener(
  routes: readonly Route[],
  parts: DirectParts,
  rest: RequestListener,
): RequestListener {
  const direct = new Map<string, OwnRoute>()
  for (const route of routes) if (route.kind === 'own') direct.set(fixedPath(route), route)
  const timeHeaders = createTimeHeaders(parts.clock, parts.signingKey)
  const newRequestId = createSerialIds()

  function send(
    { req, res, requestId }: Exchange,
    status: number,
    body: string,
    added: readonly HeaderPair[] = [],
  ): void {
    if (res.destroyed) return
    const headers = [...alwaysSent, 'X-Request-Id', requestId]
    for (const pair of timeHeaders()) headers.push(...pair)
    if (isOverTls(req, parts.behindProxy)) headers.push(...strictTransport)
    for (const pair of added) headers.push(...pair)
    headers.push('Content-Length', String(Buffer.byteLength(body)))
    res.writeHead(status, headers)
    res.end(body)
  }

  async function respond(exchange: Exchange, route: OwnRoute): Promise<void> {
    const { req, requestId } = exchange
    try {
      send(exchange, 200, JSON.stringify(await answerOwn({ req, requestId, route, parts })))
    } catch (error) {
      const asked = { requestId, method: 'POST', path: route.entry.path }
      const { status, headers, body } = refusalOf(error, asked, parts.log)
      const isOver = await runOut(req)
      send(exchange, status, JSON.stringify(body), isOver ? headers : [...headers, closing])
    }
  }

  return (req, res) => {
    const route = req.method === 'POST' ? direct.get(pathOf(req.url ?? '')) : undefined
    if (route) void respond({ req, res, requestId: newRequestId() }, route)
    else rest(req, res)
  }
}

interface Exchange {
  req: IncomingMessage
  res: ServerResponse
  requestId: string
}

const closing: HeaderPair = ['Connection', 'close']

function pathOf(url: string): string {
  const query = url.indexOf('?')
  return query < 0 ? url : url.slice(0, query)
}

function fixedPath({ entry }: OwnRoute): string {
  if (entry.path.includes(':')) throw new Error(`${entry.name} must be served at a fixed address`)
  return entry.path
}
