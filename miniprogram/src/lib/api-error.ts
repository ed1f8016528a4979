import type { ErrorBody, ErrorCode } from '@contract/errors'
import { type Answer, Unreachable } from './transport-types'

/**
 * offline: no answer came, or one that is not the service's. busy: try again later. signIn: sign in
 * first. The rest are the service's considered refusals.
 */
export type FailureKind = 'offline' | 'busy' | 'signIn' | 'forbidden' | 'notFound' | 'refused'

export class ApiError extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly status: number,
    readonly code: ErrorCode | null,
    readonly details: Record<string, unknown>,
    readonly requestId: string | null,
  ) {
    super(message)
    this.name = 'ApiError'
  }
}

function kindOf(status: number, code: ErrorCode | null): FailureKind {
  if (code === 'notSignedIn') return 'signIn'
  if (status === 408 || status === 425 || status === 429 || status >= 500) return 'busy'
  if (status === 403) return 'forbidden'
  if (status === 404) return 'notFound'
  return 'refused'
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The typed error of a refusal; null when the answer does not come from the service at all. */
function errorBody(text: string): ErrorBody['error'] | null {
  const error = (parsed(text) as Partial<ErrorBody> | undefined)?.error
  return error && typeof error.code === 'string' && typeof error.message === 'string' ? error : null
}

export function offlineError(cause: Unreachable): ApiError {
  return new ApiError('offline', `${cause.message}，请检查网络后再试`, 0, null, {}, null)
}

/** The body of a good answer, or the ApiError it stands for. */
export function readAnswer(answer: Answer): unknown {
  const { status, text } = answer
  if (status >= 200 && status < 300) {
    const body = parsed(text)
    // hotel and station networks answer everything with a page of their own
    if (typeof body === 'object' && body !== null) return body
    throw offlineError(new Unreachable('offline'))
  }
  throw errorOf(answer)
}

export function errorOf(answer: Answer): ApiError {
  const { status, text } = answer
  const error = errorBody(text)
  if (error) {
    return new ApiError(
      kindOf(status, error.code),
      error.message,
      status,
      error.code,
      error.details ?? {},
      error.requestId ?? null,
    )
  }
  if (status >= 500) return new ApiError('busy', '系统繁忙，请稍后再试', status, null, {}, null)
  return offlineError(new Unreachable('offline'))
}

/** The sentence to show for anything that was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error && /[\u4e00-\u9fff]/.test(error.message)
    ? error.message
    : '出了点问题，请再试一次'
}
