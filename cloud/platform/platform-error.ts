/**
 * An expected failure of a platform module: a code for the program, one Chinese sentence for the
 * person. Anything else that is thrown is a fault.
 */
export class PlatformError<Code extends string = string> extends Error {
  readonly code: Code
  readonly details: Readonly<Record<string, string | number | boolean>>

  constructor(
    code: Code,
    sentence: string,
    options: { cause?: unknown; details?: Record<string, string | number | boolean> } = {},
  ) {
    super(sentence, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'PlatformError'
    this.code = code
    this.details = options.details ?? {}
  }
}

export function isPlatformError(error: unknown): error is PlatformError {
  return error instanceof PlatformError
}
