import Router from '@koa/router'
import type { Context } from 'koa'
import type { Clock } from '../platform/clock'
import type { Database } from '../platform/database'
import { defaultUploadLimits, readPhotoUpload } from '../platform/photos'
import type { Actor } from './actor'
import { createTimeHeaders } from './answer-headers'
import {
  answerRepeat,
  authenticate,
  callerOf,
  commandIdOf,
  type Credentials,
  isAllowed,
} from './caller'
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

function callContext(ctx: Context, actor: Actor | null, clock: Clock): CallContext {
  return {
    // only entries with the permission 'public' are reached without an actor
    actor: actor as Actor,
    nowMs: clock.nowMs(),
    requestId: String(ctx.state.requestId),
    remoteAddress: ctx.ip,
  }
}

function credentialsOf(ctx: Context, route: Route): Credentials {
  const { pass } = ctx.query
  return {
    authorization: ctx.get('Authorization'),
    pass: route.kind === 'download' && typeof pass === 'string' ? pass : undefined,
  }
}

async function answerRead(
  ctx: Context,
  route: Route & { kind: 'query' | 'download' },
  parts: RouterParts,
) {
  const actor = await authenticate(credentialsOf(ctx, route), route, parts.identity)
  if (!isAllowed(actor, route)) throw new Refusal('notAllowed')
  const { pass: _pass, ...query } = ctx.query
  const input = parseInput(route.entry.input, { ...query, ...ctx.params })
  const context = callContext(ctx, actor, parts.clock)
  if (route.kind === 'query') {
    sendJson(ctx, await route.handle(input as never, context))
    return
  }
  sendFile(ctx, await route.handle(input as never, context))
}

/** What is read once is worth little work and little memory: a third larger, in a third of the time. */
const quickly = { gzip: { level: 1, windowBits: 13, memLevel: 7 } }

/** Written here, once: asked for its length, an object would be written for that too. */
function sendJson(ctx: Context, value: unknown): void {
  ctx.compress = quickly
  ctx.type = 'json'
  ctx.body = JSON.stringify(value)
}

/** A viewer draws a PDF with styles and scripts of its own, which run nowhere near our pages. */
const pdfPolicy = "frame-ancestors 'none'"

function sendFile(ctx: Context, file: FileAnswer): void {
  ctx.body = file.bytes
  ctx.type = file.contentType
  if (file.contentType === 'application/pdf') ctx.set('Content-Security-Policy', pdfPolicy)
  ctx.set('Cache-Control', file.keepSeconds ? `private, max-age=${file.keepSeconds}` : 'no-store')
  if (file.fileName) {
    ctx.set(
      'Content-Disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
    )
  }
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
    const first = await answerRepeat(givenId, async (commandId) => {
      const { accountId } = caller.actor
      const call = () => callOf(commandId, read())
      return (await ownFirstResult(parts.database, commandId, accountId, call))?.result ?? null
    })
    sendJson(ctx, first)
    return
  }
  const commandId = commandIdOf(givenId, entry.replay)
  const input = read() as never
  const context = { ...caller, commandId, file: file as UploadedFile }
  const result = await runCommand(
    parts.database,
    callOf(commandId, input),
    (inside) => route.handle(input, { ...context, ...inside }),
    async () => (route.kind === 'upload' ? route.prepare?.(input, context) : undefined),
  )
  sendJson(ctx, result)
}

async function answerCommand(ctx: Context, route: Route & { kind: 'command' }, parts: RouterParts) {
  const { actor, allowed } = await callerOf(credentialsOf(ctx, route), route, parts.identity)
  const { commandId: givenId, ...body } = await readJson(ctx.req)
  await answerOnce(ctx, route, { actor, allowed, givenId, body }, parts)
}

async function answerUpload(ctx: Context, route: Route & { kind: 'upload' }, parts: RouterParts) {
  const { actor, allowed } = await callerOf(credentialsOf(ctx, route), route, parts.identity)
  const limits = { ...defaultUploadLimits, fileBytes: route.entry.mostBytes }
  const { fields, bytes, fileName } = await readPhotoUpload(ctx.req, limits)
  const { commandId: givenId, ...body } = fields
  const file = { bytes, name: fileName }
  await answerOnce(ctx, route, { actor, allowed, givenId, body, file }, parts)
}

/** All but what `direct.ts` answers. */
type KoaRoute = Exclude<Route, { kind: 'own' }>

function answer(ctx: Context, route: KoaRoute, parts: RouterParts): Promise<void> {
  if (route.kind === 'query' || route.kind === 'download') return answerRead(ctx, route, parts)
  if (route.kind === 'upload') return answerUpload(ctx, route, parts)
  return answerCommand(ctx, route, parts)
}

export function createRouter(routes: readonly Route[], parts: RouterParts): Router {
  const router = new Router()
  const timeHeaders = createTimeHeaders(parts.clock, parts.signingKey)
  for (const route of routes) {
    if (route.kind === 'own') continue
    const reads = route.kind === 'query' || route.kind === 'download'
    router[reads ? 'get' : 'post'](route.entry.path, async (ctx) => {
      for (const [name, value] of timeHeaders()) ctx.set(name, value)
      await answer(ctx, route, parts)
    })
  }
  return router
}
