import type { Middleware } from 'koa'
import { type ErrorBody, type ErrorCode, errorTable, errorText } from '../contract/errors'
import { isDatabaseAway } from '../platform/database'
import type { Logger } from '../platform/log'
import { isPlatformError } from '../platform/platform-error'
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

/** The one catch. Expected refusals are answered; the rest is also logged, with the request's id. */
export function errorHandler(log: Logger): Middleware {
  return async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      const { code, details } = codeOf(error)
      const requestId = String(ctx.state.requestId)
      if (code === 'internal' || code === 'databaseBusy') {
        log.error({ requestId, method: ctx.method, path: ctx.path, err: error }, code)
      }
      const body: ErrorBody = {
        error: {
          code,
          message: errorText(code, { requestId, ...details }),
          requestId,
          ...(Object.keys(details).length > 0 ? { details } : {}),
        },
      }
      if (!(await runOut(ctx.req))) ctx.set('Connection', 'close')
      ctx.status = errorTable[code].status
      if (code === 'signInLocked' || code === 'databaseBusy') ctx.set('Retry-After', '5')
      ctx.body = body
    }
  }
}
