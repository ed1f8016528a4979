import { type DestinationStream, type Logger, pino } from 'pino'

export type { Logger }

const most = 4_000

/** Numbers of people, as a database's words about a failure may hold them. */
const withoutNumbers = (text: string) =>
  text.slice(0, most).replace(/(?<![\da-f-])\d{11,19}[\dXx]?(?![\da-f-])/gi, '…')

/**
 * What went wrong and where, without what it was done with: drivers hang the whole statement and
 * its values on their errors.
 */
function describeError(error: unknown): object {
  if (!(error instanceof Error)) return { type: typeof error }
  const { code, errno, sqlState } = error as { code?: unknown; errno?: unknown; sqlState?: unknown }
  const cause = error.cause instanceof Error ? { cause: describeError(error.cause) } : {}
  return {
    type: error.name,
    message: withoutNumbers(error.message),
    stack: withoutNumbers(error.stack ?? ''),
    code,
    errno,
    sqlState,
    ...cause,
  }
}

/** Never log a body: names, numbers and texts of people are in them. */
export function createLogger(level: string, destination?: DestinationStream): Logger {
  const personal = ['password', 'token', 'idNumber', 'phone', 'bankCard', 'oneTimeCode']
  const options = {
    level,
    base: null,
    redact: personal.flatMap((one) => [one, `*.${one}`]),
    serializers: { err: describeError },
  }
  return destination ? pino(options, destination) : pino(options)
}
