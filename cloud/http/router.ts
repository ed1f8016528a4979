import Router from '@koa/router'
import type { Context, Middleware } from 'koa'
import { safeParse } from 'zod/mini'
import { id } from '../contract/primitives'
import type { Clock } from '../platform/clock'
import { signTicket } from '../platform/crypto'
import type { Database } from '../platform/database'
import { timeTicketPurpose } from '../platform/field-time'
import { defaultUploadLimits, readPhotoUpload } from '../platform/photos'
import { newId } from '../platform/ids'
import { type Actor, mayUse } from './actor'
import {
  canonicalJson,
  type CommandCall,
  contentHash,
  ownFirstResult,
  runCommand,
} from './idempotency'
import type { Identity } from './identity'
import { parseInput, readJson } from './input'
import { Refusal } from './refusal'
import type { CallContext, FileAnswer, Route, UploadedFile } from './serve'

export interface RouterParts {
  database: Database
  identity: Identity
  clock: Clock
  signingKey: Uint8Array
}

export { timeTicketPurpose }
/** Endpoints open to somebody who has yet to choose a password. */
const beforeOwnPassword = new Set([
  'accounts.changePassword',
  'accounts.whoAmI',
  'accounts.signOut',
])

/** Who calls, or a refusal: not signed in, first password not chosen. */
async function authenticate(ctx: Context, route: Route, identity: Identity): Promise<Actor | null> {
  const { entry } = route
  const bearer = /^Bearer (\S+)$/.exec(ctx.get('Authorization'))?.[1]
  const pass =
    route.kind === 'download' && typeof ctx.query.pass === 'string' ? ctx.query.pass : undefined
  const actor = bearer ? await identity.ofToken(bearer) : pass ? await identity.ofPass(pass) : null
  if (entry.permission === 'public') return actor
  if (!actor) throw new Refusal('notSignedIn')
  if (actor.mustChangePassword && !beforeOwnPassword.has(entry.name))
    throw new Refusal('passwordMustChange')
  return actor
}

function isAllowed(actor: Actor | null, { entry }: Route): boolean {
  return entry.permission === 'public' || (actor !== null && mayUse(actor, entry.permission))
}

function callContext(ctx: Context, actor: Actor | null, clock: Clock): CallContext {
  return {
    // only entries with the permission 'public' are reached without an actor
    actor: actor as Actor,
    nowMs: clock.nowMs(),
    requestId: String(ctx.state.requestId),
    remoteAddress: ctx.ip,
  }
}

function commandIdOf(value: unknown, replay: 'stored' | 'none'): string {
  if (value === undefined && replay === 'none') return newId()
  return parseInput(id, value)
}

async function answerRead(
  ctx: Context,
  route: Route & { kind: 'query' | 'download' },
  parts: RouterParts,
) {
  const actor = await authenticate(ctx, route, parts.identity)
  if (!isAllowed(actor, route)) throw new Refusal('notAllowed')
  const { pass: _pass, ...query } = ctx.query
  const input = parseInput(route.entry.input, { ...query, ...ctx.params })
  const context = callContext(ctx, actor, parts.clock)
  if (route.kind === 'query') {
    ctx.body = await route.handle(input as never, context)
    return
  }
  sendFile(ctx, await route.handle(input as never, context))
}

