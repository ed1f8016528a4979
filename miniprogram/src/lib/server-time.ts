import { deviceNowMs } from './clock'
import { readKept, writeKeptIfRoom } from './storage'

/**
 * The service hands out a sealed note of its time with its answers. A record taken without a network
 * carries the newest one, which proves that it was not taken earlier than that.
 */
interface ServerTime {
  ticket: string | null
  /** Server time minus device time. */
  offsetMs: number
}

const nothing: ServerTime = { ticket: null, offsetMs: 0 }
let current: ServerTime | null = null

function state(): ServerTime {
  current ??= readKept<ServerTime>('server-time') ?? nothing
  return current
}

/** Learns from the headers of an answer. */
export function noteServerTime(headers: Record<string, string>, sentAtMs: number) {
  const receivedAtMs = deviceNowMs()
  const serverMs = headers.date ? Date.parse(headers.date) : Number.NaN
  const next: ServerTime = {
    ticket: headers['x-server-time-ticket'] || state().ticket,
    // the Date header drops the fraction of the second, half a second is the fair guess
    offsetMs: Number.isNaN(serverMs)
      ? state().offsetMs
      : Math.round(serverMs + 500 - (sentAtMs + receivedAtMs) / 2),
  }
  if (next.ticket !== state().ticket || Math.abs(next.offsetMs - state().offsetMs) > 2000) {
    current = next
    writeKeptIfRoom('server-time', next)
  }
}

export function serverTimeTicket(): string | null {
  return state().ticket
}

/** The best guess of the true time, for showing; records carry the device's own time and a ticket. */
export function nowMs(): number {
  return deviceNowMs() + state().offsetMs
}
