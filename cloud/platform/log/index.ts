import { type Logger, pino } from 'pino'

export type { Logger }

/** Never log a body: names, numbers and texts of people are in them. */
export function createLogger(level: string): Logger {
  return pino({ level, base: null, redact: ['*.password', '*.token', '*.idNumber', '*.phone'] })
}
