import Router from '@koa/router'
import type { Context } from 'koa'
import { id } from '../contract/primitives'
import { permits } from '../contract/permissions'
import type { Clock } from '../platform/clock'
import { signTicket } from '../platform/crypto'
import type { Database } from '../platform/database'
import { timeTicketPurpose } from '../platform/field-time'
import { defaultUploadLimits, readPhotoUpload } from '../platform/photos'
import { newId } from '../platform/ids'
import { type Actor, rolesOf } from './actor'
import { canonicalJson, contentHash, runCommand } from './idempotency'
import type { Identity } from './identity'
import { parseInput, readJson } from './input'
import { Refusal } from './refusal'
import type { CallContext, FileAnswer, Route } from './serve'

export interface RouterParts {
  database: Database
  identity: Identity
  clock: Clock
  signingKey: Uint8Array
}

export { timeTicketPurpose }
/** Endpoints open to somebody who has yet to choose a password. */
const beforeOwnPassword = new Set(['accounts.changePassword', 'accounts.whoAmI', 'accounts.signOut'])

/** Who calls, or a refusal: not signed in, first password not chosen, role without the permission. */
async function identify(ctx: Context, route: Route, identity: Identity): Promise<Actor | null> {
  const { entry } = route
  const bearer = /^Bearer (\S+)$/.exec(ctx.get('Authorization'))?.[1]
  const pass = route.kind === 'download' && typeof ctx.query.pass === 'string' ? ctx.query.pass : undefined
  const actor = bearer
    ? await identity.ofToken(bearer)
    : pass
      ? await identity.ofPass(pass)
      : null
  if (entry.permission === 'public') return actor
  if (!actor) throw new Refusal('notSignedIn')
  if (actor.mustChangePassword && !beforeOwnPassword.has(entry.name)) throw new Refusal('passwordMustChange')
  if (!permits(entry.permission, rolesOf(actor))) throw new Refusal('notAllowed')
  return actor
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

async function answerRead(ctx: Context, route: Route & { kind: 'query' | 'download' }, parts: RouterParts) {
  const actor = await identify(ctx, route, parts.identity)
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
    ctx.set('Content-Disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`)
  }
}

async function answerCommand(ctx: Context, route: Route & { kind: 'command' | 'own' }, parts: RouterParts) {
  const actor = await identify(ctx, route, parts.identity)
  const { commandId: givenId, ...body } = await readJson(ctx.req)
  const { entry } = route
  const commandId = commandIdOf(givenId, entry.replay)
  const input = parseInput(entry.input, { ...body, ...ctx.params })
  const context = { ...callContext(ctx, actor, parts.clock), commandId }
  if (route.kind === 'own') {
    ctx.body = await route.handle(input as never, context)
    return
  }
  const call = {
    commandId,
    name: entry.name,
    actor,
    contentHash: contentHash(canonicalJson(input)),
    nowMs: context.nowMs,
    stored: entry.replay === 'stored',
  }
  ctx.body = await runCommand(parts.database, call, ({ tx, audit, afterCommit }) =>
    route.handle(input as never, { ...context, tx, audit, afterCommit }),
  )
}

async function answerUpload(ctx: Context, route: Route & { kind: 'upload' }, parts: RouterParts) {
  const actor = await identify(ctx, route, parts.identity)
  const { entry } = route
  const limits = { ...defaultUploadLimits, fileBytes: entry.mostBytes }
  const { fields, bytes, fileName } = await readPhotoUpload(ctx.req, limits)
  const { commandId: givenId, ...body } = fields
  const commandId = commandIdOf(givenId, entry.replay)
  const input = parseInput(entry.input, body)
  const file = { bytes, name: fileName }
  const context = { ...callContext(ctx, actor, parts.clock), commandId, file }
  const call = {
    commandId,
    name: entry.name,
    actor,
    contentHash: contentHash(canonicalJson(input), bytes),
    nowMs: context.nowMs,
    stored: entry.replay === 'stored',
  }
  const prepare = async () => route.prepare?.(input as never, context)
  ctx.body = await runCommand(
    parts.database,
    call,
    (inside) => route.handle(input as never, { ...context, ...inside }),
    prepare,
  )
}

function answer(ctx: Context, route: Route, parts: RouterParts): Promise<void> {
  if (route.kind === 'query' || route.kind === 'download') return answerRead(ctx, route, parts)
  if (route.kind === 'upload') return answerUpload(ctx, route, parts)
  return answerCommand(ctx, route, parts)
}

/** Every answer carries a fresh time ticket, so that a device always holds a recent one. */
function setTimeTicket(ctx: Context, parts: RouterParts): void {
  const issuedAtMs = parts.clock.nowMs()
  ctx.set('X-Server-Time-Ms', String(issuedAtMs))
  ctx.set('X-Server-Time-Ticket', signTicket({ issuedAtMs }, parts.signingKey, timeTicketPurpose))
}

export function createRouter(routes: readonly Route[], parts: RouterParts): Router {
  const router = new Router()
  for (const route of routes) {
    const reads = route.kind === 'query' || route.kind === 'download'
    router[reads ? 'get' : 'post'](route.entry.path, async (ctx) => {
      setTimeTicket(ctx, parts)
      await answer(ctx, route, parts)
    })
  }
  return router
}