function sendFile(ctx: Context, file: FileAnswer): void {
  ctx.body = file.bytes
  ctx.type = file.contentType
  ctx.set('Cache-Control', file.keepSeconds ? `private, max-age=${file.keepSeconds}` : 'no-store')
  if (file.fileName) {
    ctx.set(
      'Content-Disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    )
  }
}

/**
 * Asked for by somebody without the permission: what he did while he had it is answered as it was
 * the first time, all else is not his to do.
 */
async function answerRepeat(
  given: unknown,
  firstAnswer: (commandId: string) => Promise<unknown>,
): Promise<unknown> {
  const commandId = safeParse(id, given)
  const first = commandId.success ? await firstAnswer(commandId.data) : null
  if (first === null) throw new Refusal('notAllowed')
  return first
}

/** Who calls; without the permission he may only ask for a first answer, where one can be stored. */
async function callerOf(
  ctx: Context,
  route: Route & { kind: 'command' | 'own' | 'upload' },
  parts: RouterParts,
) {
  const actor = await authenticate(ctx, route, parts.identity)
  const allowed = isAllowed(actor, route)
  if (!allowed && route.entry.replay === 'none') throw new Refusal('notAllowed')
  return { actor, allowed }
}

async function answerOwn(ctx: Context, route: Route & { kind: 'own' }, parts: RouterParts) {
  const { entry, repeat } = route
  const { actor, allowed } = await callerOf(ctx, route, parts)
  const { commandId: givenId, ...body } = await readJson(ctx.req)
  const read = () => parseInput(entry.input, { ...body, ...ctx.params }) as never
  const context = callContext(ctx, actor, parts.clock)
  if (!allowed) {
    ctx.body = await answerRepeat(givenId, async (commandId) =>
      repeat ? repeat(read(), { ...context, commandId }) : null,
    )
    return
  }
  const commandId = commandIdOf(givenId, entry.replay)
  const answered = await route.handle(read(), { ...context, commandId })
  // written out once; an object would be once more for each middleware that asks for its length
  ctx.type = 'json'
  ctx.body = JSON.stringify(answered)
}

interface Asked {
  actor: Actor | null
  allowed: boolean
  givenId: unknown
  body: Record<string, unknown>
  file?: UploadedFile
}

/** A command or upload that is done once: the permission is asked after a first answer was looked for. */
async function answerOnce(
  ctx: Context,
  route: Route & { kind: 'command' | 'upload' },
  { actor, allowed, givenId, body, file }: Asked,
  parts: RouterParts,
): Promise<void> {
  const { entry } = route
  const caller = callContext(ctx, actor, parts.clock)
  const read = () => parseInput(entry.input, { ...body, ...ctx.params })
  const callOf = (commandId: string, input: unknown): CommandCall => ({
    commandId,
    name: entry.name,
    actor,
    contentHash: contentHash(canonicalJson(input), ...(file ? [file.bytes] : [])),
    nowMs: caller.nowMs,
    stored: entry.replay === 'stored',
  })
  if (!allowed) {
    ctx.body = await answerRepeat(givenId, async (commandId) => {
      const { accountId } = caller.actor
      const call = () => callOf(commandId, read())
      return (await ownFirstResult(parts.database, commandId, accountId, call))?.result ?? null
    })
    return
  }
  const commandId = commandIdOf(givenId, entry.replay)
  const input = read() as never
  const context = { ...caller, commandId, file: file as UploadedFile }
  ctx.body = await runCommand(
    parts.database,
    callOf(commandId, input),
    (inside) => route.handle(input, { ...context, ...inside }),
    async () => (route.kind === 'upload' ? route.prepare?.(input, context) : undefined),
  )
}

async function answerCommand(ctx: Context, route: Route & { kind: 'command' }, parts: RouterParts) {
  const { actor, allowed } = await callerOf(ctx, route, parts)
  const { commandId: givenId, ...body } = await readJson(ctx.req)
  await answerOnce(ctx, route, { actor, allowed, givenId, body }, parts)
}

async function answerUpload(ctx: Context, route: Route & { kind: 'upload' }, parts: RouterParts) {
  const { actor, allowed } = await callerOf(ctx, route, parts)
  const limits = { ...defaultUploadLimits, fileBytes: route.entry.mostBytes }
  const { fields, bytes, fileName } = await readPhotoUpload(ctx.req, limits)
  const { commandId: givenId, ...body } = fields
  const file = { bytes, name: fileName }
  await answerOnce(ctx, route, { actor, allowed, givenId, body, file }, parts)
}

function answer(ctx: Context, route: Route, parts: RouterParts): Promise<void> {
  if (route.kind === 'query' || route.kind === 'download') return answerRead(ctx, route, parts)
  if (route.kind === 'upload') return answerUpload(ctx, route, parts)
  if (route.kind === 'own') return answerOwn(ctx, route, parts)
  return answerCommand(ctx, route, parts)
}

/** For how long one ticket is handed to everybody: it says "not before", so a second older is true too. */
const ticketKeptMs = 1_000

/** Every answer carries a fresh time ticket, so that a device always holds a recent one. */
function createTimeTickets({ clock, signingKey }: RouterParts): (ctx: Context) => void {
  let issuedAtMs = Number.NEGATIVE_INFINITY
  let ticket = ''
  return (ctx) => {
    const nowMs = clock.nowMs()
    if (nowMs < issuedAtMs || nowMs - issuedAtMs >= ticketKeptMs) {
      issuedAtMs = nowMs
      ticket = signTicket({ issuedAtMs }, signingKey, timeTicketPurpose)
    }
    ctx.set('X-Server-Time-Ms', String(nowMs))
    ctx.set('X-Server-Time-Ticket', ticket)
  }
}

export function createRouter(routes: readonly Route[], parts: RouterParts): Router {
  const router = new Router()
  const setTimeTicket = createTimeTickets(parts)
  for (const route of routes) {
    const reads = route.kind === 'query' || route.kind === 'download'
    router[reads ? 'get' : 'post'](route.entry.path, async (ctx) => {
      setTimeTicket(ctx)
      await answer(ctx, route, parts)
    })
  }
  return router
}

/**
 * Commands that keep their own transaction are found by their address alone, before the router
 * tries every pattern and before compression: they come by the thousand and their answers are small.
 */
export function createDirectRoutes(routes: readonly Route[], parts: RouterParts): Middleware {
  const direct = new Map<string, Route & { kind: 'own' }>()
  for (const route of routes) {
    if (route.kind === 'own' && !route.entry.path.includes(':')) direct.set(route.entry.path, route)
  }
  const setTimeTicket = createTimeTickets(parts)
  return async (ctx, next) => {
    const route = ctx.method === 'POST' ? direct.get(ctx.path) : undefined
    if (!route) return next()
    ctx.params = {}
    setTimeTicket(ctx)
    return answerOwn(ctx, route, parts)
  }
}
