import type { Clock } from '../platform/clock'
import { signTicket } from '../platform/crypto'
import { timeTicketPurpose } from '../platform/field-time'

export type HeaderPair = readonly [name: string, value: string]

/** What the service itself makes (pages to print) has styles and pictures within it, and runs nothing. */
const ownDocuments =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** On every answer; pages set a policy of their own. */
export const safeHeaders: readonly HeaderPair[] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['X-Frame-Options', 'DENY'],
  ['Referrer-Policy', 'same-origin'],
  ['Content-Security-Policy', ownDocuments],
]

const yearSeconds = 31_536_000
/** Only where a trusted proxy says that it was asked over TLS. */
export const strictTransport: HeaderPair = ['Strict-Transport-Security', `max-age=${yearSeconds}`]
export const notKept: HeaderPair = ['Cache-Control', 'no-store']

/** For how long one ticket is handed to everybody: it says "not before", so a second older is true too. */
const ticketKeptMs = 1_000

/** Every answer carries the time and a fresh time ticket, so that a device always holds a recent one. */
export function createTimeHeaders(
  clock: Clock,
  signingKey: Uint8Array,
): () => readonly [HeaderPair, HeaderPair] {
  let issuedAtMs = Number.NEGATIVE_INFINITY
  let ticket = ''
  return () => {
    const nowMs = clock.nowMs()
    if (nowMs < issuedAtMs || nowMs - issuedAtMs >= ticketKeptMs) {
      issuedAtMs = nowMs
      ticket = signTicket({ issuedAtMs }, signingKey, timeTicketPurpose)
    }
    return [
      ['X-Server-Time-Ms', String(nowMs)],
      ['X-Server-Time-Ticket', ticket],
    ]
  }
}
