import type { Middleware } from 'koa'
import { type ErrorBody, type ErrorCode, errorTable, errorText } from '../contract/errors'
import { isDatabaseAway } from '../platform/database'
import type { Logger } from '../platform/log'
import { isPlatformError } from '../platform/platform-error'
import type { HeaderPair } from './answer-headers'
import { Refusal } from './refusal'
import { runOut } from './run-out'

/** Failures that pass: a client that keeps what it sends must come again with it, not give it up. */
const passing = new Set(['photoBusy', 'uploadTimedOut', 'uploadAborted', 'fileStoreUnavailable'])

/** Of a module's own code, the contract's code where it has the same name. */
function codeOf(error: unknown): { code: ErrorCode; details: Record<string, unknown> } {
  if (error instanceof Refusal) return { code: error.code, details: error.details }
  if (isPlatformError(error)) {
    if (passing.has(error.code)) return { code: 'databaseBusy', details: {} }
    if (error.code in errorTable)
      return { code: error.code as ErrorCode, details: { ...error.details } }
    return { code: 'badInput', details: { message: error.message } }
  }
  if (isDatabaseAway(error)) return { code: 'databaseBusy', details: {} }
  return { code: 'internal', details: {} }
}

export interface Asked {
  requestId: string
  method: string
  path: string
}

/** What an error is answered with. Expected refusals only that; the rest is also logged, with the request's id. */
export function refusalOf(
  error: unknown,
  asked: Asked,
  log: Logger,
): { status: number; headers: HeaderPair[]; body: ErrorBody } {
  const { code, details } = codeOf(error)
  const { requestId } = asked
  if (code === 'internal' || code === 'databaseBusy') log.error({ ...asked, err: error }, code)
  const message = errorText(code, { requestId, ...details })
  const told = Object.keys(details).length > 0 ? { details } : {}
  const comesAgain = code === 'signInLocked' || code === 'databaseBusy'
  return {
    status: errorTable[code].status,
    headers: comesAgain ? [['Retry-After', '5']] : [],
    body: { error: { code, message, requestId, ...told } },
  }
}

/** The one catch of what Koa serves. */
export function errorHandler(log: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      const asked = { requestId: String(ctx.state.requestId), method: ctx.method, path: ctx.path }
      const { status, headers, body } = refusalOf(error, asked, log)
      if (!(await runOut(ctx.req))) ctx.set('Connection', 'close')
      ctx.status = status
      for (const [name, value] of headers) ctx.set(name, value)
      ctx.body = body
    }
  }
}
